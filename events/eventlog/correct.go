package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd/events"
)

// betweenAnswers is how often it is looked whether all that was sent was answered.
const betweenAnswers = 5 * time.Millisecond

// corrects reports whether an event sets the clock right.
func corrects(e events.Event) bool {
	_, is := e.Data.(events.ClockCorrected)
	return is
}

// stamp gives an event its time, from a clock that is believed. Whoever calls it has
// the turn. An event that sets the clock right gets the times that it speaks of.
func (l *Log) stamp(e *events.Event) error {
	reading := l.Clock.Read(l.clock.last)
	if ahead := reading.Ahead(); ahead != nil {
		return ahead
	}
	correction, is := e.Data.(events.ClockCorrected)
	if !is {
		e.Time = l.clock.next(reading.Now)
		return nil
	}
	now := time.UnixMilli(reading.Now.UnixMilli()).UTC()
	if !l.clock.last.After(now) {
		return ErrClockNotAhead
	}
	correction.From, correction.To = events.Moment(l.clock.last), events.Moment(now)
	e.Time, e.Data = now, correction
	return nil
}

// quiet waits until all that was sent was answered, and looks at the newest event. An
// event with a later time that got in behind the one that sets the clock right would
// bring the wrong time back.
func (l *Log) quiet(waiting context.Context) error {
	for l.claims.unresolved() {
		select {
		case <-time.After(betweenAnswers):
		case <-waiting.Done():
			return errors.New("other events are still under way")
		}
	}
	if err := l.readClock(waiting); err != nil {
		return err
	}
	return l.clock.unfit
}

// corrected waits, with the turn in hand, until it is known whether the clock was set
// right: what is stamped next depends on it.
func (l *Log) corrected(a *attempt) {
	<-a.done // it comes, at the latest after the bound on waiting
	switch {
	case a.err == nil:
		l.clock.last = a.receipt.Time
		l.Clock.Right()
	case errors.Is(a.err, ErrOutcomeUnknown):
		l.clock.unsure = fmt.Errorf("whether the clock was set right is not known: %w", a.err)
	}
}

// Unsure says why this log must be opened again before anything can be recorded; nil if
// it need not, and while an event is being sent.
func (l *Log) Unsure() error {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
		return l.clock.unsure
	default:
		return nil
	}
}
