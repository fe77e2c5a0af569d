package recording_test

import (
	"slices"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
)

// movers are the commands that can move an axis. Nothing else does: above all no
// dispute and no document moves what was found.
var movers = map[string]string{
	commitment.AxisRecord:       "CaptureCommitment ConfirmCommitment OperationaliseCommitment WithdrawCommitment SupersedeCommitment RejectCommitment MergeCommitment UnmergeCommitment SplitCommitment",
	commitment.AxisResponse:     "CaptureCommitment RecordResponse",
	commitment.AxisSelfReported: "CaptureCommitment ReportProgress RetractProgress ContestReport",
	commitment.AxisAssessed:     "CaptureCommitment AssessCommitment",
	commitment.AxisClosure:      "CaptureCommitment CloseCommitment ReopenCommitment",
}

// steps that the axes may take, as DESIGN §7 and DOMAIN §3.1 draw them.
var paths = map[string]string{
	commitment.AxisRecord: `>captured captured>confirmed confirmed>operationalised captured>rejected_as_not_a_commitment
		captured>withdrawn confirmed>withdrawn operationalised>withdrawn captured>superseded confirmed>superseded operationalised>superseded
		captured>merged confirmed>merged operationalised>merged merged>captured merged>confirmed merged>operationalised`,
	commitment.AxisClosure: `>open open>closed_implemented open>closed_not_implemented closed_implemented>reopened
		closed_not_implemented>reopened reopened>closed_implemented reopened>closed_not_implemented`,
}

// look checks one step by the two states alone; the model has not heard of it yet.
func (m *machine) look(was fold.State, d deed) {
	var before commitment.State
	if was.Commitment != nil {
		before = *was.Commitment
	}
	after := *m.state.Commitment
	for _, axis := range commitment.RecordedAxes {
		from, to := before.Axis(axis), after.Axis(axis)
		path, drawn := paths[axis]
		switch {
		case !slices.Contains(commitment.Values[axis], to):
			m.wrong(d, "%s cannot be %q", axis, to)
		case from != to && !slices.Contains(strings.Fields(movers[axis]), d.name()):
			m.wrong(d, "it moves %s from %s to %s", axis, from, to)
		case drawn && from != to && !slices.Contains(strings.Fields(path), from+">"+to):
			m.wrong(d, "%s goes from %s to %s", axis, from, to)
		}
	}
	today := edtf.Karachi(d.at)
	for _, value := range []string{after.Timeliness(today), after.OriginalTimeliness(today)} {
		if !slices.Contains(commitment.Values[commitment.AxisTimeliness], value) {
			m.wrong(d, "timeliness cannot be %q", value)
		}
	}
	m.lookAtLevels(before, after, d)
	m.lookAtEyes(d)
	if lead := after.LeadParty; lead != "" && tied(rule.Who{Party: lead}, m.past.found()) {
		m.wrong(d, "%s assessed it, and answers for it", lead)
	}
}

func (m *machine) lookAtLevels(before, after commitment.State, d deed) {
	_, assesses := d.command.(commitmentcmd.AssessCommitment)
	high := before.Assessed == commitment.Substantial || before.Assessed == commitment.Complete
	backwards := before.Assessed != "" && before.Assessed != commitment.NotAssessed && after.Assessed == commitment.NotAssessed
	switch {
	case backwards:
		m.wrong(d, "assessed goes back to not_assessed")
	case assesses && after.Assessed == commitment.Regressed && !high:
		m.wrong(d, "regressed after %s", before.Assessed)
	case before.OriginalDue != "" && after.OriginalDue != before.OriginalDue:
		m.wrong(d, "the first due day was %s and is %s", before.OriginalDue, after.OriginalDue)
	case before.Due != "" && after.Due != before.Due && after.OriginalDue == "":
		m.wrong(d, "the first due day %s is lost", before.Due)
	}
}

// lookAtEyes reads every event again, as a stranger would who has only the log:
// whoever found or closed had no part in it, in person or by organisation.
func (m *machine) lookAtEyes(d deed) {
	spoke, found := map[string]bool{}, map[string]bool{}
	for _, k := range m.kept[:len(m.kept)-1] {
		e := m.read(k.body)
		for _, name := range []string{"person " + e.Actor, "party " + e.ActorParty, "party " + e.OnBehalfOf} {
			switch verb := strings.Split(string(e.Type), ".")[2]; verb {
			case "progress-reported", "report-confirmed", "milestone-met", "measurement-taken", "progress-retracted", "report-contested":
				spoke[name] = true
			case "assessed":
				found[name] = true
			}
		}
	}
	delete(spoke, "party ")
	delete(found, "party ")
	for _, name := range []string{"person " + d.who.Actor(), "party " + d.who.Party, "party " + d.who.For} {
		switch d.command.(type) {
		case commitmentcmd.AssessCommitment, commitmentcmd.CloseCommitment:
			_, closes := d.command.(commitmentcmd.CloseCommitment)
			if spoke[name] || closes && found[name] || name != "party " && name == "party "+m.past.lead() {
				m.wrong(d, "%s has a part in it", name)
			}
		case commitmentcmd.ReportProgress, commitmentcmd.ConfirmReport, commitmentcmd.MeetMilestone, commitmentcmd.TakeMeasurement, commitmentcmd.RetractProgress:
			if found[name] {
				m.wrong(d, "%s assessed it, and speaks for it", name)
			}
		}
	}
	c, closes := d.command.(commitmentcmd.CloseCommitment)
	if closes && c.Outcome == "implemented" && (m.past.assessed() != "complete" || !m.past.proven()) {
		m.wrong(d, "closed as implemented: assessed %s, proven %t", m.past.assessed(), m.past.proven())
	}
}

