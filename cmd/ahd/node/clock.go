package node

import (
	"strings"
	"time"

	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
)

// clock reads the machine's clock as the log would for the next event.
func (n *Node) clock() eventlog.Reading { return n.options.Clock.Read(n.Book.Checkpoint().Time) }

// ClockIsRight takes somebody's word that the clock is right as it is.
func (n *Node) ClockIsRight() { n.options.Clock.Right() }

// Clock is how the machine's clock stands to the record.
type Clock struct {
	Ahead  *eventlog.ClockAhead // why it is not believed, and nothing recorded; nil if it is
	Behind time.Duration        // how far the newest event claims a time that has not come; 0 where it does not
	Jumped time.Duration        // how far the clock was set while the program ran: negative where it was set back
}

// Clock says how the machine's clock stands to the record.
func (n *Node) Clock() Clock {
	reading := n.clock()
	c := Clock{Ahead: reading.Ahead(), Behind: max(0, n.Book.Checkpoint().Time.Sub(reading.Now))}
	if drift := reading.Drift(); drift.Abs() > noticed {
		c.Jumped = drift
	}
	return c
}

// noticed is how far a clock is off before people are told.
const noticed = 2 * time.Minute

// Note says in words what must be known of the clock; empty if there is nothing. Why it
// is not believed, Ahead says.
func (c Clock) Note() string {
	switch {
	case c.Ahead != nil:
		return ""
	case c.Behind > noticed:
		return "The newest event claims a time that has not come, by " + eventlog.Span(c.Behind) + ". What is recorded now gets the same time. " +
			"If the clock of this machine is right, say so in the record with “ahd record clock-corrected --grounds …”; if it is wrong, set it right."
	case c.Jumped < 0:
		return "The clock of this machine was set back by " + eventlog.Span(c.Jumped) + " while the program ran."
	}
	return ""
}

// Notes are what must be known of the book that serves, and of the clock; empty if there
// is nothing.
func (n *Node) Notes() string { return strings.TrimSpace(n.BookNote() + " " + n.Clock().Note()) }

// clockFindings are what the doctor says of the clock.
func (n *Node) clockFindings() []comparison.Finding {
	c := n.Clock()
	switch {
	case c.Ahead != nil:
		return []comparison.Finding{{Code: "clock.ahead", Sentence: comparison.Sentence(c.Ahead), Grave: true,
			Remedy: "If it is wrong, set it right. If it is right, say so with --clock-is-right at what you record, or at the start of the server."}}
	case c.Behind > noticed:
		return []comparison.Finding{{Code: "clock.behind", Sentence: "The newest event claims a time that has not come, by " + eventlog.Span(c.Behind) + ". What is recorded now gets the same time.",
			Remedy: "If the clock of this machine is wrong, set it right. If it is right, say so in the record: ahd record clock-corrected --grounds …"}}
	case c.Jumped != 0:
		return []comparison.Finding{{Code: "clock.jumped", Sentence: c.Note(), Remedy: "See to what sets the clock of this machine."}}
	}
	return nil
}
