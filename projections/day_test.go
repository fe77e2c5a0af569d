package projections_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/timeline"
)

func civil(t *testing.T, text string) edtf.Day {
	t.Helper()
	day, err := edtf.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// stoodOn tells how the commitments stood on a day: "cm-1 in_progress limited".
func stoodOn(read func(context.Context, func(*book.View) error) error, filters map[string]string, on edtf.Day) (string, error) {
	var all []string
	err := read(background, func(v *book.View) error {
		rows, err := commitments.List(v, book.Query{Filters: filters}, on)
		for _, row := range rows {
			all = append(all, fmt.Sprint(row.ID, " ", row.SelfReported, " ", row.Assessed))
		}
		n, counted := commitments.Count(v, book.Query{Filters: filters}, on)
		if counted == nil && n != len(rows) {
			return fmt.Errorf("%d rows and a count of %d", len(rows), n)
		}
		return err
	})
	return strings.Join(all, ", "), err
}

// A history of two conferences: one of 2020, one that nobody can date.
func aged(t *testing.T) *history {
	h := newHistory(t)
	h.at = time.Date(2026, 1, 5, 7, 0, 0, 0, time.UTC)
	h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test", VerifierKey: "k"})
	old, early := "2020-05", "2021"
	h.add("convening/m-1", events.ConveningRegistered{Kind: "conference", Date: events.StatedDate{EDTF: &old}})
	h.add("convening/m-2", events.ConveningRegistered{Kind: "conference"})
	h.add("commitment/cm-1", events.CommitmentCaptured{Text: "Open a shelter.", Kind: "pledge", Convening: "m-1"})
	h.add("commitment/cm-2", events.CommitmentCaptured{Text: "Open a road.", Kind: "pledge", Convening: "m-2"})
	h.at = h.at.AddDate(0, 1, 0) // February
	h.add("commitment/cm-1", events.ProgressReported{State: "in_progress", Effective: &early})
	h.add("commitment/cm-1", events.CommitmentAssigned{Party: "fia"})
	h.at = h.at.AddDate(0, 1, 0) // March
	h.add("commitment/cm-2", events.CommitmentAssessed{Level: "limited", Method: "ahd-1"})
	h.add("commitment/cm-1", events.CommitmentAssessed{Level: "complete", Method: "ahd-1"})
	return h
}

func TestABookTellsHowThingsStoodOnADay(t *testing.T) {
	h := aged(t)
	b := openBook(t, t.TempDir(), h)
	for _, c := range []struct {
		sequence uint64
		on, want string
	}{
		{0, "2019-01-01", ""},
		{0, "2020-05-30", ""},
		{0, "2020-05-31", "cm-1 no_report not_assessed"},
		{0, "2021-12-31", "cm-1 in_progress not_assessed"},
		{0, "2026-01-05", "cm-1 in_progress not_assessed, cm-2 no_report not_assessed"},
		{0, "2026-03-04", "cm-1 in_progress not_assessed, cm-2 no_report not_assessed"},
		{0, "2026-03-05", "cm-1 in_progress complete, cm-2 no_report limited"},
		{0, "2030-01-01", "cm-1 in_progress complete, cm-2 no_report limited"},
		{9, "2026-03-04", "cm-1 in_progress not_assessed, cm-2 no_report not_assessed"},
		{5, "2021-12-31", "cm-1 no_report not_assessed"}, // the report was not known yet
		{7, "2021-12-31", "cm-1 in_progress not_assessed"},
		{7, "2019-12-31", ""},
	} {
		on := civil(t, c.on)
		got, err := stoodOn(func(ctx context.Context, read func(*book.View) error) error {
			return b.ReadOn(ctx, c.sequence, on, read)
		}, nil, on)
		if err != nil || got != c.want {
			t.Errorf("as known at %d, on %s: %q, %v, want %q", c.sequence, c.on, got, err, c.want)
		}
	}
	// What was laid over the book is gone with its reader.
	got, err := stoodOn(b.Read, nil, civil(t, "2026-12-31"))
	if err != nil || got != "cm-1 in_progress complete, cm-2 no_report limited" {
		t.Errorf("%q, %v", got, err)
	}
}

// Who answered and what happened by a day stand as they did, in the order of the record.
func TestATimelineOfADay(t *testing.T) {
	b := openBook(t, t.TempDir(), aged(t))
	on := civil(t, "2021-12-31")
	err := b.ReadOn(background, 0, on, func(v *book.View) error {
		rows, err := timeline.OfThing(v, "commitment", "cm-1")
		if err != nil {
			return err
		}
		if len(rows) != 2 || rows[0].Sequence != 4 || rows[1].Sequence != 6 || rows[1].Axes.SelfReported != "in_progress" {
			t.Errorf("%+v", rows)
		}
		holders, err := commitments.Holders(v, "cm-1")
		if len(holders) != 0 {
			t.Errorf("%+v", holders)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
