package examination

import (
	"time"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
)

// Clock is the machine's clock beside the record.
type Clock struct {
	*eventlog.Clock
	Newest func() time.Time // what the newest event claims
}

// Reading is the clock as the log would read it for the next event.
func (c Clock) Reading() eventlog.Reading { return c.Read(c.Newest()) }

// ClockState is how the machine's clock stands to the record.
type ClockState struct {
	Ahead  *eventlog.ClockAhead // why it is not believed, and nothing recorded; nil if it is
	Behind time.Duration        // how far the newest event claims a time that has not come; 0 where it does not
	Jumped time.Duration        // how far the clock was set while the program ran: negative where it was set back
}

// State says how the clock stands to the record.
func (c Clock) State() ClockState {
	reading := c.Reading()
	s := ClockState{Ahead: reading.Ahead(), Behind: max(0, c.Newest().Sub(reading.Now))}
	if drift := reading.Drift(); drift.Abs() > noticed {
		s.Jumped = drift
	}
	return s
}

// noticed is how far a clock is off before people are told.
const noticed = 2 * time.Minute

// Note says in words what must be known of the clock; empty if there is nothing. Why it
// is not believed, Ahead says.
func (s ClockState) Note() string {
	switch {
	case s.Ahead != nil:
		return ""
	case s.Behind > noticed:
		return s.claims() + " If the clock of this machine is right, say so in the record with “ahd record clock-corrected --grounds …”; if it is wrong, set it right."
	case s.Jumped < 0:
		return "The clock of this machine was set back by " + eventlog.Span(s.Jumped) + " while the program ran."
	}
	return ""
}

func (s ClockState) claims() string {
	return "The newest event claims a time that has not come, by " + eventlog.Span(s.Behind) + ". What is recorded now gets the same time."
}

// findings are what an examination says of the clock.
func (c Clock) findings() []comparison.Finding {
	s := c.State()
	switch {
	case s.Ahead != nil:
		return []comparison.Finding{{Code: "clock.ahead", Sentence: comparison.Sentence(s.Ahead), Grave: true,
			Remedy: "If it is wrong, set it right. If it is right, say so with --clock-is-right at what you record, or at the start of the server."}}
	case s.Behind > noticed:
		return []comparison.Finding{{Code: "clock.behind", Sentence: s.claims(),
			Remedy: "If the clock of this machine is wrong, set it right. If it is right, say so in the record: ahd record clock-corrected --grounds …"}}
	case s.Jumped != 0:
		return []comparison.Finding{{Code: "clock.jumped", Sentence: s.Note(), Remedy: "See to what sets the clock of this machine."}}
	}
	return nil
}
