package supervision

import (
	"math"
	"time"

	"ahd.example/ahd/events/eventlog"
)

// doubts are the ids that a log had in hand when it was given up: without an
// answer, or recorded and not yet in the book. The log that is opened in its place
// does not know them. It takes them all the same, since none can get in twice; but
// nobody is told that nothing was recorded under one.
//
// They stay in doubt until the book has read all that was in the log when it was
// opened again, and in an external one for as long as what was sent may still get in.
type doubts struct {
	logs   []*eventlog.Log
	before before        // what an earlier process left
	linger time.Duration // how long an id stays in doubt when the book has read so far
	until  uint64        // the book must have read so far
	since  time.Time     // when it had; zero before
}

// keep holds what a log that was given up had in hand.
func (d *doubts) keep(log *eventlog.Log) {
	d.logs = append(d.logs, log)
	d.until, d.since = math.MaxUint64, time.Time{}
}

// reopened says how far the log reached when it was opened again.
func (d *doubts) reopened(head uint64) { d.until, d.before.until = head, min(d.before.until, head) }

// look forgets what is known by now.
func (d *doubts) look(read uint64, now time.Time) {
	if over(len(d.logs), d.until, d.linger, &d.since, read, now) {
		d.logs = nil
	}
	if over(len(d.before.ids), d.before.until, d.linger, &d.before.since, read, now) {
		d.before = before{}
	}
}

// over reports whether a doubt about so many has lingered long enough since the book
// had read so far.
func over(many int, until uint64, linger time.Duration, since *time.Time, read uint64, now time.Time) bool {
	if many == 0 || read < until {
		return false
	}
	if since.IsZero() {
		*since = now
	}
	return linger == 0 || now.Sub(*since) > linger
}

func (d *doubts) about(id string) bool {
	if d.before.about(id) {
		return true
	}
	for _, log := range d.logs {
		if log.Holds(id) {
			return true
		}
	}
	return false
}
