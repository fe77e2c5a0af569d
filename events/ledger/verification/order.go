package verification

import (
	"encoding/json"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/bundle"
)

// time is rule 2: no event is recorded before the one before it, but for one that sets
// the clock right, from which it holds anew.
func (r *rules) time(f *fact) *Failure {
	before, e := r.last, f.envelope
	r.last = e.Time
	if !events.CorrectsClock(e) {
		if e.Time.Before(before) {
			return r.at(f, "event.time", "It claims to be recorded before the event before it.").
				sides("not before "+moment(before), moment(e.Time))
		}
		return nil
	}
	r.corrects = true
	if events.InOrder(before, e, f.data) || r.partial && setsClock(before, e, f.data) {
		return nil
	}
	return r.at(f, "event.clock", "It sets the clock right, and not from the time of the event before it back to its own.").
		sides("from "+moment(before)+" to an earlier time, "+moment(e.Time), string(f.data))
}

// setsClock asks the same where the event just before may be left out: what is here of
// the time before it was not later.
func setsClock(before time.Time, e events.Envelope, data []byte) bool {
	var said events.ClockCorrected
	if json.Unmarshal(data, &said) != nil {
		return false
	}
	from, err := time.Parse(time.RFC3339, said.From)
	return err == nil && !from.Before(before) && events.InOrder(from, e, data)
}

// formatOf is the format of a bundle with these events.
func (r *rules) formatOf() string {
	if r.corrects {
		return bundle.FormatWithClock
	}
	return bundle.Format
}
