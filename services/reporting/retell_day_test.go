package reporting_test

import (
	"context"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// bothOn counts a scope on a day by the summary and by the trend.
func bothOn(t *testing.T, h *history, b *projections.Book, q reporting.Question) (summary, trend document.Totals) {
	t.Helper()
	err := b.ReadOn(context.Background(), 0, q.On, func(v *book.View) error {
		d, err := reporting.Summarise(v, q, "root")
		summary = d.Totals
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = b.Read(context.Background(), func(v *book.View) error {
		totals, err := reporting.Retell(v, h, q, []edtf.Day{q.On}, func(int, int) {})
		if err == nil {
			trend = totals[0].Totals
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return summary, trend
}

// Whoever answered for a commitment on a day, not who does now, has it in its summary of
// that day.
func TestADayAsksWhoAnsweredThen(t *testing.T) {
	h := newHistory(t)
	for _, id := range []string{"p-1", "p-2"} {
		h.add("party/"+id, events.PartyRegistered{Name: id, Kind: "ministry"})
	}
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"})
	h.add("commitment/c-1", events.CommitmentCaptured{Text: "Open a shelter.", Kind: "declaration", Convening: "m-1", Verifiable: true})
	h.add("commitment/c-1", events.CommitmentAssigned{Party: "p-1"})
	h.at = h.at.Add(40 * 24 * time.Hour)
	h.add("commitment/c-1", events.CommitmentAssigned{Party: "p-2"})
	b := h.book()
	for party, want := range map[string]int{"p-1": 1, "p-2": 0} {
		q := reporting.Question{On: day(t, "2026-01-31"), Scope: []reporting.Asked{{Kind: "party", ID: party}}}
		if summary, trend := bothOn(t, h, b, q); summary.Registered != want || trend.Registered != want {
			t.Errorf("%s: %d in the summary, %d in the trend, want %d", party, summary.Registered, trend.Registered, want)
		}
	}
}

// A place that was captured later does not say how its whole stood before that, whatever
// is reported of earlier days.
func TestADayKnowsNoPlaceThatDidNotExist(t *testing.T) {
	h := newHistory(t)
	whole, early := "c-1", "2025"
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"})
	h.add("commitment/c-1", events.CommitmentCaptured{Text: "Open shelters.", Kind: "declaration", Convening: "m-1", Verifiable: true, Children: []string{"c-2"}})
	h.add("commitment/c-1", events.CommitmentConfirmed{Basis: "b"})
	h.at = h.at.Add(40 * 24 * time.Hour)
	h.add("commitment/c-2", events.CommitmentCaptured{Text: "Open a shelter.", Kind: "declaration", Convening: "m-1", Verifiable: true, Parent: &whole})
	h.add("commitment/c-2", events.ProgressReported{State: "reported_complete", Effective: &early})
	b := h.book()
	for on, want := range map[string]int{"2026-01-31": 0, "2026-02-14": 1} {
		if summary, trend := bothOn(t, h, b, reporting.Question{On: day(t, on)}); summary.ReportedComplete != want || trend.ReportedComplete != want || summary.Registered != 1 {
			t.Errorf("%s: %d in the summary, %d in the trend, want %d", on, summary.ReportedComplete, trend.ReportedComplete, want)
		}
	}
}
