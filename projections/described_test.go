package projections_test

import (
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// Days are counted by the clock that was described last before the first commitment. One
// that is described later moves none, and is told.
func TestTheClockFromBeforeTheFirstCommitmentCounts(t *testing.T) {
	los, err := edtf.ZoneNamed("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		before, after []string
		day           string // on which what was recorded at noon of the 22nd in Karachi was heard
		register      register.Described
	}{
		"none":             {nil, nil, "2026-11-22", register.Described{}},
		"one":              {[]string{"America/Los_Angeles"}, nil, "2026-11-21", register.Described{Title: "T", Zone: los}},
		"the last counts":  {[]string{"Europe/Vienna", "America/Los_Angeles"}, nil, "2026-11-21", register.Described{Title: "T", Zone: los}},
		"too late":         {nil, []string{"America/Los_Angeles"}, "2026-11-22", register.Described{Title: "T", Ignored: "America/Los_Angeles"}},
		"another too late": {[]string{"America/Los_Angeles"}, []string{"Asia/Karachi"}, "2026-11-21", register.Described{Title: "T", Zone: los, Ignored: "Asia/Karachi"}},
		"the same again":   {[]string{"America/Los_Angeles"}, []string{"America/Los_Angeles"}, "2026-11-21", register.Described{Title: "T", Zone: los}},
	} {
		h := newHistory(t)
		h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test"})
		for _, zone := range c.before {
			h.add("register/register", events.RegisterDescribed{Title: "T", TimeZone: zone})
		}
		h.add("commitment/c-1", events.CommitmentCaptured{Text: "t", Kind: "pledge", Convening: "m"})
		for _, zone := range c.after {
			h.add("register/register", events.RegisterDescribed{Title: "T", TimeZone: zone})
		}
		last := h.add("commitment/c-1", events.ProgressReported{State: "planning"})
		b := openBook(t, t.TempDir(), h)
		if err := b.Apply(background, 1, h.bodies); err != nil {
			t.Fatal(err)
		}
		if got := b.Described(); got != c.register {
			t.Errorf("%s: %+v", name, got)
		}
		for _, read := range []func(func(*book.View) error) error{
			func(read func(*book.View) error) error { return b.Read(background, read) },
			func(read func(*book.View) error) error { return b.Replay(background, last, read) },
		} {
			err := read(func(v *book.View) error {
				row, _, err := commitments.Find(v, "c-1", today)
				if err == nil && (row.Heard == nil || *row.Heard != c.day) {
					t.Errorf("%s: heard on %v, not on %s", name, row.Heard, c.day)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		zone := c.register.Zone
		m, err := b.Moment(background, c.day, h.at.Add(48*time.Hour))
		if err != nil || m.Sequence != last || m.Day != zone.Day(h.at) {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
