package reporting_test

import (
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// What is told again as of a day is what the events tell that had happened by then, and
// as of a day after all of them what the book says.
func TestWhatIsKnownNowOfADay(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t)
		random(r, h)
		last := edtf.Karachi(h.at)
		days := []edtf.Day{day(t, "2026-01-31"), day(t, "2026-03-31"), day(t, "2026-09-30"), last}
		b := h.book()
		defer b.Close()
		var q reporting.Question
		if rapid.Bool().Draw(r, "by kind") {
			q.Scope = []reporting.Asked{{Kind: "kind", ID: "declaration"}}
		}
		err := b.Read(context.Background(), func(v *book.View) error {
			told, err := reporting.Retell(v, h, q, days, func(int, int) {})
			if err != nil {
				return err
			}
			now := telling(h.told)
			for i, on := range days {
				same(r, "on "+on.String(), told[i].Totals, now.countOn(h.told, q.Scope, on))
			}
			q.On = last
			totals, err := reporting.TotalsOf(v, q)
			if d := document.Differences(told[len(told)-1].Totals, totals); len(d) > 0 {
				r.Fatalf("after everything it differs from the book: %+v", d)
			}
			return err
		})
		if err != nil {
			r.Fatal(err)
		}
	})
}

// countOn counts what had happened by a day, as is known now.
func (w *world) countOn(told []events.Event, scope []reporting.Asked, on edtf.Day) figures {
	then := tellingOn(countedOn(told, on), on.String())
	var base []*promise
	for _, p := range then.promises {
		now := w.find(p.id)
		if now.parent == "" && (scope == nil || now.kind == scope[0].ID) {
			base = append(base, p)
		}
	}
	return then.count(base, on, shipped)
}

// whenOf is the day of what happened in the world; "" for what only became known.
func whenOf(e events.Event) string {
	var effective *string
	switch d := e.Data.(type) {
	case events.ProgressReported:
		effective = d.Effective
	case events.CommitmentAssessed:
		effective = d.Effective
	case events.EvidenceLinked:
		effective = d.Effective
	case events.UpdateRequested:
		effective = &d.Day
	case events.MilestoneSet, events.MilestoneMet, events.ResponsibilityHandedOver, events.ResponseRecorded, events.CommitmentAssigned, events.CommitmentOperationalised,
		events.DueDateSet, events.DueDateRevised, events.ReviewIntervalSet, events.MeasurementTaken, events.ProgressDisputed, events.CommitmentClosed,
		events.CommitmentReopened, events.CommitmentSuspended, events.CommitmentResumed, events.CommitmentWithdrawn, events.CommitmentSuperseded:
	default:
		return ""
	}
	recorded := dayIn(e.Time)
	if effective == nil {
		return recorded
	}
	until := map[string]string{"2026": "2026-12-31", "2026-02": "2026-02-28"}[*effective]
	if until == "" {
		until = *effective
	}
	return min(until, recorded)
}

// A fact made of states is the one that the book holds.
func TestFactsOfStatesAreThoseOfTheBook(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t)
		random(r, h)
		b := h.book()
		defer b.Close()
		states := map[string]commitment.State{}
		for _, e := range h.told {
			if id, ok := strings.CutPrefix(e.Subject, "commitment/"); ok {
				states[id] = commitment.Evolve(states[id], e)
			}
		}
		err := b.Read(context.Background(), func(v *book.View) error {
			return commitments.Facts(v, nil, edtf.Karachi(h.at), func(f commitments.Fact) {
				var parts []commitment.State
				for _, id := range states[f.ID].Children {
					parts = append(parts, states[id])
				}
				if again := f.As(states[f.ID], parts); again != f {
					r.Fatalf("%+v\nis in the book\n%+v", again, f)
				}
			})
		})
		if err != nil {
			r.Fatal(err)
		}
	})
}

func TestEndsOfMonthsAndQuarters(t *testing.T) {
	today := day(t, "2026-11-28")
	for _, c := range []struct{ every, from, to, want string }{
		{"month", "2026-08", "", "2026-08-31 2026-09-30 2026-10-31 2026-11-28"},
		{"month", "2026-08", "2026-10", "2026-08-31 2026-09-30 2026-10-31"}, {"month", "2026-11", "", "2026-11-28"}, {"month", "2026-12", "", ""},
		{"month", "2024-01", "2024-03", "2024-01-31 2024-02-29 2024-03-31"},
		{"quarter", "2025-11", "", "2025-12-31 2026-03-31 2026-06-30 2026-09-30 2026-11-28"},
		{"quarter", "2026", "2026-05", "2026-03-31"},
		{"month", "", "2026-01", "2025-02-28 2025-03-31 2025-04-30 2025-05-31 2025-06-30 2025-07-31 2025-08-31 2025-09-30 2025-10-31 2025-11-30 2025-12-31 2026-01-31"},
		{"week", "", "", ""}, {"month", "1960", "", ""}, {"month", "soon", "", ""}, {"month", "", "2026-01-01/..", ""},
	} {
		days, err := reporting.Ends(c.every, c.from, c.to, today)
		var got []string
		for _, d := range days {
			got = append(got, d.String())
		}
		if strings.Join(got, " ") != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s from %q to %q: %v, %v, want %s", c.every, c.from, c.to, got, err, c.want)
		}
	}
}

// Lists of commitments call stale what the shipped method does.
func TestTheShippedMethodIsThatOfTheLists(t *testing.T) {
	if commitment.StaleDays != method.Ahd1.StaleDays {
		t.Errorf("%d and %d days", commitment.StaleDays, method.Ahd1.StaleDays)
	}
}
