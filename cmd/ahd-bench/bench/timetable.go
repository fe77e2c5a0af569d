package bench

import (
	"context"
	"sync"
	"time"
)

// timetable says when arrivals are due: at fixed times, whatever became of those
// before.
type timetable struct {
	count int
	every time.Duration
	limit int    // under way at the same time
	full  func() // told of each arrival that was due and had to wait for one to end
}

// run lets act begin at each time that is due, and waits for all of them. The
// first error ends it. It returns how many ended in a second.
func (t timetable) run(ctx context.Context, act func(ctx context.Context, arrival int, due time.Time) error) (perSecond float64, err error) {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	room := make(chan struct{}, t.limit)
	var all sync.WaitGroup
	start := time.Now()
	for arrival := 0; arrival < t.count && ctx.Err() == nil; arrival++ {
		due := start.Add(time.Duration(arrival) * t.every)
		time.Sleep(time.Until(due))
		t.enter(room)
		all.Go(func() {
			defer func() { <-room }()
			if err := act(ctx, arrival, due); err != nil {
				end(err)
			}
		})
	}
	all.Wait()
	return float64(t.count) / time.Since(start).Seconds(), context.Cause(ctx)
}

// enter takes a place, and tells if there was none at once.
func (t timetable) enter(room chan struct{}) {
	select {
	case room <- struct{}{}:
	default:
		t.full()
		room <- struct{}{}
	}
}
