package recording

import (
	"context"
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
)

// Request is a command with its envelope.
type Request struct {
	ID            string // the command's id, a UUID; the event will have it
	Who           rule.Who
	OnBehalfOf    string // party id; empty unless entered for somebody else
	CorrelationID string
	Confirmed     bool // whoever typed it says that what looks like a person's data is harmless
	Command       rule.Command
	Fresh         bool // the id was made for this request: nobody has sent it before

	// Keep puts away what the event will name, once it may be recorded and before
	// it is; nil where there is nothing. It may be called more than once.
	Keep func(ctx context.Context) error

	known  *rule.Facts     // what the command says of itself, where it was asked already
	looked *[]rule.Finding // what the guard found, where it was asked already
	waited time.Duration   // for the log, before Do
}

// Outcome is the answer to a request that was, or had been, recorded.
type Outcome struct {
	Recorded bool   // false: it was there already
	Sequence uint64 // place in the log
	Stream   events.Stream
	ID       string // the command's id
}

// facts are what the command of a request says of itself beside its event.
func (r Request) facts() rule.Facts {
	if r.known != nil {
		return *r.known
	}
	return rule.FactsOf(r.Command)
}

// noted is the request with these facts, which are then not asked for again.
func (r Request) noted() Request {
	facts := r.facts()
	r.known = &facts
	return r
}

// Check looks at what does not depend on any state: an import asks it of all that it
// will record before it records the first. Its errors are *Refusal.
func (r Request) Check() error {
	if err := r.asked(); err != nil {
		return err
	}
	r = r.noted()
	for _, check := range []func() error{r.wellFormed, r.harmless, r.encodable} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// asked refuses an envelope or a place that no command can have.
func (r Request) asked() error {
	switch {
	case !events.ValidUUID(r.ID):
		return rule.Refuse(rule.ErrMalformed, "command-id", "The command id must be a UUID such as 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d. Nothing was recorded.")
	case r.Who.Role != "" && !slices.Contains(rule.Roles, r.Who.Role):
		return rule.Refuse(rule.ErrMalformed, "role", "There is no such role. The roles are: %s. Nothing was recorded.", strings.Join(rule.Roles, ", "))
	case !events.ValidID(r.Command.Stream().ID):
		return rule.Refuse(rule.ErrUnknown, "id", "An id has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	}
	return rule.First(r.Who.Check(), r.persons())
}

// persons refuses reserved words wherever a command names persons.
func (r Request) persons() error {
	for _, stream := range append([]events.Stream{r.Command.Stream()}, r.facts().Refers...) {
		if stream.Kind == "person" {
			if err := rule.Unreserved(stream.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
