package eventlog

import (
	"time"

	"ahd/events"
)

// corrects reports whether an event sets the clock right. It is alone in its group: what
// is stamped next depends on whether it gets in.
func corrects(e events.Event) bool {
	_, is := e.Data.(events.ClockCorrected)
	return is
}

// stamp gives an event its time, from a clock that is believed, in UTC milliseconds and
// not before last. An event that sets the clock right gets the times that it speaks of.
func (c *Clock) stamp(e *events.Event, last time.Time) error {
	reading := c.Read(last)
	if ahead := reading.Ahead(); ahead != nil {
		return ahead
	}
	now := time.UnixMilli(reading.Now.UnixMilli()).UTC()
	correction, is := e.Data.(events.ClockCorrected)
	switch {
	case !is && now.Before(last):
		e.Time = last
	case !is:
		e.Time = now
	case !last.After(now):
		return ErrClockNotAhead
	default:
		correction.From, correction.To = events.Moment(last), events.Moment(now)
		e.Time, e.Data = now, correction
	}
	return nil
}