// agree compares the state with what the model reads from the same story.
func (m *machine) agree(d deed) {
	s, p := *m.state.Commitment, m.past
	due, original := p.due()
	for what, pair := range map[string][2]any{
		"record": {s.Record, p.record()}, "response": {s.Response, p.response()}, "closure": {s.Closure, p.closure()},
		"self-reported": {s.SelfReported, p.selfReported()}, "assessed": {s.Assessed, p.assessed()},
		"lead": {s.LeadParty, p.lead()}, "due": {s.Due, due}, "original due": {s.OriginalDue, original},
		"review days": {s.ReviewDays, p.reviewDays()}, "suspended": {s.Suspended, p.rests()}, "verifiable": {s.Verifiable, p.verifiable()},
		"heard of": {s.Heard, p.heard()}, "answered": {s.Answered, p.answered()},
		"reports": {len(s.Reports), len(p.reports())}, "documents": {len(s.Evidence), len(p.papers())},
		"disputes": {len(s.Disputes), len(p.doubts())}, "milestones": {len(s.Milestones), len(p.milestones())},
	} {
		if pair[0] != pair[1] {
			m.wrong(d, "%s is %v, and %v by the model", what, pair[0], pair[1])
		}
	}
	for i, x := range p.papers() {
		if got := s.Evidence[i]; got.ID != x.id || got.Stands() != x.stands() || got.Brought != bringer(x) {
			m.wrong(d, "document %d is %+v, and %+v by the model", i, got, x)
		}
	}
	m.agreeOnIdentity(d)
	m.sameHands(d, "spoke", s.Reporters, p.spoke())
	m.sameHands(d, "assessed", s.Assessors, p.found())
	for i, x := range p.doubts() {
		if got := s.Disputes[i]; got.ID != x.id || got.Claim != x.says || got.Hidden != (x.fate == "hidden") {
			m.wrong(d, "dispute %d is %+v, and %+v by the model", i, got, x)
		}
	}
	for _, step := range s.Milestones {
		if step.State != p.milestones()[step.ID] {
			m.wrong(d, "milestone %s is %s, and %s by the model", step.ID, step.State, p.milestones()[step.ID])
		}
	}
	if p.selfReported() == "no_report" && slices.ContainsFunc(s.Reports, func(r *commitment.Report) bool { return !r.Retracted && r.Word != "contested" }) {
		m.wrong(d, "a report stands, and none is shown")
	}
}

func handOf(d deed) commitment.Hand {
	return commitment.Hand{Person: d.who.Actor(), Party: d.who.Party, For: d.who.For}
}

// sameHands: those of the deeds, each once.
func (m *machine) sameHands(d deed, did string, hands []*commitment.Hand, deeds past) {
	want := map[commitment.Hand]bool{}
	for _, d := range deeds {
		want[handOf(d)] = true
	}
	odd := slices.ContainsFunc(hands, func(hand *commitment.Hand) bool { return !want[*hand] })
	if odd || len(hands) != len(want) {
		m.wrong(d, "%+v %s, and %v by the model", hands, did, want)
	}
}

// remarkable counts what has to happen now and then. The model has not heard of
// it yet.
func (m *machine) remarkable(d deed) {
	if paper, ok := documented(d.command); ok && paper.Kind == "contradicts" && m.past.closed() {
		m.count["against what is "+m.past.closure()]++
	}
	if brought := find(m.past.papers(), taken(d.command)).made; len(brought) > 0 {
		switch {
		case brought[0].who.Actor() == d.who.Actor():
			m.count[d.name()+" takes their own"]++
		case tied(d.who, brought):
			m.count[d.name()+" takes their organisation's"]++
		default:
			m.count[d.name()+" takes as administrator"]++
		}
	}
	switch c := d.command.(type) {
	case commitmentcmd.AssessCommitment:
		m.count[c.Level]++
	case commitmentcmd.CloseCommitment:
		m.count["closed as "+c.Outcome]++
	}
}

// bringer is who the record says brought a document.
func bringer(paper thing) commitment.Hand {
	if paper.unnamed {
		return commitment.Hand{Person: "withheld"}
	}
	return handOf(paper.made[0])
}
