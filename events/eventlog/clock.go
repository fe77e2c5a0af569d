package eventlog

import (
	"runtime/debug"
	"sync"
	"time"

	"ahd.example/ahd/events"
)

// Clock is the machine's clock as the appender uses it, watched for being set. One
// belongs to one process, however often that opens its log.
type Clock struct {
	Now     func() time.Time     // what the clock says
	Elapsed func() time.Duration // since any moment, by a clock that nobody sets; nil where there is none
	Sync    func() Sync
	Built   time.Time // when this program was committed

	mu    sync.Mutex
	base  time.Time
	from  time.Duration // Elapsed at base
	right time.Time     // what it said when somebody said that it is right; zero before
	moved bool          // something was recorded since the program began
}

// NewClock watches a clock from now on. One without a monotonic reading is not the
// machine's but one that its owner sets and answers for: the kernel is not asked about
// it, and it cannot be seen to jump.
func NewClock(now func() time.Time) *Clock {
	c := &Clock{Now: now, Elapsed: elapsed, Sync: kernelSync, Built: built()}
	c.base = now()
	if c.base == c.base.Round(0) {
		c.Elapsed, c.Sync = nil, func() Sync { return Synchronised }
	}
	c.from = c.since()
	return c
}

// since is what the clock that nobody sets says; 0 where there is none.
func (c *Clock) since() time.Duration {
	if c.Elapsed == nil {
		return 0
	}
	return c.Elapsed()
}

// Right takes somebody's word that the clock is right at this moment.
func (c *Clock) Right() {
	now, at := c.Now(), c.since()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.base, c.from, c.right, c.moved = now, at, now.Round(0), true
}

// Read reads the clock for an event behind one that was recorded at last.
func (c *Clock) Read(last time.Time) Reading {
	now, at := c.Now(), c.since()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.right.After(last) { // as if an event had been recorded then
		last = c.right
	}
	r := Reading{Now: now, Base: c.base, Elapsed: at - c.from, Last: last, First: !c.moved, Built: c.Built}
	if c.Elapsed == nil {
		r.Elapsed = now.Sub(c.base)
	}
	if r.First {
		r.Sync = c.Sync()
	}
	return r
}

// stamped notes that an event was stamped and sent.
func (c *Clock) stamped() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved = true
}

// earliest is before this program can have been made, where that is not known.
var earliest = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// built is the time of the commit from which this program was made.
func built() time.Time {
	info, known := debug.ReadBuildInfo()
	if !known {
		return earliest
	}
	for _, s := range info.Settings {
		if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil && at.After(earliest) {
			return at
		}
	}
	return earliest
}

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
