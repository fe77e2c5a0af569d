// Package rule answers: what is a command, and when is it refused?
//
// It has what the commands of every kind of stream share: who asks, what a refusal is,
// and the checks that several of them make.
package rule

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
)

// Command is what somebody asks to have recorded about one stream. The commands are the
// structs of the rooms beside this one, a room for each kind of stream; each is pure.
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

// Refs holds, by field, what an event keeps of typed text.
type Refs map[string]*events.Text

// Roles that a person can act in.
var Roles = []string{
	"administrator", "coordinator", "focal_point", "validator", "assessor", "approver", "auditor", "reader",
}

// Named holds the states of the streams that a command refers to, by subject, as
// the book has them.
type Named map[string]fold.State

// Considering is implemented by commands for which it is not enough that what they
// name exists. As everything that other streams say, it is asked best effort.
type Considering interface {
	Consider(named Named) error
}

// Separating is implemented by commands that not everybody may give, whatever their
// role, because of what they did before.
type Separating interface {
	// Separate names whose ties are asked about, and the rule.
	Separate(s commitment.State, who Who) (commitment.Hand, Separation)
}

// Separation is a rule that looks at who had which part.
type Separation func(commitment.Duties) error

// Own is implemented by what the program records of itself. Nobody can ask for it to
// be recorded in the name of the program but the program.
type Own interface {
	Command
	Own()
}
