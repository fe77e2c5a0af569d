package recording

import (
	"context"
	"time"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/events/fold"
)

// Command is what somebody asks to have recorded about one stream. The commands
// are the structs of this package; each is pure.
type Command interface {
	// Stream is the stream that the event will belong to.
	Stream() events.Stream
	// Decide says whether the event may be recorded on top of state: nil, or a
	// *Refusal of class ErrMalformed, ErrUnreadable, ErrUnknown, ErrRefused or
	// ErrNotAllowed. It sees its own stream and the envelope, nothing else. The time is
	// told by the register's clock.
	Decide(state fold.State, who Who, at time.Time) error
	// Say is the payload, with the typed texts replaced by what refs holds.
	Say(refs Refs) events.Payload
}

// Typed is implemented by commands that hold text which can be erased.
type Typed interface {
	// Typed gives the words by field; absent where nothing was typed.
	Typed() map[string]string
}

// Referring is implemented by commands that name other streams. Whether those
// exist is checked at the door, best effort: a rule depends on its own stream.
type Referring interface {
	Refers() []events.Stream
}

// Refs holds, by field, what an event keeps of typed text.
type Refs map[string]*events.Text

// Roles that a person can act in.
var Roles = []string{
	"administrator", "coordinator", "focal_point", "validator", "assessor", "approver", "auditor", "reader",
}

// Request is a command with its envelope.
type Request struct {
	ID            string // the command's id, a UUID; the event will have it
	Who           Who
	OnBehalfOf    string // party id; empty unless entered for somebody else
	CorrelationID string
	Confirmed     bool // whoever typed it says that what looks like a person's data is harmless
	Command       Command
	Fresh         bool // the id was made for this request: nobody has sent it before

	// Keep puts away what the event will name, once it may be recorded and before
	// it is; nil where there is nothing. It may be called more than once.
	Keep func(ctx context.Context) error

	looked *[]Finding    // what the guard found, where it was asked already
	waited time.Duration // for the log, before Do
}

// Outcome is the answer to a request that was, or had been, recorded.
type Outcome struct {
	Recorded bool   // false: it was there already
	Sequence uint64 // place in the log
	Stream   events.Stream
	ID       string // the command's id
}

// civilDay is a day, and by whose clock it is one.
type civilDay struct {
	edtf.Day
	zone edtf.Zone
}

// today is the civil day at which rules look: that of the register's clock, which tells
// the time.
func today(at time.Time) civilDay {
	zone := edtf.Told(at)
	return civilDay{zone.Day(at), zone}
}
