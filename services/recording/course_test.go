package recording_test

import (
	"fmt"

	"ahd/events"
	"ahd/events/fold"
	"ahd/services/recording"
)

var days = 90

var dated = said{keeper, events.DueDateSet{Due: "2027-01-01"}}

// What a commitment is, until when, and whether it still is one.
var dating = []ruling{
	{"assigned and dated", life(), recording.OperationaliseCommitment{On: cm1, ReviewDays: &days}, keeper, "", nil},
	{"by a day", life(), recording.OperationaliseCommitment{On: cm1, Due: text("2027-06-30")}, keeper, "", nil},
	{"what was set before will do", life(dated), recording.OperationaliseCommitment{On: cm1}, keeper, "", nil},
	{"nothing is dated in silence", life(), recording.OperationaliseCommitment{On: cm1}, keeper, "operationalise.undated", no},
	{"somebody answers", cm(captured, events.CommitmentConfirmed{}), recording.OperationaliseCommitment{On: cm1, ReviewDays: &days}, keeper, "operationalise.nobody", no},
	{"it was checked", cm(captured), recording.OperationaliseCommitment{On: cm1, Party: text("fia"), ReviewDays: &days}, keeper, "commitment.not-confirmed", no},
	{"once", life(said{keeper, events.CommitmentOperationalised{ReviewDays: &days}}), recording.OperationaliseCommitment{On: cm1, ReviewDays: &days}, keeper, "operationalise.already", no},
	{"not to who assessed it", life(found), recording.OperationaliseCommitment{On: cm1, Party: text("ncrc"), ReviewDays: &days}, keeper, "assign.assessor", no},
	{"who assessed it does not answer for it", life(found), recording.AssignCommitment{ID: "cm-1", Party: "ncrc"}, keeper, "assign.assessor", no},
	{"what was withdrawn is not checked any more", life(withdrawn), recording.ConfirmCommitment{ID: "cm-1"}, keeper, "commitment.not-in-force", no},
	{"another day needs a reason", life(dated), recording.OperationaliseCommitment{On: cm1, Due: text("2027-06-30")}, keeper, "due.set-already", no},
	{"a day is a day", life(), recording.OperationaliseCommitment{On: cm1, Due: text("soon")}, keeper, "due", malformed},
	{"a focal person dates nothing", life(), recording.OperationaliseCommitment{On: cm1, ReviewDays: &days}, focal, "role.not-allowed", forbidden},
	{"a day is revised", life(dated), recording.ReviseDueDate{On: cm1, Due: "2027-06-30", Reason: text("floods")}, keeper, "", nil},
	{"with a reason", life(dated), recording.ReviseDueDate{On: cm1, Due: "2027-06-30"}, keeper, "reason.missing", malformed},
	{"to another day", life(dated), recording.ReviseDueDate{On: cm1, Due: "2027-01-01", Reason: text("floods")}, keeper, "due.same", no},
	{"if there is one", life(), recording.ReviseDueDate{On: cm1, Due: "2027-01-01", Reason: text("floods")}, keeper, "due.not-set", no},
	{"the addressee answers", life(), recording.RecordResponse{On: cm1, Response: "accepted_in_part", Source: "note-1"}, keeper, "", nil},
	{"in one of four ways", life(), recording.RecordResponse{On: cm1, Response: "none", Source: "note-1"}, keeper, "response", malformed},
	{"somebody was asked", life(), recording.RequestUpdate{On: cm1, Party: "fia", Channel: "letter", Day: "2026-11-01"}, keeper, "", nil},
	{"not tomorrow", life(), recording.RequestUpdate{On: cm1, Party: "fia", Channel: "letter", Day: "2026-11-23"}, keeper, "effective.future", malformed},
	{"how well it is put", life(), recording.RateSmart{On: cm1, Measurable: true}, keeper, "", nil},
	{"not by a focal person", life(), recording.RateSmart{On: cm1}, focal, "role.not-allowed", forbidden},
	{"whether it can be checked", life(), recording.JudgeVerifiability{On: cm1, Verifiable: true, Reason: text("a list is kept")}, keeper, "", nil},
	{"where that is new", life(), recording.JudgeVerifiability{On: cm1, Reason: text("x")}, keeper, "verifiable.same", no},
	{"a capture is corrected", life(), recording.CorrectCommitment{On: cm1, Field: "pillar", Value: text("protection"), Reason: text("misread")}, keeper, "", nil},
	{"with a reason", life(), recording.CorrectCommitment{On: cm1, Field: "pillar", Value: text("protection")}, keeper, "reason.missing", malformed},
	{"in a field that has one", life(), recording.CorrectCommitment{On: cm1, Field: "record", Value: text("x"), Reason: text("x")}, keeper, "field", malformed},
	{"to a value it can have", life(), recording.CorrectCommitment{On: cm1, Field: "pillar", Value: text("poetry"), Reason: text("x")}, keeper, "value", malformed},
	{"a wording is never nothing", life(), recording.CorrectCommitment{On: cm1, Field: "text", Reason: text("x")}, keeper, "value.missing", malformed},
	{"work rests", life(), recording.SuspendCommitment{Reasoned: because}, keeper, "", nil},
	{"with a reason", life(), recording.SuspendCommitment{Reasoned: unsaid}, keeper, "reason.missing", malformed},
	{"once", life(said{keeper, events.CommitmentSuspended{}}), recording.SuspendCommitment{Reasoned: because}, keeper, "suspend.already", no},
	{"and goes on", life(said{keeper, events.CommitmentSuspended{}}), recording.ResumeCommitment{Reasoned: because}, keeper, "", nil},
	{"if it rests", life(), recording.ResumeCommitment{Reasoned: because}, keeper, "resume.not-suspended", no},
	{"it is taken back", life(), recording.WithdrawCommitment{Reasoned: because}, keeper, "", nil},
	{"once", life(withdrawn), recording.WithdrawCommitment{Reasoned: because}, keeper, "commitment.not-in-force", no},
	{"another takes its place", life(), recording.SupersedeCommitment{Reasoned: because, By: "cm-2"}, keeper, "", nil},
	{"not itself", life(), recording.SupersedeCommitment{Reasoned: because, By: "cm-1"}, keeper, "supersede.itself", no},
	{"what was never checked is rejected", cm(captured), recording.RejectCommitment{Reasoned: because}, keeper, "", nil},
	{"not what was", life(), recording.RejectCommitment{Reasoned: because}, keeper, "reject.confirmed", no},
	{"nothing happens to what is no longer in force", life(withdrawn), report, focal, "commitment.not-in-force", no},
	{"a step", life(), recording.SetMilestone{On: cm1, Milestone: "staff", Title: "Staff", Due: text("2027-01-31")}, keeper, "", nil},
	{"once", life(step), recording.SetMilestone{On: cm1, Milestone: "staff", Title: "Staff"}, keeper, "milestone.set-already", no},
	{"with a title", life(), recording.SetMilestone{On: cm1, Milestone: "staff"}, keeper, "title", malformed},
	{"is revised with a reason", life(step), recording.ReviseMilestone{Reasoned: unsaid, Milestone: "staff", Title: "More staff"}, keeper, "reason.missing", malformed},
	{"then it is", life(step), recording.ReviseMilestone{Reasoned: because, Milestone: "staff", Title: "More staff"}, keeper, "", nil},
	{"is taken", life(step), recording.MeetMilestone{On: cm1, Milestone: "staff"}, focal, "", nil},
	{"once", life(step, said{focal, events.MilestoneMet{Milestone: "staff"}}), recording.MeetMilestone{On: cm1, Milestone: "staff"}, focal, "milestone.done", no},
	{"or given up", life(step), recording.DropMilestone{Reasoned: because, Milestone: "staff"}, keeper, "", nil},
	{"once", life(step, said{keeper, events.MilestoneDropped{Milestone: "staff"}}), recording.DropMilestone{Reasoned: because, Milestone: "staff"}, keeper, "milestone.done", no},
	{"an indicator", life(), recording.SetIndicator{On: cm1, Indicator: events.IndicatorSet{Indicator: "beds", Title: "Beds", Unit: "beds", Direction: "increase", Target: text("40")}}, keeper, "", nil},
	{"once", life(gauge), recording.SetIndicator{On: cm1, Indicator: events.IndicatorSet{Indicator: "beds", Title: "Beds", Unit: "beds", Direction: "increase"}}, keeper, "indicator.set-already", no},
	{"with numbers", life(), recording.SetIndicator{On: cm1, Indicator: events.IndicatorSet{Indicator: "beds", Title: "Beds", Unit: "beds", Direction: "increase", Target: text("1e3")}}, keeper, "target", malformed},
	{"a file is deposited", life(), recording.DepositEvidence{Documented: recording.Documented{ID: "cm-1", Kind: "supports"}, Evidence: id(9), Hash: fmt.Sprintf("%064d", 7), Visibility: "restricted"}, focal, "", nil},
	{"seen by some or by all", life(), recording.DepositEvidence{Documented: recording.Documented{ID: "cm-1", Kind: "supports"}, Evidence: id(9), Hash: fmt.Sprintf("%064d", 7), Visibility: "secret"}, focal, "visibility", malformed},
	{"a text is erased", life(), recording.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "victim-data"}, keeper, "", nil},
	{"for a reason that there is", life(), recording.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "boredom"}, keeper, "basis", malformed},
	{"once", life(said{keeper, events.TextErased{Text: id(1) + "/narrative"}}), recording.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "victim-data"}, keeper, "text.erased-already", no},
	{"not by a focal person", life(), recording.EraseText{On: cm1, Text: id(1) + "/narrative", Basis: "victim-data"}, focal, "role.not-allowed", forbidden},
	{"a person", fold.State{}, recording.RecordPerson{ID: "p-8", Party: text("fia"), Roles: []string{"focal_point"}}, recording.Acting("local", "coordinator", ""), "", nil},
	{"by an administrator", fold.State{}, recording.RecordPerson{ID: "p-8", Roles: []string{"focal_point"}}, recording.Acting("p-9", "administrator", ""), "", nil},
	{"not by others", fold.State{}, recording.RecordPerson{ID: "p-8", Roles: []string{"focal_point"}}, keeper, "role.not-allowed", forbidden},
	{"in a role that there is", fold.State{}, recording.RecordPerson{ID: "p-8", Roles: []string{"king"}}, system, "role", malformed},
	{"not as the one at the folder", fold.State{}, recording.RecordPerson{ID: "local", Roles: []string{"reader"}}, system, "person.reserved", malformed},
	{"for a time that ends after it began", fold.State{}, recording.RecordPerson{ID: "p-8", Roles: []string{"reader"}, From: text("2026-02-01"), Until: text("2026-01-01")}, recording.Acting("local", "", ""), "until", malformed},
}
