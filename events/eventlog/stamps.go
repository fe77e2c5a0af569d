package eventlog

import (
	"errors"
	"time"

	"github.com/nats-io/nats.go"
)

// stamps gives each event its time. Whoever holds the turn owns it.
type stamps struct {
	last       time.Time
	unfit      error     // why nothing may be stamped
	unsure     error     // likewise, until the log is opened again
	renewals   uint64    // how often the connection had been renewed when we last looked
	quietUntil time.Time // by the monotonic clock
}

// next is now in UTC milliseconds, and never before what was stamped last.
func (s *stamps) next(now time.Time) time.Time {
	now = time.UnixMilli(now.UnixMilli()).UTC()
	if now.After(s.last) {
		s.last = now
	}
	return s.last
}

// fit tells whether an event that is stamped and sent now comes behind all that
// were sent before.
//
// On one connection it does. What was sent on a connection that was then lost may
// still be under way inside the server or between the servers of a cluster, and
// would arrive behind a later time, which stops every reader for good. So nothing
// is sent for a moment after the connection was renewed with events unanswered.
func (l *Log) fit() error {
	if err := errors.Join(l.clock.unfit, l.clock.unsure); err != nil {
		return err
	}
	if l.nc.Status() != nats.CONNECTED {
		return errors.New("the log cannot be reached")
	}
	if renewals := l.nc.Stats().Reconnects; renewals != l.clock.renewals {
		l.clock.renewals = renewals
		if l.claims.unresolved() {
			l.clock.quietUntil = time.Now().Add(l.bounds.quiet)
		}
	}
	if time.Now().Before(l.clock.quietUntil) {
		return errors.New("the connection to the log was renewed a moment ago")
	}
	return nil
}
