package projections_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/timeline"
)

var background = context.Background()

func TestAnyBatchesGiveTheSameBook(t *testing.T) {
	h := some(t)
	whole := emptyBook(t, t.TempDir(), h)
	if err := whole.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	want := dump(t, whole)
	for _, size := range []int{1, 2, 7} {
		b := emptyBook(t, t.TempDir(), h)
		for first := 0; first < len(h.bodies); first += size {
			if err := b.Apply(background, uint64(first+1), h.bodies[first:min(first+size, len(h.bodies))]); err != nil {
				t.Fatal(err)
			}
		}
		if dump(t, b) != want {
			t.Errorf("batches of %d give another book", size)
		}
	}
}

func TestWhatIsKnownIsDroppedAndABookGoesOnAfterAReopening(t *testing.T) {
	h := some(t)
	dir := t.TempDir()
	b := emptyBook(t, dir, h)
	if err := b.Apply(background, 1, h.bodies[:9]); err != nil {
		t.Fatal(err)
	}
	b.Close()
	b = openBook(t, dir, h)
	if at := b.Checkpoint(); at.Sequence != 9 {
		t.Fatalf("reopened at %d", at.Sequence)
	}
	for range 2 { // redelivered as a whole
		if err := b.Apply(background, 1, h.bodies); err != nil {
			t.Fatal(err)
		}
	}
	whole := emptyBook(t, t.TempDir(), h)
	if err := whole.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	if dump(t, b) != dump(t, whole) {
		t.Error("a reopened book differs")
	}
}

// Whatever cannot be applied stops the book behind the last event before it, and
// the same batch, mended, goes on from there.
func TestABookStopsAtWhatItCannotApply(t *testing.T) {
	cases := []struct {
		name string
		bad  func(body string) string
		want string
	}{
		{"an unknown type", func(b string) string {
			return strings.Replace(b, "review-interval-set.v1", "review-interval-set.v9", 1)
		}, "unknown type"},
		{"bytes that are not canonical", func(b string) string { return b + " " }, "canonical"},
		{"a time before the last", func(b string) string { return strings.Replace(b, "2026-11-22T", "2026-11-21T", 1) }, "before its predecessor"},
		{"a hole in its stream", func(b string) string { return strings.Replace(b, `"streamversion":4`, `"streamversion":5`, 1) }, "does not follow"},
		{"another predecessor", func(b string) string { return strings.Replace(b, `"streamprev":"`, `"streamprev":"AAAA`, 1) }, "canonical"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := some(t)
			b := emptyBook(t, t.TempDir(), h)
			const place = 21 // cm-2's review interval, the fourth event of its stream
			good := h.bodies[place]
			bad := append([][]byte{}, h.bodies...)
			bad[place] = []byte(c.bad(string(good)))
			if string(bad[place]) == string(good) {
				t.Fatal("nothing was changed")
			}
			err := b.Apply(background, 1, bad)
			var stop *projections.Stop
			if !errors.As(err, &stop) || stop.Sequence != place+1 || !strings.Contains(stop.Reason, c.want) {
				t.Fatalf("%v", err)
			}
			if at := b.Checkpoint().Sequence; at != place {
				t.Errorf("the prefix is not there: %d", at)
			}
			if waited := b.Wait(background, place+1); !errors.As(waited, &stop) {
				t.Errorf("whoever waits is not told: %v", waited)
			}
			if err := b.Apply(background, 1, h.bodies); err != nil || b.Stopped() != nil {
				t.Errorf("it does not heal: %v", err)
			}
			whole := emptyBook(t, t.TempDir(), h)
			if err := whole.Apply(background, 1, h.bodies); err != nil || dump(t, b) != dump(t, whole) {
				t.Errorf("the healed book differs: %v", err)
			}
		})
	}
}

func TestAGapStopsTheBook(t *testing.T) {
	h := some(t)
	b := emptyBook(t, t.TempDir(), h)
	if err := b.Apply(background, 2, h.bodies[1:]); err == nil || b.Checkpoint().Sequence != 0 {
		t.Errorf("%v at %d", err, b.Checkpoint().Sequence)
	}
}

