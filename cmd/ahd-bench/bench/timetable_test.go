package bench

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

// within bounds a test in which everybody would wait for ever if it went wrong.
func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func waitFor(ctx context.Context, event <-chan struct{}) error {
	select {
	case <-event:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Arrivals begin when they are due, also while all before them are under way: here
// each waits for the last.
func TestArrivalsDoNotWaitForEachOther(t *testing.T) {
	const count = 20
	dues := make([]time.Time, count)
	var begun atomic.Int64
	last := make(chan struct{})
	all := timetable{count: count, every: time.Millisecond, limit: count, full: func() { t.Error("there was room") }}
	perSecond, err := all.run(within(t), func(ctx context.Context, arrival int, due time.Time) error {
		dues[arrival] = due
		if begun.Add(1) == count {
			close(last)
		}
		return waitFor(ctx, last)
	})
	if err != nil || perSecond <= 0 {
		t.Error(perSecond, err)
	}
	for i, due := range dues {
		if due != dues[0].Add(time.Duration(i)*time.Millisecond) {
			t.Errorf("arrival %d was due %s after the first", i, due.Sub(dues[0]))
		}
	}
}

// An arrival that finds no room waits, and that is told: here the first ends only
// once it was.
func TestALateArrivalIsTold(t *testing.T) {
	told := make(chan struct{})
	late, ran := 0, 0
	one := timetable{count: 3, every: time.Millisecond, limit: 1, full: func() {
		if late++; late == 1 {
			close(told)
		}
	}}
	_, err := one.run(within(t), func(ctx context.Context, _ int, _ time.Time) error {
		ran++ // one at a time: nothing else guards it
		return waitFor(ctx, told)
	})
	if err != nil || late < 1 || ran != 3 {
		t.Error(late, ran, err)
	}
	if note := scheduleNote([2]int{late, 0}, "sides"); note == scheduleNote([2]int{}, "sides") {
		t.Error("the note keeps it to itself")
	}
}

func TestTheFirstErrorEndsTheSchedule(t *testing.T) {
	broken := errors.New("refused")
	endless := timetable{count: 1 << 40, every: time.Millisecond, limit: 4, full: func() {}}
	_, err := endless.run(within(t), func(_ context.Context, arrival int, _ time.Time) error {
		if arrival == 2 {
			return broken
		}
		return nil
	})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
}
