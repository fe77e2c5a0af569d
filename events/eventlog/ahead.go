package eventlog

import (
	"errors"
	"fmt"
	"time"
)

// ClockAhead says that the machine's clock is further on than can be believed. An event
// that is stamped by it would keep that time for ever, and so would all behind it, so
// nothing is recorded until somebody says that the clock is right.
type ClockAhead struct{ Why string }

func (c *ClockAhead) Error() string { return "the clock of this machine cannot be believed: " + c.Why }

// ErrClockNotAhead: the record claims no time that has not come, so there is nothing to
// set right.
var ErrClockNotAhead = errors.New("the record is not ahead of the clock")

// How far on a clock may be before it is not believed.
const (
	maxDrift         = 2 * time.Minute      // past a clock that nobody sets
	maxSilence       = 26 * time.Hour       // since the last event, at a start; a server records one a day
	maxSilenceUnsure = 30 * 24 * time.Hour  // likewise, where the kernel does not tell
	maxGap           = 400 * 24 * time.Hour // since the last event, always
	maxAgeYears      = 10                   // since this program was made, for the first event
)

// Sync is what the kernel says of its clock: whether something keeps it right.
type Sync int

// What the kernel can say.
const (
	SyncUnknown Sync = iota // it cannot be asked here
	Synchronised
	Unsynchronised
)

// Reading is what is known of the machine's clock when an event is to be stamped by it.
type Reading struct {
	Now     time.Time     // what it says
	Base    time.Time     // what it said when the program began, or when somebody said that it is right
	Elapsed time.Duration // since then, by a clock that nobody sets
	Last    time.Time     // time of the last event; zero before the first
	First   bool          // nothing was recorded since the program began
	Sync    Sync
	Built   time.Time // when this program was committed
}

// Drift is how much further on the clock is than it can be: negative where it was set
// back.
func (r Reading) Drift() time.Duration { return r.Now.Round(0).Sub(r.Base.Round(0)) - r.Elapsed }

// Ahead says why the clock is not believed; nil if it is. It sees nothing but the
// reading.
func (r Reading) Ahead() *ClockAhead {
	since := r.Now.Sub(r.Last)
	switch {
	case r.Drift() > maxDrift:
		return ahead("it was set forward by %s while the program ran", r.Drift())
	case r.Last.IsZero() && r.Now.After(r.Built.AddDate(maxAgeYears, 0, 0)):
		return &ClockAhead{fmt.Sprintf("it is more than %d years past the making of this program", maxAgeYears)}
	case r.Last.IsZero():
		return nil
	case since > maxGap:
		return ahead("it is %s past the last event", since)
	case r.First && r.Sync == Unsynchronised && since > maxSilence:
		return ahead("it is %s past the last event, and the kernel does not call it synchronised", since)
	case r.First && r.Sync == SyncUnknown && since > maxSilenceUnsure:
		return ahead("it is %s past the last event, and whether it is synchronised cannot be asked", since)
	}
	return nil
}

func ahead(why string, by time.Duration) *ClockAhead {
	return &ClockAhead{fmt.Sprintf(why, Span(by))}
}

// Span is a length of time in words, in the largest unit of which it has two.
func Span(d time.Duration) string {
	d = d.Abs()
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{{24 * time.Hour, "days"}, {time.Hour, "hours"}, {time.Minute, "minutes"}} {
		if d >= 2*unit.length {
			return fmt.Sprintf("%d %s", d/unit.length, unit.name)
		}
	}
	return fmt.Sprintf("%d seconds", d/time.Second)
}
