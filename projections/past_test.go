package projections_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ahd/events/edtf"
	"ahd/projections"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
	"ahd/projections/parties"
	"ahd/projections/questions"
	"ahd/projections/timeline"
)

// The long form: go test ./projections -run TestAPastMoment -prefixes 1000
var prefixes = flag.Int("prefixes", 100, "how many past moments of random histories are looked at")

// told is everything that lists, things, timelines and figures answer on a day.
func told(t *testing.T, v *book.View) string {
	t.Helper()
	day, _ := edtf.ParseDay("2027-06-30")
	answers := []any{}
	keep := func(rows any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, rows)
	}
	all := book.Query{}
	rows, err := commitments.List(v, all, day)
	keep(rows, err)
	for _, row := range rows {
		keep(commitments.Holders(v, row.ID))
		keep(timeline.OfThing(v, "commitment", row.ID))
	}
	keep(convenings.List(v, all))
	keep(convenings.Figures(v, all))
	keep(convenings.Groups(v, all))
	keep(instruments.List(v, all))
	keep(parties.List(v, all))
	keep(questions.List(v, all))
	keep(commitments.Count(v, book.Query{Filters: map[string]string{"self_reported": "no_report"}}, day))
	keep(v.At, nil)
	text, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A past moment is the book of everything up to then, as it was read event by event.
func TestAPastMomentIsTheBookOfItsPrefix(t *testing.T) {
	root, n, looked := t.TempDir(), 0, 0
	set := flag.Lookup("rapid.checks")
	before := set.Value.String()
	flag.Set("rapid.checks", fmt.Sprint(max(1, *prefixes/5)))
	defer flag.Set("rapid.checks", before)
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		h := newHistory(t)
		for range rapid.IntRange(2, 60).Draw(r, "events") {
			something(r, h)
		}
		b := openBook(t, filepath.Join(dir, "now"), h)
		defer b.Close()
		for range 5 {
			looked++
			sequence := rapid.Uint64Range(1, uint64(len(h.bodies))).Draw(r, "moment")
			prefix := &history{t: t, bodies: h.bodies[:sequence], hidden: true}
			oracle := openBook(t, filepath.Join(dir, fmt.Sprint("then-", looked)), prefix)
			prefix.hidden = false
			if err := oracle.Apply(background, 1, prefix.bodies); err != nil {
				r.Fatal(err)
			}
			var want, got string
			read := func(into *string) func(*book.View) error {
				return func(v *book.View) error { *into = told(t, v); return nil }
			}
			if err := errors.Join(oracle.Read(background, read(&want)), b.ReadAt(background, sequence, read(&got))); err != nil {
				r.Fatal(err)
			}
			oracle.Close()
			if got != want {
				r.Fatalf("after event %d of %d:\n%s\nwant\n%s", sequence, len(h.bodies), got, want)
			}
		}
	})
	if looked < *prefixes {
		t.Errorf("only %d moments were looked at", looked)
	}
}

func TestMomentsAreFound(t *testing.T) {
	h := some(t)
	b := openBook(t, t.TempDir(), h)
	now := h.at.Add(time.Hour) // 13:00 on the 22nd in Karachi
	size := uint64(len(h.bodies))
	for text, want := range map[string]struct {
		sequence uint64
		day      string
		err      error
	}{
		"1":                             {1, "2026-11-22", nil},
		fmt.Sprint(size):                {size, "2026-11-22", nil},
		fmt.Sprint(size + 1):            {0, "", projections.ErrAhead},
		"0":                             {0, "", projections.ErrBefore},
		"2026-11-22":                    {size, "2026-11-22", nil},
		"2026-11-21":                    {0, "", projections.ErrBefore},
		"2026-11-23":                    {0, "", projections.ErrAhead},
		"2026-11-22T07:00:00Z":          {1, "2026-11-22", nil},
		"2026-11-22T07:00:02.999Z":      {3, "2026-11-22", nil},
		"2026-11-22T12:00:03+05:00":     {4, "2026-11-22", nil},
		"2026-11-22T06:59:59.999Z":      {0, "", projections.ErrBefore},
		"2026-11-22T09:00:00Z":          {0, "", projections.ErrAhead},
		"2026-11":                       {0, "", projections.ErrMoment},
		"yesterday":                     {0, "", projections.ErrMoment},
		"-1":                            {0, "", projections.ErrMoment},
		"99999999999999999999999999999": {0, "", projections.ErrMoment},
	} {
		m, err := b.Moment(background, text, now)
		if !errors.Is(err, want.err) || (err == nil) != (want.err == nil) || err == nil && (m.Sequence != want.sequence || m.Day.String() != want.day) {
			t.Errorf("%s: %+v, %v; want %+v", text, m, err, want)
		}
	}
}

// What was looked at before is not made again; what was looked at long ago goes; and
// whoever reads one reads on while it is taken away.
func TestPastBooksAreKeptAndTakenAway(t *testing.T) {
	h, dir := some(t), t.TempDir()
	b := openBook(t, dir, h)
	look := func(sequence uint64) {
		if err := b.ReadAt(background, sequence, func(v *book.View) error {
			if v.At.Sequence != sequence {
				t.Errorf("asked for %d, and read %d", sequence, v.At.Sequence)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	files := func() int {
		list, _ := filepath.Glob(filepath.Join(dir, "past-*.db"))
		return len(list)
	}
	for sequence := range uint64(9) {
		look(sequence + 1)
		look(sequence + 1)
	}
	if files() != 4 {
		t.Errorf("%d books of past moments are kept", files())
	}
	err := b.ReadAt(background, 9, func(v *book.View) error {
		if err := b.ForgetPast(func() error { return nil }); err != nil {
			t.Error(err)
		}
		if files() != 1 {
			t.Errorf("%d books while one is read", files())
		}
		_, err := commitments.Count(v, book.Query{}, edtf.Day{})
		return err
	})
	if err != nil || files() != 0 {
		t.Errorf("%v; %d books are left", err, files())
	}
	if err := b.ReadAt(background, uint64(len(h.bodies))+1, func(*book.View) error { return nil }); !errors.Is(err, projections.ErrAhead) {
		t.Error(err)
	}
	var readers sync.WaitGroup
	for i := range 8 {
		readers.Go(func() { look(uint64(i%3) + 2) })
	}
	readers.Wait()
	b.Close()
	if err := b.ReadAt(background, 2, func(*book.View) error { return nil }); !errors.Is(err, projections.ErrClosed) {
		t.Error(err)
	}
	if files() != 0 {
		t.Errorf("%d books are left after the end", files())
	}
	cancelled, cancel := context.WithCancel(background)
	cancel()
	other := openBook(t, t.TempDir(), h)
	if err := other.ReadAt(cancelled, 2, func(*book.View) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
