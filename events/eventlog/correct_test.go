package eventlog

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
)

// settingRight is an event that sets the clock right; the log gives it its times.
func settingRight() events.Event {
	e := progress("a")
	e.ID, e.Subject, e.Data = uuid.NewString(), events.Register.Subject(), events.ClockCorrected{Grounds: "By the radio"}
	e.Type = e.Data.Type()
	return e
}

// hands is a clock that tests set.
type hands struct {
	mu   sync.Mutex
	now  time.Time
	tick time.Duration // by which each look finds it later
}

func (h *hands) set(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = now
}

func (h *hands) read() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(h.tick)
	return h.now
}

// ordered checks that no event comes before its predecessor but for those that set the
// clock right, and counts these.
func ordered(t *testing.T, bodies [][]byte) (corrections int) {
	t.Helper()
	var last time.Time
	for i, body := range bodies {
		envelope, data, err := events.Scan(body)
		if err != nil || !events.InOrder(last, envelope, data) {
			t.Errorf("event %d is recorded at %v, after %v: %v", i+1, envelope.Time, last, err)
		}
		if events.CorrectsClock(envelope) {
			corrections++
		}
		last = envelope.Time
	}
	return corrections
}

func TestAClockThatWasWrongIsSetRight(t *testing.T) {
	s := serve(t, t.TempDir())
	l := openOn(t, s)
	clock := &hands{now: noon.AddDate(5, 0, 0)}
	l.Clock = NewClock(clock.read)
	if _, err := l.Append(t.Context(), settingRight(), 0, upToDate); !errors.Is(err, ErrClockNotAhead) || !errors.Is(err, ErrNotRecorded) {
		t.Errorf("nothing to set right: %v", err)
	}
	wrong := mustAppend(t, l, progress("a"), 0)
	clock.set(noon)
	l.Clock = NewClock(clock.read) // a start of the program
	if stayed := mustAppend(t, l, progress("b"), 0); stayed.Time != wrong.Time {
		t.Errorf("behind a wrong clock: %v", stayed.Time)
	}
	right := mustAppend(t, l, settingRight(), 0)
	e, err := events.Decode(right.Body)
	if said := e.Data.(events.ClockCorrected); err != nil || right.Time != noon || said.From != events.Moment(wrong.Time) || said.To != events.Moment(noon) || said.Grounds == "" {
		t.Errorf("%+v, %v", e, err)
	}
	clock.set(noon.Add(time.Hour))
	if next := mustAppend(t, l, progress("c"), 0); next.Time != noon.Add(time.Hour) {
		t.Errorf("after it: %v", next.Time)
	}
	l.Close()
	again := openOn(t, s) // the rule goes on from the newest event
	again.Clock = NewClock(clock.read)
	if next := mustAppend(t, again, progress("d"), 0); next.Time != noon.Add(time.Hour) {
		t.Errorf("opened again: %v", next.Time)
	}
	if _, err := again.Append(t.Context(), settingRight(), right.Sequence, upToDate); !errors.Is(err, ErrClockNotAhead) {
		t.Errorf("nothing is left to set right: %v", err)
	}
	if n := ordered(t, readAll(t, again)); n != 1 {
		t.Errorf("%d corrections", n)
	}
}

// A correction that is refused leaves the time as it was: what comes behind it does not
// come before what is there.
func TestARefusedCorrectionMovesNothing(t *testing.T) {
	l := newLog(t)
	clock := &hands{now: noon.AddDate(5, 0, 0)}
	l.Clock = NewClock(clock.read)
	wrong := mustAppend(t, l, progress("a"), 0)
	clock.set(noon)
	var conflict *Conflict
	if _, err := l.Append(t.Context(), settingRight(), wrong.Sequence+7, upToDate); !errors.As(err, &conflict) {
		t.Fatal(err)
	}
	if next := mustAppend(t, l, progress("b"), 0); next.Time != wrong.Time {
		t.Errorf("%v", next.Time)
	}
	if n := ordered(t, readAll(t, l)); n != 0 {
		t.Errorf("%d corrections", n)
	}
}

// While sixteen people record, four on each stream and so in each other's way, the clock
// goes wrong and is set right again and again: nothing gets in between that would bring
// the wrong time back, and no time is corrected that is not in the record.
func TestACorrectionIsAloneOnItsWay(t *testing.T) {
	l := newLog(t)
	clock := &hands{now: noon, tick: time.Millisecond}
	l.Clock = NewClock(clock.read)
	done := make(chan struct{})
	var all sync.WaitGroup
	for person := range 16 {
		all.Go(func() {
			for last := uint64(0); ; {
				select {
				case <-done:
					return
				default:
				}
				receipt, err := l.Append(t.Context(), progress(fmt.Sprint("r", person/4)), last, upToDate)
				var conflict *Conflict
				switch {
				case err == nil:
					last = receipt.Sequence
				case errors.As(err, &conflict):
					last = max(last, conflict.Last)
				case !errors.Is(err, ErrNotRecorded):
					t.Error(err)
					return
				}
			}
		})
	}
	last := uint64(0)
	for round := range 8 {
		clock.set(noon.AddDate(1, 0, round))
		time.Sleep(10 * time.Millisecond)
		clock.set(noon.Add(time.Duration(round) * time.Hour))
		if receipt, err := l.Append(t.Context(), settingRight(), last, upToDate); err == nil {
			last = receipt.Sequence
		} else if !errors.Is(err, ErrClockNotAhead) {
			t.Error(err)
		}
	}
	close(done)
	all.Wait()
	if n := ordered(t, readAll(t, l)); n < 4 {
		t.Errorf("only %d corrections", n)
	}
}

func TestAClockThatIsAheadRecordsNothing(t *testing.T) {
	l := newLog(t)
	clock := &hands{now: noon}
	l.Clock = NewClock(clock.read)
	l.Clock.Elapsed = func() time.Duration { return 0 }
	l.Clock.from = 0
	mustAppend(t, l, progress("a"), 0)
	clock.set(noon.Add(3 * time.Minute))
	for _, e := range []events.Event{progress("b"), settingRight()} {
		_, err := l.Append(t.Context(), e, 0, upToDate)
		var ahead *ClockAhead
		if !errors.As(err, &ahead) || !errors.Is(err, ErrNotRecorded) || len(l.Held()) != 1 {
			t.Errorf("%s: %v, %v held", e.Type, err, l.Held())
		}
	}
	l.Clock.Right()
	mustAppend(t, l, progress("b"), 0)
}
