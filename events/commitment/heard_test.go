package commitment_test

import (
	"slices"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
)

// After the day on which it was checked, only a report, a finding or a document is
// news: being asked, assigned or disputed is none.
func TestNewsIsAReportAFindingOrADocument(t *testing.T) {
	s := told(begun, checked)
	on := civil(t, "2026-05-31") // ninety-one days after
	for _, c := range []struct {
		then events.Payload
		news bool
	}{
		{finished, true}, {events.ReportConfirmed{Report: "2"}, true}, {events.MilestoneMet{Milestone: "staff"}, true},
		{events.MeasurementTaken{}, true}, {complete, true}, {events.EvidenceLinked{Kind: commitment.Context}, true},
		{events.EvidenceDeposited{Kind: commitment.Supports}, true},
		{events.UpdateRequested{Day: "2026-05-01"}, false}, {events.CommitmentAssigned{Party: "fia"}, false}, {events.DueDateSet{Due: "2027-01-01"}, false},
		{events.ProgressDisputed{Claim: commitment.NotImplemented}, false}, {events.MilestoneSet{Milestone: "staff"}, false},
		{events.ProgressRetracted{Report: "2"}, false}, {events.ReportContested{Report: "2"}, false}, {events.EvidenceRetracted{Evidence: "2"}, false},
		{events.SmartRated{}, false}, {events.ResponseRecorded{Response: "noted"}, false}, {events.CommitmentCorrected{Field: "note"}, false},
	} {
		e := events.Event{Data: c.then, Envelope: events.Envelope{ID: "3", Time: time.Date(2026, 5, 1, 20, 0, 0, 0, time.UTC)}} // 2 May in Karachi
		after := commitment.Evolve(s, e)
		if after.Stale(on) == c.news {
			t.Errorf("%T: stale is %t", c.then, after.Stale(on))
		}
		if c.news && (after.Heard != "2026-05-02" || after.Stale(civil(t, "2026-07-31")) || !after.Stale(civil(t, "2026-08-01"))) {
			t.Errorf("%T: heard of on %s", c.then, after.Heard)
		}
	}
}

// What speaks against a closed matter is a dispute; what was found stays found.
func TestADocumentAgainstAClosedMatterIsADispute(t *testing.T) {
	closed := events.CommitmentClosed{Outcome: commitment.Implemented}
	against := events.EvidenceLinked{Kind: commitment.Contradicts}
	for name, c := range map[string]struct {
		then     []events.Payload
		disputes int
	}{
		"against what is closed":      {[]events.Payload{complete, closed, against}, 1},
		"a deposited one too":         {[]events.Payload{complete, closed, events.EvidenceDeposited{Kind: commitment.Contradicts}}, 1},
		"twice":                       {[]events.Payload{complete, closed, against, against}, 2},
		"one that speaks for it":      {[]events.Payload{complete, closed, events.EvidenceLinked{Kind: commitment.Supports}}, 0},
		"one that says neither":       {[]events.Payload{complete, closed, events.EvidenceLinked{Kind: commitment.Mixed}}, 0},
		"against what is open":        {[]events.Payload{complete, against}, 0},
		"against what is open again":  {[]events.Payload{complete, closed, events.CommitmentReopened{}, against}, 0},
		"what is not done anyway":     {[]events.Payload{complete, events.CommitmentClosed{Outcome: commitment.NotImplemented}, against}, 0},
		"it was there before the end": {[]events.Payload{complete, against, closed}, 0},
	} {
		s := told(append([]events.Payload{begun, checked}, c.then...)...)
		if len(s.Disputes) != c.disputes || s.Contest().Contested != (c.disputes > 0) || s.Assessed != commitment.Complete {
			t.Errorf("%s: %d disputes, contested %t, assessed %s", name, len(s.Disputes), s.Contest().Contested, s.Assessed)
		}
	}
	s := told(begun, complete, closed, against)
	if want := (commitment.Dispute{ID: "4", Claim: commitment.NotImplemented}); *s.Disputes[0] != want || s.Closure != commitment.ClosedImplemented {
		t.Errorf("%+v, %s", s.Disputes, s.Closure)
	}
	if s = told(begun, complete, closed, against, events.DisputeHidden{Disputed: "4"}); s.Contest().Contested || len(s.Evidence) != 1 {
		t.Errorf("hidden, it is contested still, or the document is gone: %+v", s)
	}
}

