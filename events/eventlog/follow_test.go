package eventlog

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
)

func TestBatchesAreContiguousAndBounded(t *testing.T) {
	l := newLog(t)
	fill(t, l, 25)
	l.Batch = 10
	enough := errors.New("enough")
	next := uint64(4)
	err := l.Follow(t.Context(), next, func(first uint64, bodies [][]byte) error {
		if first != next || len(bodies) == 0 || len(bodies) > 10 {
			t.Errorf("%d events from %d, wanted from %d", len(bodies), first, next)
		}
		for _, body := range bodies {
			kept, err := l.stream.GetMsg(t.Context(), next)
			if err != nil || string(kept.Data) != string(body) {
				t.Errorf("event %d: %v", next, err)
			}
			next++
		}
		if next == 26 {
			return enough
		}
		return nil
	})
	if err != enough {
		t.Error(err)
	}
}

// An event that is alone is handed over at once: no batch waits to be filled.
func TestNothingLingers(t *testing.T) {
	l := newLog(t)
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan uint64)
	ended := make(chan error)
	go func() {
		ended <- l.Follow(ctx, 1, func(first uint64, bodies [][]byte) error {
			for i := range bodies {
				got <- first + uint64(i)
			}
			return nil
		})
	}()
	for i := range uint64(5) {
		fill(t, l, 1)
		if sequence := <-got; sequence != i+1 {
			t.Error(sequence)
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestAReaderBeyondTheLogIsTold(t *testing.T) {
	l := newLog(t)
	fill(t, l, 2)
	never := func(uint64, [][]byte) error { t.Error("it was handed something"); return nil }
	for _, from := range []uint64{0, 4, 1 << 60} {
		if err := l.Follow(t.Context(), from, never); !errors.Is(err, ErrAhead) {
			t.Errorf("from %d: %v", from, err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	nothing := func(_ uint64, bodies [][]byte) error {
		if len(bodies) > 0 {
			t.Error("it was handed an event")
		}
		return nil
	}
	if err := l.Follow(ctx, 3, nothing); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestAHandlersErrorEndsFollowing(t *testing.T) {
	l := newLog(t)
	fill(t, l, 3)
	broken := errors.New("disk full")
	before := runtime.NumGoroutine()
	for range 20 {
		if err := l.Follow(t.Context(), 1, func(uint64, [][]byte) error { return broken }); err != broken {
			t.Fatal(err)
		}
	}
	// Nothing is left behind. What ends by itself may take a moment.
	for tries := 0; runtime.NumGoroutine() > before; tries++ {
		if tries > 1000 {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
		time.Sleep(time.Millisecond)
	}
	info, err := l.stream.Info(t.Context())
	if err != nil || info.State.Consumers != 0 {
		t.Errorf("%d consumers are left: %v", info.State.Consumers, err)
	}
}

func TestALostConnectionInterrupts(t *testing.T) {
	s := serve(t, t.TempDir())
	l := openOn(t, s)
	fill(t, l, 1)
	err := l.Follow(t.Context(), 1, func(uint64, [][]byte) error {
		l.nc.Close()
		return nil
	})
	if !errors.Is(err, ErrInterrupted) {
		t.Error(err)
	}
	if err := l.Follow(t.Context(), 1, nil); !errors.Is(err, ErrInterrupted) {
		t.Error(err)
	}
}

// arrivals that the server would not send: what the reader makes of them.
func TestAHoleIsNamedAndALossIsNot(t *testing.T) {
	cases := []struct {
		name     string
		arrivals []arrival
		bodies   int
		want     error
		says     string
	}{
		{"in order", []arrival{{5, 1, nil}, {6, 2, nil}}, 2, nil, ""},
		{"a hole at the start", []arrival{{7, 1, nil}}, 0, ErrGap, "event 7 follows event 4"},
		{"a hole behind two", []arrival{{5, 1, nil}, {6, 2, nil}, {9, 3, nil}}, 2, ErrGap, "event 9 follows event 6"},
		{"an event twice", []arrival{{5, 1, nil}, {5, 2, nil}}, 1, ErrGap, "event 5 follows event 5"},
		{"a delivery lost", []arrival{{5, 1, nil}, {7, 3, nil}}, 1, ErrInterrupted, ""},
		{"the first delivery lost", []arrival{{6, 2, nil}}, 0, ErrInterrupted, ""},
	}
	for _, c := range cases {
		r := newReader(5, 10, time.Minute, nil)
		for _, a := range c.arrivals {
			r.arrivals <- a
		}
		bodies, err := r.batch(t.Context())
		if len(bodies) != c.bodies || !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %d events, %v", c.name, len(bodies), err)
		}
	}
}

// An event that the server has and does not deliver is no silence.
func TestAnEventThatDoesNotComeIsNoticed(t *testing.T) {
	asked := 0
	r := newReader(5, 10, time.Millisecond, func(context.Context) (uint64, error) {
		asked++
		return uint64(3 + asked), nil // the log grows to 5 while nothing comes
	})
	_, err := r.batch(t.Context())
	if !errors.Is(err, ErrInterrupted) || !strings.Contains(err.Error(), "event 5") || asked != 3 {
		t.Errorf("%v after asking %d times", err, asked)
	}
}

// What a cut connection lost last has nothing behind it that would show the loss.
func TestACutConnectionEndsTheReading(t *testing.T) {
	l := newLog(t)
	r, stop, err := l.read(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	r.idle = time.Hour
	if err := l.nc.ForceReconnect(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.batch(t.Context()); !errors.Is(err, ErrInterrupted) {
		t.Error(err)
	}
}

func TestABatchHasABoundInBytes(t *testing.T) {
	body := make([]byte, events.MaxBody)
	r := newReader(1, maxEvents, time.Minute, nil)
	for i := range uint64(400) {
		r.arrivals <- arrival{i + 1, i + 1, body}
	}
	total := 0
	for r.next <= 400 {
		bodies, err := r.batch(t.Context())
		if err != nil || len(bodies)*len(body) > maxBytes {
			t.Fatalf("%d bytes in a batch, %v", len(bodies)*len(body), err)
		}
		total += len(bodies)
	}
	if total != 400 {
		t.Error(total)
	}
}

// Bodies of the largest kind, more than fit into the buffers at once.
func TestLargeEventsFlow(t *testing.T) {
	l := newLog(t)
	const n = 250
	for i := range n {
		e := progress(fmt.Sprint("c-", i))
		e.Data = events.ProgressReported{State: strings.Repeat("x", events.MaxBody-600)}
		l.HasRead(mustAppend(t, l, e, 0).Sequence)
	}
	l.Batch = 9999
	if got := readAll(t, l); len(got) != n {
		t.Errorf("%d of %d", len(got), n)
	}
}

// A reader that had lost the log must learn that it follows again, although
// nothing new is there to tell it.
func TestFollowSaysWhenNothingIsWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	told := errors.New("told")
	log := newLog(t)
	err := log.Follow(ctx, 1, func(first uint64, bodies [][]byte) error {
		if first != 1 || len(bodies) != 0 {
			t.Errorf("%d %d", first, len(bodies))
		}
		return told
	})
	if !errors.Is(err, told) {
		t.Error(err)
	}
}
