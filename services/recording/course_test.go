package recording_test

import (
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/person"
	"ahd.example/ahd/services/recording"
)

var days = 90

var dated = said{keeper, events.DueDateSet{Due: "2027-01-01"}}

// What a commitment is, until when, and whether it still is one.
var dating = []ruling{
	{"assigned and dated", life(), commitment.OperationaliseCommitment{On: cm1, ReviewDays: &days}, keeper, "", nil},
	{"by a day", life(), commitment.OperationaliseCommitment{On: cm1, Due: text("2027-06-30")}, keeper, "", nil},
	{"what was set before will do", life(dated), commitment.OperationaliseCommitment{On: cm1}, keeper, "", nil},
	{"nothing is dated in silence", life(), commitment.OperationaliseCommitment{On: cm1}, keeper, "operationalise.undated", no},
	{"somebody answers", cm(captured, events.CommitmentConfirmed{}), commitment.OperationaliseCommitment{On: cm1, ReviewDays: &days}, keeper, "operationalise.nobody", no},
	{"it was checked", cm(captured), commitment.OperationaliseCommitment{On: cm1, Party: text("fia"), ReviewDays: &days}, keeper, "commitment.not-confirmed", no},
	{"once", life(said{keeper, events.CommitmentOperationalised{ReviewDays: &days}}), commitment.OperationaliseCommitment{On: cm1, ReviewDays: &days}, keeper, "operationalise.already", no},
	{"not to who assessed it", life(found), commitment.OperationaliseCommitment{On: cm1, Party: text("ncrc"), ReviewDays: &days}, keeper, "assign.assessor", no},
	{"who assessed it does not answer for it", life(found), commitment.AssignCommitment{ID: "cm-1", Party: "ncrc"}, keeper, "assign.assessor", no},
	{"what was withdrawn is not checked any more", life(withdrawn), commitment.ConfirmCommitment{ID: "cm-1"}, keeper, "commitment.not-in-force", no},
	{"another day needs a reason", life(dated), commitment.OperationaliseCommitment{On: cm1, Due: text("2027-06-30")}, keeper, "due.set-already", no},
	{"a day is a day", life(), commitment.OperationaliseCommitment{On: cm1, Due: text("soon")}, keeper, "due", malformed},
	{"a focal person dates nothing", life(), commitment.OperationaliseCommitment{On: cm1, ReviewDays: &days}, focal, "role.not-allowed", forbidden},
	{"a day is revised", life(dated), commitment.ReviseDueDate{On: cm1, Due: "2027-06-30", Reason: text("floods")}, keeper, "", nil},
	{"with a reason", life(dated), commitment.ReviseDueDate{On: cm1, Due: "2027-06-30"}, keeper, "reason.missing", malformed},
	{"to another day", life(dated), commitment.ReviseDueDate{On: cm1, Due: "2027-01-01", Reason: text("floods")}, keeper, "due.same", no},
	{"if there is one", life(), commitment.ReviseDueDate{On: cm1, Due: "2027-01-01", Reason: text("floods")}, keeper, "due.not-set", no},
	{"the addressee answers", life(), commitment.RecordResponse{On: cm1, Response: "accepted_in_part", Source: "note-1"}, keeper, "", nil},
	{"in one of four ways", life(), commitment.RecordResponse{On: cm1, Response: "none", Source: "note-1"}, keeper, "response", malformed},
	{"somebody was asked", life(), commitment.RequestUpdate{On: cm1, Party: "fia", Channel: "letter", Day: "2026-11-01"}, keeper, "", nil},
	{"not tomorrow", life(), commitment.RequestUpdate{On: cm1, Party: "fia", Channel: "letter", Day: "2026-11-23"}, keeper, "effective.future", malformed},
	{"how well it is put", life(), commitment.RateSmart{On: cm1, Measurable: true}, keeper, "", nil},
	{"not by a focal person", life(), commitment.RateSmart{On: cm1}, focal, "role.not-allowed", forbidden},
	{"whether it can be checked", life(), commitment.JudgeVerifiability{On: cm1, Verifiable: true, Reason: text("a list is kept")}, keeper, "", nil},
	{"where that is new", life(), commitment.JudgeVerifiability{On: cm1, Reason: text("x")}, keeper, "verifiable.same", no},
	{"a capture is corrected", life(), commitment.CorrectCommitment{On: cm1, Field: "pillar", Value: text("protection"), Reason: text("misread")}, keeper, "", nil},
	{"with a reason", life(), commitment.CorrectCommitment{On: cm1, Field: "pillar", Value: text("protection")}, keeper, "reason.missing", malformed},
	{"in a field that has one", life(), commitment.CorrectCommitment{On: cm1, Field: "record", Value: text("x"), Reason: text("x")}, keeper, "field", malformed},
	{"to a value it can have", life(), commitment.CorrectCommitment{On: cm1, Field: "pillar", Value: text("poetry"), Reason: text("x")}, keeper, "value", malformed},
	{"a wording is never nothing", life(), commitment.CorrectCommitment{On: cm1, Field: "text", Reason: text("x")}, keeper, "value.missing", malformed},
	{"work rests", life(), commitment.SuspendCommitment{Reasoned: because}, keeper, "", nil},
	{"with a reason", life(), commitment.SuspendCommitment{Reasoned: unsaid}, keeper, "reason.missing", malformed},
	{"once", life(said{keeper, events.CommitmentSuspended{}}), commitment.SuspendCommitment{Reasoned: because}, keeper, "suspend.already", no},
	{"and goes on", life(said{keeper, events.CommitmentSuspended{}}), commitment.ResumeCommitment{Reasoned: because}, keeper, "", nil},
	{"if it rests", life(), commitment.ResumeCommitment{Reasoned: because}, keeper, "resume.not-suspended", no},
	{"it is taken back", life(), commitment.WithdrawCommitment{Reasoned: because}, keeper, "", nil},
	{"once", life(withdrawn), commitment.WithdrawCommitment{Reasoned: because}, keeper, "commitment.not-in-force", no},
	{"another takes its place", life(), commitment.SupersedeCommitment{Reasoned: because, By: "cm-2"}, keeper, "", nil},
	{"not itself", life(), commitment.SupersedeCommitment{Reasoned: because, By: "cm-1"}, keeper, "supersede.itself", no},
	{"what was never checked is rejected", cm(captured), commitment.RejectCommitment{Reasoned: because}, keeper, "", nil},
	{"not what was", life(), commitment.RejectCommitment{Reasoned: because}, keeper, "reject.confirmed", no},
	{"nothing happens to what is no longer in force", life(withdrawn), report, focal, "commitment.not-in-force", no},
	{"a step", life(), commitment.SetMilestone{On: cm1, Milestone: "staff", Title: "Staff", Due: text("2027-01-31")}, keeper, "", nil},
	{"once", life(step), commitment.SetMilestone{On: cm1, Milestone: "staff", Title: "Staff"}, keeper, "milestone.set-already", no},
	{"with a title", life(), commitment.SetMilestone{On: cm1, Milestone: "staff"}, keeper, "title", malformed},
	{"is revised with a reason", life(step), commitment.ReviseMilestone{Reasoned: unsaid, Milestone: "staff", Title: "More staff"}, keeper, "reason.missing", malformed},
	{"then it is", life(step), commitment.ReviseMilestone{Reasoned: because, Milestone: "staff", Title: "More staff"}, keeper, "", nil},
	{"is taken", life(step), commitment.MeetMilestone{On: cm1, Milestone: "staff"}, focal, "", nil},
	{"once", life(step, said{focal, events.MilestoneMet{Milestone: "staff"}}), commitment.MeetMilestone{On: cm1, Milestone: "staff"}, focal, "milestone.done", no},
	{"or given up", life(step), commitment.DropMilestone{Reasoned: because, Milestone: "staff"}, keeper, "", nil},
	{"once", life(step, said{keeper, events.MilestoneDropped{Milestone: "staff"}}), commitment.DropMilestone{Reasoned: because, Milestone: "staff"}, keeper, "milestone.done", no},
	{"an indicator", life(), commitment.SetIndicator{On: cm1, Indicator: events.IndicatorSet{Indicator: "beds", Title: "Beds", Unit: "beds", Direction: "increase", Target: text("40")}}, keeper, "", nil},
	{"once", life(gauge), commitment.SetIndicator{On: cm1, Indicator: events.IndicatorSet{Indicator: "beds", Title: "Beds", Unit: "beds", Direction: "increase"}}, keeper, "indicator.set-already", no},
	{"with numbers", life(), commitment.SetIndicator{On: cm1, Indicator: events.IndicatorSet{Indicator: "beds", Title: "Beds", Unit: "beds", Direction: "increase", Target: text("1e3")}}, keeper, "target", malformed},
	{"a file is deposited", life(), commitment.DepositEvidence{Documented: commitment.Documented{ID: "cm-1", Kind: "supports"}, Evidence: id(9), Hash: fmt.Sprintf("%064d", 7), Visibility: "restricted"}, focal, "", nil},
	{"seen by some or by all", life(), commitment.DepositEvidence{Documented: commitment.Documented{ID: "cm-1", Kind: "supports"}, Evidence: id(9), Hash: fmt.Sprintf("%064d", 7), Visibility: "secret"}, focal, "visibility", malformed},
	{"a text is erased", life(), commitment.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "victim-data"}, keeper, "", nil},
	{"for a reason that there is", life(), commitment.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "boredom"}, keeper, "basis", malformed},
	{"once", life(said{keeper, events.TextErased{Text: id(1) + "/narrative"}}), commitment.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "victim-data"}, keeper, "text.erased-already", no},
	{"not by a focal person", life(), commitment.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "victim-data"}, focal, "role.not-allowed", forbidden},
	{"a person", fold.State{}, person.RecordPerson{ID: "p-8", Party: text("fia"), Roles: []string{"focal_point"}}, recording.Acting("local", "coordinator", ""), "", nil},
	{"by an administrator", fold.State{}, person.RecordPerson{ID: "p-8", Roles: []string{"focal_point"}}, recording.Acting("p-9", "administrator", ""), "", nil},
	{"not by others", fold.State{}, person.RecordPerson{ID: "p-8", Roles: []string{"focal_point"}}, keeper, "role.not-allowed", forbidden},
	{"in a role that there is", fold.State{}, person.RecordPerson{ID: "p-8", Roles: []string{"king"}}, system, "role", malformed},
	{"not as the one at the folder", fold.State{}, person.RecordPerson{ID: "local", Roles: []string{"reader"}}, system, "person.reserved", malformed},
	{"for a time that ends after it began", fold.State{}, person.RecordPerson{ID: "p-8", Roles: []string{"reader"}, From: text("2026-02-01"), Until: text("2026-01-01")}, recording.Acting("local", "", ""), "until", malformed},
}
