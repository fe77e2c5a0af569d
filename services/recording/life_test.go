package recording_test

import (
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// People of four organisations.
var (
	keeper   = recording.Acting("p-1", "coordinator", "ssdo")
	focal    = recording.Acting("p-2", "focal_point", "fia")
	deputy   = recording.Acting("p-3", "assessor", "fia")
	assessor = recording.Acting("p-4", "assessor", "ncrc")
	approver = recording.Acting("p-5", "approver", "donor")
	insider  = recording.Acting("p-6", "approver", "ncrc")
	nobody   = recording.Acting("p-7", "assessor", "")
)

// said is something that somebody recorded.
type said struct {
	who rule.Who
	say events.Payload
}

// id is that of the nth event of a life.
func id(n int) string { return fmt.Sprintf("00000000-0000-7000-8000-%012d", n) }

// life is a checked commitment for which the FIA answers, and what happened to it
// then: its events have the ids 4, 5, 6 …
func life(then ...said) fold.State {
	begin := []said{{keeper, captured}, {keeper, events.CommitmentConfirmed{}}, {keeper, events.CommitmentAssigned{Party: "fia"}}}
	var state fold.State
	for i, s := range append(begin, then...) {
		state = fold.Evolve(state, events.Event{Data: s.say, Envelope: events.Envelope{
			Subject: "commitment/cm-1", ID: id(i + 1), Time: noon, Actor: s.who.Actor(), ActorParty: s.who.Party, OnBehalfOf: s.who.For,
		}})
	}
	return state
}

func proxy(who rule.Who, party string) rule.Who {
	who.For = party
	return who
}

var (
	cm1       = commitment.On{ID: "cm-1"}
	because   = commitment.Reasoned{On: cm1, Reason: text("so it is")}
	unsaid    = commitment.Reasoned{On: cm1}
	claim     = said{focal, events.ProgressReported{State: "reported_complete"}}
	document  = said{focal, events.EvidenceLinked{Kind: "supports"}}
	backdrop  = said{focal, events.EvidenceLinked{Kind: "context"}}
	found     = said{assessor, events.CommitmentAssessed{Level: "complete"}}
	closed    = said{approver, events.CommitmentClosed{Outcome: "implemented"}}
	withdrawn = said{keeper, events.CommitmentWithdrawn{}}
	step      = said{keeper, events.MilestoneSet{Milestone: "staff", Title: "Staff"}}
	gauge     = said{keeper, events.IndicatorSet{Indicator: "beds", Unit: "beds"}}
	against   = said{keeper, events.ProgressDisputed{Claim: "not_implemented"}}
)

func assess(level string) commitment.AssessCommitment {
	return commitment.AssessCommitment{On: cm1, Level: level, Confidence: "high", Method: "ahd-1", Rationale: text("two of nine")}
}

func closing(outcome string) commitment.CloseCommitment {
	return commitment.CloseCommitment{Reasoned: because, Outcome: outcome}
}

var (
	no        = rule.ErrRefused
	forbidden = rule.ErrNotAllowed
	unknown   = rule.ErrUnknown
	malformed = rule.ErrMalformed
)

var assessing = []ruling{
	{"another organisation assesses", life(claim, document), assess("complete"), assessor, "", nil},
	{"the reporter does not", life(claim, document), assess("limited"), recording.Acting("p-2", "assessor", "ncrc"), "eyes.reporter", forbidden},
	{"nor a colleague of the reporter", life(said{recording.Acting("p-9", "", "ncrc"), reported}), assess("limited"), assessor, "eyes.reporter", forbidden},
	{"nor the organisation for which it was entered", life(said{proxy(keeper, "ncrc"), reported}), assess("limited"), assessor, "eyes.reporter", forbidden},
	{"nor the organisation that answers", life(), assess("limited"), deputy, "eyes.own-work", forbidden},
	{"nor somebody of no organisation", life(), assess("limited"), nobody, "eyes.no-organisation", forbidden},
	{"nor anybody for somebody else", life(), assess("limited"), proxy(assessor, "donor"), "eyes.proxy", forbidden},
	{"nor another role", life(), assess("limited"), approver, "role.not-allowed", forbidden},
	{"not even if the report was taken back", life(said{assessor, reported}, said{keeper, events.ProgressRetracted{Report: id(4)}}), assess("limited"), assessor, "eyes.reporter", forbidden},
	{"complete needs a document", life(claim), assess("complete"), assessor, "assess.no-evidence", no},
	{"one that supports it", life(backdrop), assess("complete"), assessor, "assess.no-evidence", no},
	{"one that still counts", life(document, said{focal, events.EvidenceRetracted{Evidence: id(4)}}), assess("complete"), assessor, "assess.no-evidence", no},
	{"a new version counts", life(document, said{focal, events.EvidenceLinked{Kind: "supports", Supersedes: text(id(4))}}), assess("complete"), assessor, "", nil},
	{"nothing goes backwards that was never high", life(), assess("regressed"), assessor, "assess.never-high", no},
	{"what was complete can", life(document, found), assess("regressed"), assessor, "", nil},
	{"never back to not assessed", life(found), assess("not_assessed"), assessor, "level", malformed},
	{"by a method that is known", life(), with1(assess("limited"), func(c *commitment.AssessCommitment) { c.Method = "guess" }), assessor, "method", malformed},
	{"with a confidence", life(), with1(assess("limited"), func(c *commitment.AssessCommitment) { c.Confidence = "" }), assessor, "confidence", malformed},
	{"and a rationale", life(), with1(assess("limited"), func(c *commitment.AssessCommitment) { c.Rationale = text(" ") }), assessor, "rationale.missing", malformed},
	{"on documents of this commitment", life(document), with1(assess("limited"), func(c *commitment.AssessCommitment) { c.Considered = []string{id(9)} }), assessor, "evidence.unknown", unknown},
	{"not before it was checked", cm(captured), assess("limited"), assessor, "commitment.not-confirmed", no},
	{"not a whole that is kept in parts", cm(parent), assess("limited"), assessor, "assess.on-parent", no},
	{"not by an organisation for which somebody spoke", life(said{proxy(keeper, "ncrc"), events.MeasurementTaken{}}), assess("limited"), assessor, "eyes.reporter", forbidden},
	{"not what was withdrawn", life(withdrawn), assess("limited"), assessor, "commitment.not-in-force", no},
	{"not what is closed", life(document, found, closed), assess("limited"), assessor, "commitment.closed", no},
}

var closingRules = []ruling{
	{"a second person closes", life(claim, document, found), closing("implemented"), approver, "", nil},
	{"not before it is complete", life(document), closing("implemented"), approver, "close.not-complete", no},
	{"not without a document that counts", life(document, found, said{focal, events.EvidenceRetracted{Evidence: id(4)}}), closing("implemented"), approver, "close.no-evidence", no},
	{"not before it was checked", cm(captured), closing("not_implemented"), approver, "commitment.not-confirmed", no},
	{"not the assessor", life(document, found), closing("implemented"), recording.Acting("p-4", "approver", "donor"), "eyes.assessor", forbidden},
	{"nor a colleague of the assessor", life(document, found), closing("implemented"), insider, "eyes.assessor", forbidden},
	{"nor one who assessed long ago", life(document, said{insider, events.CommitmentAssessed{Level: "limited"}}, said{recording.Acting("p-8", "", "un"), events.CommitmentAssessed{Level: "complete"}}), closing("implemented"), insider, "eyes.assessor", forbidden},
	{"nor the reporter", life(document, found, said{approver, reported}), closing("implemented"), approver, "eyes.reporter", forbidden},
	{"nor the organisation that answers", life(document, found), closing("implemented"), recording.Acting("p-3", "approver", "fia"), "eyes.own-work", forbidden},
	{"nor by proxy", life(document, found), closing("implemented"), proxy(approver, "un"), "eyes.proxy", forbidden},
	{"nor a coordinator", life(document, found), closing("implemented"), keeper, "role.not-allowed", forbidden},
	{"not implemented needs a reason", life(), commitment.CloseCommitment{Reasoned: unsaid, Outcome: "not_implemented"}, approver, "reason.missing", malformed},
	{"with one it is closed", life(), closing("not_implemented"), approver, "", nil},
	{"once", life(document, found, closed), closing("implemented"), approver, "commitment.closed", no},
	{"as one of two", life(), closing("done"), approver, "outcome", malformed},
	{"it is opened again with a reason", life(document, found, closed), commitment.ReopenCommitment{Reasoned: because}, approver, "", nil},
	{"not without", life(document, found, closed), commitment.ReopenCommitment{Reasoned: unsaid}, approver, "reason.missing", malformed},
	{"not what is open", life(), commitment.ReopenCommitment{Reasoned: because}, approver, "reopen.not-closed", no},
	{"closed, it takes no reports", life(document, found, closed), report, focal, "commitment.closed", no},
	{"but documents", life(document, found, closed), evidence, keeper, "", nil},
	{"that replace none", life(document, found, closed), with(evidence, func(e *commitment.LinkEvidence) { e.Supersedes = text(id(4)) }), focal, "commitment.closed", no},
}

var reporting = []ruling{
	{"the organisation that answers reports", life(), report, focal, "", nil},
	{"another enters it for it", life(), report, proxy(keeper, "fia"), "", nil},
	{"another does not report by itself", life(), report, keeper, "progress.not-yours", forbidden},
	{"nor for a third", life(), report, proxy(keeper, "ncrc"), "progress.not-yours", forbidden},
	{"nor does who assessed", life(said{recording.Acting("p-2", "", "un"), events.CommitmentAssessed{Level: "limited"}}), report, focal, "progress.by-assessor", forbidden},
	{"nor is it entered for who assessed", life(found), report, proxy(focal, "ncrc"), "progress.by-assessor", forbidden},
	{"the channel is one of five", life(), commitment.ReportProgress{ID: "cm-1", State: "planning", Channel: text("smoke")}, focal, "channel", malformed},
	{"a milestone is met with it", life(step), commitment.ReportProgress{ID: "cm-1", State: "planning", Milestones: []string{"staff"}}, focal, "", nil},
	{"not one that is none", life(step), commitment.ReportProgress{ID: "cm-1", State: "planning", Milestones: []string{"roof"}}, focal, "milestone.unknown", unknown},
	{"nor one twice", life(step), commitment.ReportProgress{ID: "cm-1", State: "planning", Milestones: []string{"staff", "staff"}}, focal, "milestone.twice", malformed},
	{"a step of a whole is taken in its parts", cm(parent, step.say), commitment.MeetMilestone{On: cm1, Milestone: "staff"}, keeper, "milestone.on-parent", no},
	{"a report is taken back", life(claim), commitment.RetractProgress{Reasoned: because, Report: id(4)}, focal, "", nil},
	{"with a reason", life(claim), commitment.RetractProgress{Reasoned: unsaid, Report: id(4)}, focal, "reason.missing", malformed},
	{"once", life(claim, said{focal, events.ProgressRetracted{Report: id(4)}}), commitment.RetractProgress{Reasoned: because, Report: id(4)}, focal, "retract.already", no},
	{"not by others", life(claim), commitment.RetractProgress{Reasoned: because, Report: id(4)}, keeper, "progress.not-yours", forbidden},
	{"what was entered is confirmed", life(said{proxy(keeper, "fia"), reported}), commitment.ConfirmReport{On: cm1, Report: id(4)}, focal, "", nil},
	{"or contested", life(said{proxy(keeper, "fia"), reported}), commitment.ContestReport{Reasoned: because, Report: id(4)}, focal, "", nil},
	{"by that organisation", life(said{proxy(keeper, "fia"), reported}), commitment.ConfirmReport{On: cm1, Report: id(4)}, keeper, "report.not-yours", forbidden},
	{"once", life(said{proxy(keeper, "fia"), reported}, said{focal, events.ReportConfirmed{Report: id(4)}}), commitment.ContestReport{Reasoned: because, Report: id(4)}, focal, "report.answered", no},
	{"not what it said itself", life(claim), commitment.ConfirmReport{On: cm1, Report: id(4)}, focal, "report.no-proxy", no},
	{"a measured value", life(gauge), commitment.TakeMeasurement{On: cm1, Measurements: []events.Measurement{{Indicator: "beds", Value: "12", Period: "2026-10", Sex: text("female"), Age: text("child"), Place: text("PK-PB")}}}, focal, "", nil},
	{"is of an indicator", life(), commitment.TakeMeasurement{On: cm1, Measurements: []events.Measurement{{Indicator: "beds", Value: "12", Period: "2026-10"}}}, focal, "indicator.unknown", unknown},
	{"is a number", life(gauge), commitment.TakeMeasurement{On: cm1, Measurements: []events.Measurement{{Indicator: "beds", Value: "twelve", Period: "2026-10"}}}, focal, "value", malformed},
	{"of a time", life(gauge), commitment.TakeMeasurement{On: cm1, Measurements: []events.Measurement{{Indicator: "beds", Value: "12"}}}, focal, "period", malformed},
	{"broken down as agreed", life(gauge), commitment.TakeMeasurement{On: cm1, Measurements: []events.Measurement{{Indicator: "beds", Value: "12", Period: "2026", Sex: text("f")}}}, focal, "sex", malformed},
	{"a link that is a key is not public", life(), with(evidence, func(e *commitment.LinkEvidence) { e.URL = "https://drive.google.com/file/d/1x/view?usp=sharing" }), focal, "url.secret", no},
	{"a replaced document is not replaced again", life(document, said{focal, events.EvidenceLinked{Supersedes: text(id(4))}}), with(evidence, func(e *commitment.LinkEvidence) { e.Supersedes = text(id(4)) }), focal, "evidence.gone", no},
	{"a document is taken back", life(document), commitment.RetractEvidence{Reasoned: because, Evidence: id(4)}, focal, "", nil},
	{"by a colleague too", life(document), commitment.RetractEvidence{Reasoned: because, Evidence: id(4)}, deputy, "", nil},
	{"not by whom it speaks against", life(said{assessor, events.EvidenceLinked{Kind: "contradicts"}}), commitment.RetractEvidence{Reasoned: because, Evidence: id(4)}, focal, "evidence.not-yours", forbidden},
	{"nor replaced by others", life(document), with(evidence, func(e *commitment.LinkEvidence) { e.Supersedes = text(id(4)) }), keeper, "evidence.not-yours", forbidden},
	{"but by an administrator without a part in it", life(document), commitment.RetractEvidence{Reasoned: because, Evidence: id(4)}, recording.Acting("p-9", "administrator", "un"), "", nil},
	{"one that is there", life(), commitment.RetractEvidence{Reasoned: because, Evidence: id(4)}, focal, "evidence.unknown", unknown},
}

var disputing = []ruling{
	{"somebody says otherwise", life(claim), commitment.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("locked"), URL: text("https://example.org/v")}, keeper, "", nil},
	{"with a document", life(claim), commitment.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("locked")}, keeper, "dispute.no-evidence", no},
	{"one that is here will do", life(document), commitment.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("locked"), Evidence: []string{id(4)}}, keeper, "", nil},
	{"and a statement", life(claim), commitment.DisputeProgress{On: cm1, Claim: "not_implemented", URL: text("https://example.org/v")}, keeper, "statement.missing", malformed},
	{"an informant is withheld, or not an informant", life(claim), commitment.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("x"), URL: text("https://example.org/v"), Informant: text("Ali")}, keeper, "informant", malformed},
	{"and has no organisation", life(claim), commitment.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("x"), URL: text("https://example.org/v"), Informant: text("withheld")}, proxy(keeper, "un"), "informant.named", malformed},
	{"an auditor writes nothing", life(claim), commitment.DisputeProgress{On: cm1, Claim: "not_implemented", Statement: text("x"), URL: text("https://example.org/v")}, recording.Acting("p-8", "auditor", "un"), "role.not-allowed", forbidden},
	{"it is hidden with a reason", life(against), commitment.HideDispute{Reasoned: because, Dispute: id(4)}, keeper, "", nil},
	{"not without", life(against), commitment.HideDispute{Reasoned: unsaid, Dispute: id(4)}, keeper, "reason.missing", malformed},
	{"not by whom it is about", life(against), commitment.HideDispute{Reasoned: because, Dispute: id(4)}, recording.Acting("p-2", "coordinator", "fia"), "eyes.own-work", forbidden},
	{"once", life(against, said{keeper, events.DisputeHidden{Disputed: id(4)}}), commitment.HideDispute{Reasoned: because, Dispute: id(4)}, keeper, "dispute.hidden-already", no},
	{"not one that is none", life(), commitment.HideDispute{Reasoned: because, Dispute: id(4)}, keeper, "dispute.unknown", unknown},
}

func with1(c commitment.AssessCommitment, change func(*commitment.AssessCommitment)) commitment.AssessCommitment {
	change(&c)
	return c
}