// Whoever takes a word back, or does not stand by it, had a part in it; but it is no
// news, and answers no question.
func TestTakingAWordBackIsAPartInItAndNoAnswer(t *testing.T) {
	before := told(begun, finished, events.UpdateRequested{Day: "2026-03-01"})
	other := events.Envelope{ID: "4", Actor: "p-2", ActorParty: "ssdo", OnBehalfOf: "ncrc", Time: time.Date(2026, 5, 1, 7, 0, 0, 0, time.UTC)}
	hand := commitment.Hand{Person: "p-2", Party: "ssdo", For: "ncrc"}
	for _, c := range []struct {
		then   events.Payload
		part   bool
		answer bool
	}{
		{events.ProgressRetracted{Report: "2"}, true, false}, {events.ReportContested{Report: "2"}, true, false},
		{events.ReportConfirmed{Report: "2"}, true, true}, {underway, true, true}, {events.MilestoneMet{Milestone: "staff"}, true, true},
		{events.MeasurementTaken{}, true, true}, {events.EvidenceLinked{Kind: commitment.Supports}, false, false}, {disputed("implemented"), false, false},
	} {
		after := commitment.Evolve(before, events.Event{Data: c.then, Envelope: other})
		part := slices.ContainsFunc(after.Reporters, func(h *commitment.Hand) bool { return *h == hand })
		if part != c.part || after.Answered != c.answer || c.part && !c.answer && after.Heard != before.Heard {
			t.Errorf("%T: reporters %+v, answered %t, heard of on %s", c.then, after.Reporters, after.Answered, after.Heard)
		}
	}
}

// A document is of whoever brought it, whatever becomes of it.
func TestADocumentIsOfWhoeverBroughtIt(t *testing.T) {
	first := ptr("2")
	for _, again := range []events.Payload{
		events.EvidenceLinked{Kind: commitment.Mixed, Supersedes: first}, events.EvidenceDeposited{Kind: commitment.Mixed, Supersedes: first},
		events.EvidenceRetracted{Evidence: "2"},
	} {
		s := commitment.Evolve(told(begun, events.EvidenceLinked{Kind: commitment.Supports}),
			events.Event{Data: again, Envelope: events.Envelope{ID: "3", Actor: "p-2", OnBehalfOf: "ncrc"}})
		if want := (commitment.Hand{Person: "p-1", Party: "fia"}); s.Evidence[0].Brought != want || s.Evidence[0].Stands() {
			t.Errorf("%T: the first is %+v", again, s.Evidence[0])
		}
		if want := (commitment.Hand{Person: "p-2", For: "ncrc"}); len(s.Evidence) > 1 && (s.Evidence[1].Brought != want || !s.Evidence[1].Stands()) {
			t.Errorf("%T: the new one is %+v", again, s.Evidence[1])
		}
	}
}

// A dispute moves no axis.
func TestADisputeMovesNoAxis(t *testing.T) {
	before := told(begun, checked, finished, complete)
	for _, claim := range commitment.Claims {
		after := commitment.Evolve(before, events.Event{Data: disputed(claim), Envelope: events.Envelope{ID: "5"}})
		after = commitment.Evolve(after, events.Event{Data: events.DisputeHidden{Disputed: "5"}})
		for _, axis := range commitment.RecordedAxes {
			if after.Axis(axis) != before.Axis(axis) {
				t.Errorf("%s moves %s from %s to %s", claim, axis, before.Axis(axis), after.Axis(axis))
			}
		}
	}
}

// What an organisation says of itself is the last report that still stands.
func TestSelfReportedIsTheLastReportThatStands(t *testing.T) {
	for name, c := range map[string]struct {
		then []events.Payload
		want string
	}{
		"none":                      {nil, commitment.NoReport},
		"the last":                  {[]events.Payload{underway, finished}, commitment.ReportedComplete},
		"back to the one before":    {[]events.Payload{underway, finished, events.ProgressRetracted{Report: "3"}}, commitment.InProgress},
		"an earlier one goes":       {[]events.Payload{underway, finished, events.ProgressRetracted{Report: "2"}}, commitment.ReportedComplete},
		"a contested one goes":      {[]events.Payload{underway, finished, events.ReportContested{Report: "3"}}, commitment.InProgress},
		"a confirmed one stays":     {[]events.Payload{underway, finished, events.ReportConfirmed{Report: "2"}}, commitment.ReportedComplete},
		"no report stands":          {[]events.Payload{underway, finished, events.ProgressRetracted{Report: "2"}, events.ReportContested{Report: "3"}}, commitment.NoReport},
		"one that is not there":     {[]events.Payload{underway, events.ProgressRetracted{Report: "9"}}, commitment.InProgress},
		"a finding is another axis": {[]events.Payload{underway, complete}, commitment.InProgress},
	} {
		if got := told(append([]events.Payload{begun}, c.then...)...).SelfReported; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
