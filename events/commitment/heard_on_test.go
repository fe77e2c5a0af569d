package commitment_test

import (
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
)

// On a day that is over, what was entered later was heard on the day from which it
// counts, whoever entered it: it hides no silence, and answers no later question.
func TestWhatWasEnteredLaterWasHeardWhenItHappened(t *testing.T) {
	at := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 9, 0, 0, 0, time.UTC)
	}
	june, november := "2024-06", "2024-11-10"
	later := at(2026, 11, 29)
	for name, c := range map[string]struct {
		then     events.Payload
		recorded time.Time
		heard    string
		stale    bool
		answered bool
	}{
		"nothing":                          {nil, later, "", true, false}, // it was checked long before
		"a report of June, entered later":  {events.ProgressReported{State: "in_progress", Effective: &june}, later, "2024-06-30", true, false},
		"one that was entered in time":     {events.ProgressReported{State: "in_progress", Effective: &june}, at(2024, 12, 1), "2024-12-01", false, true},
		"of after the question":            {events.ProgressReported{State: "in_progress", Effective: &november}, later, "2024-11-10", false, true},
		"of after the day":                 {events.ProgressReported{State: "in_progress"}, later, "", true, false},
		"a finding of June":                {events.CommitmentAssessed{Level: "limited", Effective: &june}, later, "2024-06-30", true, false},
		"a finding of after the question":  {events.CommitmentAssessed{Level: "limited", Effective: &november}, later, "2024-11-10", false, false},
		"a document of June":               {events.EvidenceLinked{Kind: commitment.Supports, Effective: &june}, later, "2024-06-30", true, false},
		"a deposited one":                  {events.EvidenceDeposited{Kind: commitment.Supports, Effective: &june}, later, "2024-06-30", true, false},
		"a milestone of November":          {events.MilestoneMet{Milestone: "staff", Effective: &november}, later, "2024-11-10", false, true},
		"somebody stands by a report":      {events.ReportConfirmed{Report: "2"}, later, "", true, false},
		"somebody stood by one by then":    {events.ReportConfirmed{Report: "2"}, at(2024, 12, 1), "2024-12-01", false, true},
		"something else becomes known":     {events.CommitmentCorrected{Field: "note"}, later, "", true, false},
		"what was measured has no date":    {events.MeasurementTaken{}, later, "", true, false},
		"what was measured was heard then": {events.MeasurementTaken{}, at(2024, 12, 1), "2024-12-01", false, true},
	} {
		list := []events.Event{{Envelope: events.Envelope{ID: "1", Time: at(2024, 1, 5)}, Data: begun}, {Envelope: events.Envelope{ID: "2", Time: at(2024, 1, 6)}, Data: checked},
			{Envelope: events.Envelope{ID: "3", Time: at(2024, 10, 1)}, Data: events.UpdateRequested{Day: "2024-10-01"}}}
		if c.then != nil {
			list = append(list, events.Event{Envelope: events.Envelope{ID: "4", Time: c.recorded}, Data: c.then})
		}
		on := civil(t, "2024-12-31")
		if s := commitment.UpTo(list, on); s.Heard != c.heard || s.Stale(on) != c.stale || s.Answered != c.answered {
			t.Errorf("%s: heard of on %q, stale %t, answered %t", name, s.Heard, s.Stale(on), s.Answered)
		}
		var now commitment.State
		for _, e := range list {
			now = commitment.Evolve(now, e)
		}
		if now.Heard != "" && (now.Heard != c.recorded.Format(time.DateOnly) || now.LastDay < now.Heard) {
			t.Errorf("%s: now it was heard of on %s, and nothing changed after %s", name, now.Heard, now.LastDay)
		}
		if s := commitment.UpTo(list, civil(t, "2026-11-29")); s.Heard != now.Heard || s.Answered != now.Answered || s.LastDay != now.LastDay {
			t.Errorf("%s: on the day of its recording it is %+v, want %+v", name, s, now)
		}
	}
}

// What was heard last is not earlier for an older report that was entered later.
func TestAnOlderReportDoesNotMakeTheLastNewsOlder(t *testing.T) {
	june := "2024-06"
	list := []events.Event{
		{Envelope: events.Envelope{ID: "1", Time: time.Date(2024, 1, 5, 9, 0, 0, 0, time.UTC)}, Data: begun},
		{Envelope: events.Envelope{ID: "2", Time: time.Date(2024, 9, 1, 9, 0, 0, 0, time.UTC)}, Data: underway},
		{Envelope: events.Envelope{ID: "3", Time: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)}, Data: events.CommitmentAssessed{Effective: &june}},
	}
	if s := commitment.UpTo(list, civil(t, "2024-12-31")); s.Heard != "2024-09-01" {
		t.Error(s.Heard)
	}
}
