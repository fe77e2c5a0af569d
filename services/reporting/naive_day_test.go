package reporting_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// How things stood on a day, as was known at an event, counted in two ways: the summary
// in every scope, with all its tables, the list behind every number, the trend and the
// pages give one answer.
func TestADayHasOneAnswerEverywhere(t *testing.T) {
	past, fewer, late, pages := 0, 0, 0, newPages()
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t)
		random(r, h)
		enterLate(r, h)
		began := slices.IndexFunc(h.told, func(e events.Event) bool { return e.Subject == "commitment/"+commitmentIDs[len(commitmentIDs)-1] }) + 1
		at := len(h.bodies)
		if rapid.IntRange(0, 2).Draw(r, "as known before") == 2 {
			at = rapid.IntRange(began, at).Draw(r, "as known at")
		}
		told := toldAt(t, h, at)
		on := day(t, of(r, []string{"2026-06-10", "2026-02-28", "2026-05-20", "2023-12-31", "2024-12-31", "2026-01-04", "2026-06-30", dayIn(told[len(told)-1].Time)}))
		q, asked := reporting.Question{On: on}, map[string][]string{}
		for range rapid.IntRange(0, 2).Draw(r, "scopes") {
			q.Scope = append(q.Scope, scope(r))
		}
		for _, a := range q.Scope {
			id := a.ID
			if a.Kind == "convening" {
				id = joined(told, id)
			}
			asked[a.Kind] = append(asked[a.Kind], id)
		}
		b := h.book()
		defer b.Close()
		sequence := uint64(at)
		var d document.Document
		read := func(read func(*book.View) error) error { return b.ReadOn(context.Background(), sequence, on, read) }
		err := read(func(v *book.View) (err error) { d, err = reporting.Summarise(v, q, "root"); return err })
		if errors.Is(err, reporting.ErrScope) {
			return
		}
		if err != nil {
			r.Fatal(err)
		}
		counted := countedOn(told, on)
		w := tellingOn(counted, on.String())
		w.compare(r, d, asked, on, shipped)
		if want := undated(w, counted, asked); d.DatedByRecording != want {
			r.Fatalf("%d facts were dated by their recording, want %d", d.DatedByRecording, want)
		}
		behind(r, read, d, on)
		err = b.ReadAt(context.Background(), sequence, func(v *book.View) error {
			totals, err := reporting.Retell(v, h, q, []edtf.Day{on}, func(int, int) {})
			if err == nil {
				if different := document.Differences(d.Totals, totals[0].Totals); len(different) > 0 || totals[0].DatedByRecording != d.DatedByRecording {
					r.Fatalf("the trend says otherwise than the summary: %+v, %d facts dated by their recording and %d", different, totals[0].DatedByRecording, d.DatedByRecording)
				}
			}
			return err
		})
		if err != nil {
			r.Fatal(err)
		}
		pages.history, pages.book = h, b
		prefix := fmt.Sprintf("/at/%d/on/%s", at, on)
		if at == len(h.bodies) && rapid.Bool().Draw(r, "without a moment") {
			prefix = "/on/" + on.String()
		}
		seen := seenOn{w, told, counted, on, prefix}
		pages.shows(r, seen)
		if len(seen.enteredLater()) > 0 {
			late++
		}
		if len(counted) < len(told) {
			past++
		}
		if len(w.promises) < len(commitmentIDs) {
			fewer++
		}
	})
	if past == 0 || fewer == 0 || late == 0 {
		t.Errorf("%d days of the past, %d on which something did not exist, %d of which something was entered later", past, fewer, late)
	}
}

// enterLate adds facts that were entered long after they happened.
func enterLate(r *rapid.T, h *history) {
	for range 4 - rapid.IntRange(0, 4).Draw(r, "fewer late") {
		h.at = h.at.AddDate(0, 0, rapid.IntRange(1, 90).Draw(r, "days later"))
		early := of(r, []string{"2026-02", "2026-05-20"})
		h.add("commitment/"+of(r, commitmentIDs), of(r, []events.Payload{
			events.ProgressReported{State: of(r, commitment.ReportStates), Effective: &early}, events.CommitmentAssessed{Level: of(r, commitment.Levels), Effective: &early},
			events.EvidenceLinked{Kind: of(r, commitment.EvidenceKinds), Effective: &early},
		}))
	}
}

// toldAt is what was known at an event, at the times that were known then.
func toldAt(t *testing.T, h *history, at int) (told []events.Event) {
	for _, body := range h.bodies[:at] {
		e, err := events.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		if _, corrects := e.Data.(events.ClockCorrected); corrects {
			for i := range told {
				if told[i].Time.After(e.Time) {
					told[i].Time = e.Time
				}
			}
		}
		told = append(told, e)
	}
	return told
}

// countedOn are the events that count on a day: of what existed, what had happened.
func countedOn(told []events.Event, on edtf.Day) (counted []events.Event) {
	now, captured := telling(told), map[string]string{}
	for _, e := range told {
		if _, ok := e.Data.(events.CommitmentCaptured); ok {
			captured[e.Subject] = dayIn(e.Time)
		}
	}
	for _, e := range told {
		id, ofCommitment := strings.CutPrefix(e.Subject, "commitment/")
		if ofCommitment {
			age, dated := now.age(now.find(id), on)
			if made := captured[e.Subject] <= on.String() || dated && age >= 0; !made {
				continue
			}
			if when := whenOf(e); when != "" && when > on.String() {
				continue
			}
		}
		counted = append(counted, e)
	}
	return counted
}

// undated counts the facts that are dated by their recording, of what is registered in a
// scope.
func undated(w *world, counted []events.Event, asked map[string][]string) (n int) {
	_, parts := asked["province"]
	for _, e := range counted {
		id, ofCommitment := strings.CutPrefix(e.Subject, "commitment/")
		if !ofCommitment || whenOf(e) == "" || stated(e) {
			continue
		}
		p := w.find(id)
		if w.in(p, asked) && (parts && len(p.children) == 0 || !parts && p.parent == "") {
			n++
		}
	}
	return n
}

// stated reports whether an event says itself when it happened.
func stated(e events.Event) bool {
	switch d := e.Data.(type) {
	case events.ProgressReported:
		return d.Effective != nil
	case events.CommitmentAssessed:
		return d.Effective != nil
	case events.EvidenceLinked:
		return d.Effective != nil
	case events.UpdateRequested:
		return true
	}
	return false
}
