package events

import (
	"encoding/json"
	"time"
)

// ClockCorrected records that the clock had been wrong: events before it claim to be
// recorded later than they were. It alone may be recorded before the event before it,
// and from it on times never fall again.
type ClockCorrected struct {
	From    string `json:"from" guard:"-"` // time of the event before it, as that claims
	Grounds string `json:"grounds"`        // how the right time is known
	To      string `json:"to" guard:"-"`   // the right time, its own
}

// Type is written once and never changes.
func (ClockCorrected) Type() Type { return clockCorrected }

const clockCorrected Type = "ahd.register.clock-corrected.v1"

// Moment writes a time as events do: RFC 3339 in UTC with exactly three decimals.
func Moment(t time.Time) string { return t.UTC().Format(timeLayout) }

// CorrectsClock reports whether an event is one that sets the clock right, from what
// Scan returned.
func CorrectsClock(e Envelope) bool { return e.Type == clockCorrected }

// InOrder reports whether an event may stand behind one that was recorded at before
// (the zero time: nothing stands before it): no event is recorded before its
// predecessor, but for one that sets the clock right, which must be and must say both
// times. data is its payload as Scan returns it.
func InOrder(before time.Time, e Envelope, data []byte) bool {
	if !CorrectsClock(e) {
		return !e.Time.Before(before)
	}
	var said ClockCorrected
	return json.Unmarshal(data, &said) == nil &&
		said.From == Moment(before) && said.To == Moment(e.Time) && e.Time.Before(before)
}

// Correction is where the clock was set right: the event, and the time from which the
// record goes on.
type Correction struct {
	Sequence uint64
	To       time.Time
}

// RecordedAt is when an event was recorded, as far as is known: what it claims, and for
// one that claims a time behind that of a later correction the time of that correction,
// because it was there by then. Times that this gives never fall along the record.
func RecordedAt(sequence uint64, claimed time.Time, corrections []Correction) time.Time {
	for _, c := range corrections {
		if c.Sequence > sequence && c.To.Before(claimed) {
			claimed = c.To
		}
	}
	return claimed
}
