package projections_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// onClock lets the clock jump: forward unseen, or back by an event that sets it right.
func onClock(r *rapid.T, h *history) (corrected bool) {
	by := time.Duration(rapid.IntRange(1, 900).Draw(r, "days")) * 24 * time.Hour
	if rapid.Bool().Draw(r, "forward") || len(h.bodies) == 0 {
		h.at = h.at.Add(by)
		return false
	}
	h.correct(by)
	return true
}

// now is the time that the next event gets.
func (h *history) now() time.Time { return h.at.Add(time.Duration(len(h.bodies)) * time.Second) }

// correct sets the clock right, by so much.
func (h *history) correct(by time.Duration) {
	last, err := events.Decode(h.bodies[len(h.bodies)-1])
	if err != nil {
		h.t.Fatal(err)
	}
	h.at = h.at.Add(last.Time.Add(-by).Sub(h.now()))
	h.add("register/register", events.ClockCorrected{From: events.Moment(last.Time), Grounds: "By the radio", To: events.Moment(h.now())})
}

// naive is when each event was recorded, told in the plainest way: forward through the
// record, and at each correction back over what was claimed to be later.
func naive(t *testing.T, bodies [][]byte) (recorded []time.Time) {
	for _, body := range bodies {
		e, err := events.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		if _, corrects := e.Data.(events.ClockCorrected); corrects {
			for i, at := range recorded {
				if at.After(e.Time) {
					recorded[i] = e.Time
				}
			}
		}
		recorded = append(recorded, e.Time)
	}
	return recorded
}

// However often the clock was wrong: a time finds the last event that was there by then,
// and the times of events, so counted, never fall.
func TestATimeIsFoundAcrossWrongClocks(t *testing.T) {
	root, n, corrected := t.TempDir(), 0, 0
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t)
		h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test"})
		for range rapid.IntRange(1, 40).Draw(r, "events") {
			if rapid.IntRange(0, 4).Draw(r, "the clock") == 0 {
				if onClock(r, h) {
					corrected++
				}
			} else {
				something(r, h)
			}
		}
		n++
		b := openBook(t, filepath.Join(root, fmt.Sprint(n)), h)
		defer b.Close()
		want := naive(t, h.bodies)
		if !slices.IsSortedFunc(want, time.Time.Compare) {
			r.Fatalf("times fall: %v", want)
		}
		for range 5 {
			i := rapid.IntRange(0, len(want)-1).Draw(r, "event")
			at := want[i].Add(time.Duration(rapid.IntRange(-2, 2).Draw(r, "beside it")) * time.Second)
			there := 0
			for there < len(want) && !want[there].After(at) {
				there++
			}
			m, err := b.Moment(background, at.Format(time.RFC3339Nano), at.AddDate(10, 0, 0))
			if there == 0 && !errors.Is(err, projections.ErrBefore) || there > 0 && (err != nil || m.Sequence != uint64(there)) {
				r.Fatalf("at %v: event %d, %v, want %d", at, m.Sequence, err, there)
			}
			if m, err := b.Moment(background, fmt.Sprint(i+1), h.now()); err != nil || m.Day != b.Described().Zone.Day(want[i]) {
				r.Fatalf("event %d was recorded on %v, %v, want %v", i+1, m.Day, err, want[i])
			}
		}
	})
	if corrected == 0 {
		t.Error("no clock was set right")
	}
}

// A book refuses an event that comes before its predecessor, but for one that sets the
// clock right and says so rightly.
func TestOnlyACorrectionComesBeforeItsPredecessor(t *testing.T) {
	at := func(h *history, back time.Duration, from, to time.Duration) {
		last := h.now().Add(-time.Second)
		h.at = h.at.Add(-back)
		now := h.now()
		h.add("register/register", events.ClockCorrected{From: events.Moment(last.Add(from)), Grounds: "g", To: events.Moment(now.Add(to))})
	}
	for name, c := range map[string]struct {
		wrong func(h *history)
		taken bool
	}{
		"a correction":         {func(h *history) { at(h, time.Hour, 0, 0) }, true},
		"what follows it":      {func(h *history) { at(h, time.Hour, 0, 0); h.add("party/p-1", events.PartyNamed{Name: "y"}) }, true},
		"an event without one": {func(h *history) { h.at = h.at.Add(-time.Hour); h.add("party/p-1", events.PartyNamed{Name: "y"}) }, false},
		"one that is early behind it": {func(h *history) {
			at(h, time.Hour, 0, 0)
			h.at = h.at.Add(-time.Minute)
			h.add("party/p-1", events.PartyNamed{Name: "y"})
		}, false},
		"from another time": {func(h *history) { at(h, time.Hour, time.Millisecond, 0) }, false},
		"to another time":   {func(h *history) { at(h, time.Hour, 0, time.Millisecond) }, false},
		"forward":           {func(h *history) { at(h, -time.Hour, 0, 0) }, false},
	} {
		h := newHistory(t)
		h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test"})
		h.add("party/p-1", events.PartyRegistered{Name: "x", Kind: "agency"})
		c.wrong(h)
		b := emptyBook(t, t.TempDir(), h)
		err := b.Apply(background, 1, h.bodies)
		b.Close()
		var stop *projections.Stop
		if c.taken != (err == nil) || err != nil && !errors.As(err, &stop) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What was heard of under a wrong clock was heard of at the latest when the clock was
// set right, so silence is counted from there.
func TestSilenceIsCountedFromTheRightDay(t *testing.T) {
	h := newHistory(t)
	h.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test"})
	h.add("commitment/c-1", events.CommitmentCaptured{Text: "t", Kind: "pledge", Convening: "m-1"})
	h.add("commitment/c-1", events.CommitmentConfirmed{})
	h.at = h.at.AddDate(5, 0, 0)
	h.add("commitment/c-1", events.ProgressReported{State: "planning"})
	h.correct(5 * 365 * 24 * time.Hour)
	right := edtf.Karachi(h.now())
	b := openBook(t, t.TempDir(), h)
	defer b.Close()
	if err := b.Read(background, func(v *book.View) error {
		for _, days := range []int{90, 91} {
			rows, err := commitments.List(v, book.Query{Filters: map[string]string{"stale": "true"}}, right.AddDays(days))
			if err != nil || len(rows) != days-90 {
				t.Errorf("after %d days: %d stale, %v", days, len(rows), err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
