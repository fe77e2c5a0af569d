package projections_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

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
