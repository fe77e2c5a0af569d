// Package recording answers: may this be recorded, and was it?
//
// A command leads to one event, to none because it was recorded before, or to a
// refusal with a name. This is the only room that appends to the log.
package recording

import (
	"context"
	"sync/atomic"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/services/commands/rule"
)

const (
	tries         = 3               // decisions on one command before "somebody was faster"
	answerTimeout = 5 * time.Second // how long a person waits for an answer
)

// Log is where events get in.
type Log interface {
	// Append records e if the last event of its stream has the sequence expected (0:
	// none), which was read when the book had read readAt; else its answer is one of
	// eventlog's *Conflict, *Held, ErrNotRecorded and ErrOutcomeUnknown.
	Append(ctx context.Context, e events.Event, expected, readAt uint64) (eventlog.Receipt, error)
	// Head is the last sequence of the log.
	Head(ctx context.Context) (uint64, error)
	// InDoubt reports whether an event with this id may be in the log, or may still
	// get there, although the book does not have it.
	InDoubt(id string) bool
}

// Book is what has been recorded, as far as it has been read.
type Book interface {
	// State has in hand what is sought of the contributions to a commitment.
	State(ctx context.Context, stream events.Stream, sought ...commitment.Name) (Row, error)
	// Recorded finds the place of the event with this id.
	Recorded(ctx context.Context, id string) (sequence uint64, found bool, err error)
	Wait(ctx context.Context, sequence uint64) error
}

// Ledger is the second copy of the record.
type Ledger interface {
	Wait(ctx context.Context, sequence uint64) error
	Entry(sequence uint64) ([]byte, error)
}

// Texts keeps typed words outside the log.
type Texts interface {
	Put(ctx context.Context, command, field, words string) (events.Text, error)
	Match(ctx context.Context, id, words string) (texts.Kept, error)
	// Erase leaves no byte of texts anywhere, once the book has read that they go.
	Erase(ctx context.Context, ids ...string) error
}

// Row is one stream as the book has it. A stale one can only cause a conflict: the log compares.
type Row struct {
	State    fold.State
	Sequence uint64 // of the stream's last event; 0 if it has none
	Version  int64  // number of events in the stream
	ReadAt   uint64 // how far the book had read
	Leaf     events.Hash
}

// Recorder records. Its fields are set once, before the first Do.
type Recorder struct {
	Source  string // "urn:ahd:<name>"
	Log     Log
	Book    Book
	Ledger  Ledger
	Texts   Texts
	Intakes Intakes
	People  People
	Duties  Duties
	Sources Sources
	Streams Streams
	Ready   func() error          // why nothing can be recorded now; nil if it can
	Now     func() time.Time      // for rules; the log stamps its own time
	Zone    func() *time.Location // by whose clock the register counts days; nil for that of Karachi

	commands keyedLock
	latest   atomic.Uint64 // the highest sequence that was recorded here
}

// RecordOwn records what the program itself has to say, under the id of that command.
func (r *Recorder) RecordOwn(ctx context.Context, id string, command rule.Own) (Outcome, error) {
	return r.Do(ctx, Request{ID: id, Who: rule.System(), Command: command})
}

// Takes is why a stream would not take a command now, whoever sends it: who may send
// it is asked of whoever does.
func Takes(command rule.Command, state fold.State) error {
	return command.Decide(state, rule.System(), time.Time{})
}
