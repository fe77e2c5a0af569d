package projections_test

import (
	"context"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// What was recorded under a clock that was wrong is of another day once that is set
// right: what was kept of a day before that holds no more.
func TestADayIsToldAnewWhenTheClockIsSetRight(t *testing.T) {
	h := aged(t)
	h.at = h.at.AddDate(1, 0, 0) // the clock jumps
	h.add("commitment/cm-1", events.ProgressReported{State: "stalled"})
	h.add("commitment/cm-2", events.ProgressReported{State: "stalled"})
	b := openBook(t, t.TempDir(), h)
	on := civil(t, "2026-06-30")
	look := func() string {
		t.Helper()
		got, err := stoodOn(func(ctx context.Context, read func(*book.View) error) error { return b.ReadOn(ctx, 0, on, read) }, nil, on)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := look(); got != "cm-1 in_progress complete, cm-2 no_report limited" {
		t.Error(got)
	}
	known := len(h.bodies)
	h.correct(300 * 24 * 60 * 60 * 1e9)
	h.at = h.at.AddDate(0, 6, 0)
	h.add("commitment/cm-1", events.ProgressReported{State: "reported_complete"})
	if err := b.Apply(background, uint64(known+1), h.bodies[known:]); err != nil {
		t.Fatal(err)
	}
	if got := look(); got != "cm-1 stalled complete, cm-2 stalled limited" {
		t.Error(got)
	}
}

// typedTexts are texts by id.
type typedTexts map[string]string

func (t typedTexts) Read(_ context.Context, id string) (string, bool, error) {
	text, found := t[id]
	return text, found, nil
}

// A search finds the narrative that was the last on the day. What people typed is laid
// into memory for it, and into no table that a disk may hold.
func TestASearchOfADayLaysWordsIntoMemoryAlone(t *testing.T) {
	h := aged(t)
	texts := typedTexts{"a/narrative": "an early word", "b/narrative": "another story"}
	for _, id := range []string{"a/narrative", "b/narrative"} {
		h.add("commitment/cm-1", events.ProgressReported{State: "in_progress", Narrative: &events.Text{ID: id, Hash: "x"}})
		h.at = h.at.AddDate(0, 1, 0)
	}
	b := openBookWith(t, t.TempDir(), h, projections.Options{Texts: texts})
	for day, want := range map[string]string{"2026-03-20": "cm-1", "2026-12-31": ""} {
		on := civil(t, day)
		err := b.ReadOn(background, 0, on, func(v *book.View) error {
			rows, err := commitments.List(v, book.Query{Filters: map[string]string{book.Search: "early word"}}, on)
			if err != nil {
				return err
			}
			found := ""
			for _, row := range rows {
				found += row.ID
			}
			if found != want {
				t.Errorf("on %s: %q, want %q", day, found, want)
			}
			var temporary string
			if _, err := v.Row(`SELECT coalesce(group_concat(name), '') FROM temp.sqlite_schema WHERE type = 'table'`, nil, []any{&temporary}); err != nil {
				return err
			}
			if strings.Contains(temporary, "search") || want != "" && !strings.Contains(temporary, "commitments") {
				t.Errorf("there are temporary tables %s", temporary)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