func TestABookNeverKnowsMoreThanTheLedger(t *testing.T) {
	h := some(t)
	short := *h
	short.bodies = h.bodies[:5]
	b := emptyBook(t, t.TempDir(), &short)
	if err := b.Apply(background, 1, h.bodies); err == nil || b.Checkpoint().Sequence != 0 {
		t.Errorf("%v at %d", err, b.Checkpoint().Sequence)
	}
}

// A book that is not this record's is begun anew, under another name.
func TestABookThatIsNotThisRecordsIsBegunAnew(t *testing.T) {
	h := some(t)
	for name, spoil := range map[string]func(t *testing.T, dir string) projections.Record{
		"it read more than the record holds": func(*testing.T, string) projections.Record {
			short := *h
			short.bodies = h.bodies[:3]
			return &short
		},
		"it read other events": func(t *testing.T, _ string) projections.Record {
			other := newHistory(t)
			for range h.bodies {
				other.add("register/register", events.RegisterOpened{Name: "other"})
			}
			return other
		},
		"its file is damaged": func(t *testing.T, dir string) projections.Record {
			for _, name := range files(t, dir) {
				if strings.HasSuffix(name, ".db") {
					if err := os.WriteFile(filepath.Join(dir, name), []byte("this is no database, whatever its name says"), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
			return h
		},
		"current names nothing": func(t *testing.T, dir string) projections.Record {
			if err := os.WriteFile(filepath.Join(dir, "current"), []byte("../../secret"), 0o600); err != nil {
				t.Fatal(err)
			}
			return h
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			b := emptyBook(t, dir, h)
			if err := b.Apply(background, 1, h.bodies); err != nil {
				t.Fatal(err)
			}
			b.Close()
			before := files(t, dir)
			record := spoil(t, dir)
			again := openBook(t, dir, record)
			if at := again.Checkpoint(); at.Sequence != record.Size() || at.Leaf == b.Checkpoint().Leaf && name == "it read other events" {
				t.Errorf("it stands at %d of %d", at.Sequence, record.Size())
			}
			for _, old := range before {
				if strings.HasSuffix(old, ".db") && slices.Contains(files(t, dir), old) {
					t.Errorf("the old book %s is still there or its name was used again", old)
				}
			}
		})
	}
}

func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestWaitIsToldOfProgressAndOfTheEnd(t *testing.T) {
	h := some(t)
	b := emptyBook(t, t.TempDir(), h)
	reached := make(chan error, 1)
	go func() { reached <- b.Wait(background, h.Size()) }()
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	if err := <-reached; err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(background)
	cancel()
	if err := b.Wait(ended, h.Size()+1); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestHistoryHasOneValueAtATime(t *testing.T) {
	h := some(t)
	b := emptyBook(t, t.TempDir(), h)
	if err := b.Apply(background, 1, h.bodies); err != nil {
		t.Fatal(err)
	}
	var rows []timeline.Row
	err := b.Read(background, func(v *book.View) (err error) {
		rows, err = timeline.OfThing(v, "commitment", "cm-1")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	told, err := timeline.Tell(background, rows, h, noTexts{})
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, s := range timeline.History(told) {
		if s.Axis != commitment.AxisSelfReported {
			continue
		}
		values = append(values, s.Value)
		if open := s.UntilSequence == nil; open != (s.Value == "in_progress") {
			t.Errorf("%+v", s)
		}
		if s.Value == "planning" && (s.Effective == nil || *s.Effective != "2026-10") {
			t.Errorf("when it happened is lost: %+v", s)
		}
		if s.Value == "in_progress" && s.Effective != nil {
			t.Errorf("a date was made up: %+v", s)
		}
	}
	if strings.Join(values, " ") != "no_report planning in_progress" {
		t.Errorf("%v", values)
	}
}
