package recording

import (
	"context"
	"time"

	"ahd/events"
	"ahd/services/commands/rule"
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
