package commitment

import (
	"ahd/events"
	"ahd/events/edtf"
)

// EvolveOn adds an event that counts on a day, for whoever asks how things stood on it.
//
// What was recorded by then was heard when it was recorded, as ever. What was recorded
// later counts from the day on which it happened, and so it was heard then: a report of
// last June that somebody entered yesterday does not make last December's silence
// shorter. It answers no question that was asked after it. What only became known later
// (somebody stands by a report) was no news on that day, and no answer.
//
// Silence itself is counted from the day on which a commitment was checked: before that
// nobody listened, and a commitment of which nothing was ever heard is not stale.
func EvolveOn(s State, e events.Event, on edtf.Day) State {
	next := Evolve(s, e)
	if !edtf.In(e.Zone).Day(e.Time).After(on) || next.Heard != day(e) {
		return next
	}
	next.Heard, next.Answered = s.Heard, s.Answered
	if c := HappenedOn(e); !c.Always {
		then := c.Day.String()
		next.Heard = max(s.Heard, then)
		next.Answered = s.Answered || PartOf(e.Data) == Reported && s.Asked != "" && s.Asked <= then
	}
	return next
}
