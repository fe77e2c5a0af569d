package reporting_test

import (
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/reporting"
)

// What was asked of a commitment that is kept in several places is answered where one
// of them is heard of, and a place that does not answer is enough for no answer.
func TestAWholeIsAskedAndAnsweredInItsPlaces(t *testing.T) {
	h := newHistory(t)
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference"})
	whole := "c-1"
	for _, id := range []string{"c-1", "c-2", "c-3"} {
		c := events.CommitmentCaptured{Text: "Open shelters.", Kind: "declaration", Convening: "m-1", Verifiable: true}
		if id == whole {
			c.Children = []string{"c-2", "c-3"}
		} else {
			c.Parent = &whole
		}
		h.add("commitment/"+id, c)
		h.add("commitment/"+id, events.CommitmentConfirmed{Basis: "b"})
	}
	stands := func(what string, never, noAnswer, overdue int) {
		t.Helper()
		d := summary(t, h.book(), reporting.Question{On: day(t, "2026-03-10")}).Totals
		if d.N != 1 || d.NeverAsked != never || d.AskedNoAnswer != noAnswer || d.Overdue != overdue {
			t.Errorf("%s: %d of %d never asked, %d asked without answer, %d overdue", what, d.NeverAsked, d.N, d.AskedNoAnswer, d.Overdue)
		}
	}
	stands("at first", 1, 0, 0)
	h.add("commitment/c-1", events.UpdateRequested{Day: "2026-01-10"})
	stands("asked of the whole", 0, 1, 0)
	h.at = time.Date(2026, 1, 20, 7, 0, 0, 0, time.UTC)
	report := h.add("commitment/c-3", events.ProgressReported{State: commitment.Planning})
	stands("answered by a place", 0, 0, 0)
	h.add("commitment/c-2", events.UpdateRequested{Day: "2026-01-20"})
	stands("asked of the other place", 0, 1, 0)
	h.add("commitment/c-3", events.ProgressRetracted{Report: report})
	h.add("commitment/c-1", events.DueDateSet{Due: "2026-03-09"})
	stands("due the day before", 0, 1, 1)
	h.add("commitment/c-1", events.DueDateRevised{Due: "2026-03-10"})
	stands("due on the day", 0, 1, 0)
}
