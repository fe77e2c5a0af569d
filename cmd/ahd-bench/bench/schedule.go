package bench

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	arrivalEvery = 2 * time.Millisecond // 500 in a second
	maxArrivals  = 1500                 // in a round, which is then three seconds long
	maxUnderWay  = 256
)

// measureSchedule measures commands that come when they come, and not when those
// before them are done: how long until each is acknowledged, and how long from
// then until the book has it. The limit publishes on the same schedule.
func measureSchedule(ctx context.Context, dir string, o Options, _ *filled) (f figure, err error) {
	s, err := openSides(ctx, dir)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	var held [2]int // of ours, and of the limit
	count := max(1, min(maxArrivals, o.Events/PerCommitment/o.Rounds))
	var ours, limit, committed []time.Duration
	for range o.Rounds {
		forgetPeak()
		answered, shown, oursRate, err := s.record(ctx, arrivals(count, &held[0]))
		if err != nil {
			return f, err
		}
		f.VmHWM = max(f.VmHWM, peak())
		acknowledged, limitRate, err := s.publish(ctx, arrivals(count, &held[1]))
		if err != nil {
			return f, err
		}
		f.round(oursRate, limitRate)
		ours, limit, committed = append(ours, answered...), append(limit, acknowledged...), append(committed, shown...)
	}
	f.Events = len(ours)
	f.Ours, f.Limit, f.Committed = waitsOf(ours), waitsOf(limit), waitsOf(committed)
	f.Note = scheduleNote(held, s.note)
	return f, nil
}

func arrivals(count int, held *int) timetable {
	return timetable{count: count, every: arrivalEvery, limit: maxUnderWay, full: func() { *held++ }}
}

func scheduleNote(held [2]int, sides string) string {
	kept := fmt.Sprintf("never more than %d were under way", maxUnderWay)
	if held != [2]int{} {
		kept = fmt.Sprintf("the schedule was not kept: %d of ours and %d of the limit's arrivals found %d under way and began late", held[0], held[1], maxUnderWay)
	}
	return fmt.Sprintf("one arrival every %s, whether or not earlier ones are done, and waits are counted from when it was due; %s; "+
		"the ratio says only whether both kept up; %s", arrivalEvery, kept, sides)
}

// record lets reports arrive. It returns for each how long it took from when it was
// due until it was acknowledged, and from then until the book had it.
func (s *sides) record(ctx context.Context, t timetable) (acknowledged, committed []time.Duration, perSecond float64, err error) {
	acknowledged, committed = make([]time.Duration, t.count), make([]time.Duration, t.count)
	perSecond, err = t.run(ctx, func(ctx context.Context, arrival int, due time.Time) error {
		outcome, err := s.report(ctx, arrival%clients, arrival/clients)
		if err != nil {
			return err
		}
		answered := time.Now()
		err = s.node.Book.Wait(ctx, outcome.Sequence)
		acknowledged[arrival], committed[arrival] = answered.Sub(due), time.Since(answered)
		return err
	})
	return acknowledged, committed, perSecond, err
}

// publish lets bodies arrive.
func (s *sides) publish(ctx context.Context, t timetable) (acknowledged []time.Duration, perSecond float64, err error) {
	acknowledged = make([]time.Duration, t.count)
	perSecond, err = t.run(ctx, func(ctx context.Context, arrival int, due time.Time) error {
		err := s.raw.publish(ctx, arrival%clients, arrival/clients)
		acknowledged[arrival] = time.Since(due)
		return err
	})
	return acknowledged, perSecond, err
}
