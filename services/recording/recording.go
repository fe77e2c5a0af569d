// Package recording answers: may this be recorded, and was it?
//
// A command leads to one event, to none because it was recorded before, or to a
// refusal with a name. This is the only room that appends to the log.
package recording

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/commitment"
	"ahd/events/eventlog"
	"ahd/events/fold"
	"ahd/events/texts"
	"ahd/services/commands/rule"
)

const (
	tries    = 3               // decisions on one command before "somebody was faster"
	patience = 5 * time.Second // how long a person waits for an answer
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

// Do records one request. The outcome is returned when the event is on disk in
// the log and in the ledger, or had been before. Every error is a *Refusal.
//
// A caller that goes away does not stop it: what was sent is seen through.
func (r *Recorder) Do(ctx context.Context, request Request) (Outcome, error) {
	if request.asked() == nil {
		request = request.Looked() // before the time begins that a person waits for the log
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience-request.waited)
	defer cancel()
	// Two attempts of one command would overwrite each other's words.
	unlock, err := r.commands.lock(ctx, request.ID)
	if err != nil {
		return Outcome{}, outcomeUnknown(cause.Of(errors.New("another attempt with this id is still under way"), err))
	}
	defer unlock()
	doubtful := r.doubts(request) // before anything is read
	outcome, err := r.do(ctx, request)
	if doubtful && deniesRecording(err) {
		return r.truly(ctx, request, err)
	}
	return outcome, err
}

// do decides until nobody else is faster.
func (r *Recorder) do(ctx context.Context, request Request) (Outcome, error) {
	if err := request.asked(); err != nil {
		return Outcome{}, err
	}
	for range tries {
		outcome, again, err := r.attempt(ctx, request)
		if !again {
			return outcome, err
		}
	}
	return Outcome{}, rule.Refuse(rule.ErrConflict, "conflict",
		"Somebody else recorded at the same moment; this was not recorded. Send it again.")
}

// attempt decides once on what is known now. again means that the stream moved
// under it, that the book has caught up with that, and that nothing was recorded.
//
// The row is read before the id is looked up. The other way round, an earlier
// attempt of the same command could get in between the two, and this one after it.
func (r *Recorder) attempt(ctx context.Context, request Request) (_ Outcome, again bool, _ error) {
	who, refusal := r.identify(ctx, request)
	request.Who = who
	var row Row
	if refusal == nil {
		row, refusal = r.decide(ctx, request)
	}
	if outcome, found, err := r.before(ctx, request); found || err != nil {
		if err == nil {
			err = r.carryOut(ctx, request, outcome.Sequence)
		}
		return outcome, false, err
	}
	if err := request.presentable(); err != nil { // what is recorded already is not asked about again
		return Outcome{}, false, err
	}
	if err := r.Ready(); err != nil {
		return Outcome{}, false, unready(err)
	}
	if err := rule.First(refusal, request.encodable()); err != nil {
		return Outcome{}, false, err
	}
	refs, err := r.keep(ctx, request)
	if err != nil {
		return Outcome{}, false, err
	}
	receipt, err := r.Log.Append(ctx, event(r.Source, request, row, refs), row.Sequence, row.ReadAt)
	if err != nil {
		again, err := r.unappended(ctx, err)
		return Outcome{}, again, err
	}
	if err := r.Ledger.Wait(ctx, receipt.Sequence); err != nil {
		return Outcome{}, false, outcomeUnknown(err)
	}
	r.note(receipt.Sequence)
	return outcomeOf(request, receipt.Sequence, true), false, r.carryOut(ctx, request, receipt.Sequence)
}

// decide reads the stream and asks whether the command may be recorded. A stale
// row cannot do harm where the answer is yes, because the log compares; a no is
// given only on a book that has everything that was recorded here before.
func (r *Recorder) decide(ctx context.Context, request Request) (Row, error) {
	row, err := r.allowed(ctx, request)
	if err == nil {
		return row, nil
	}
	if err := r.Book.Wait(ctx, r.latest.Load()); err != nil {
		return Row{}, notNow(errors.New("the book is behind the log")).Because(err)
	}
	return r.allowed(ctx, request)
}

// note remembers the highest sequence that was recorded here.
func (r *Recorder) note(sequence uint64) {
	for old := r.latest.Load(); sequence > old; old = r.latest.Load() {
		if r.latest.CompareAndSwap(old, sequence) {
			return
		}
	}
}

// allowed asks the rules of the stream, then whether what the command names
// exists.
func (r *Recorder) allowed(ctx context.Context, request Request) (Row, error) {
	row, err := r.Book.State(ctx, request.Command.Stream(), rule.Sought(request.Command)...)
	if err != nil {
		return Row{}, notNow(errors.New("the book cannot be read")).Because(err)
	}
	if err := request.Command.Decide(row.State, request.Who, r.now()); err != nil {
		return Row{}, err
	}
	if err := r.considered(ctx, request); err != nil {
		return Row{}, err
	}
	if err := r.separated(ctx, request, row); err != nil {
		return Row{}, err
	}
	return row, r.belongs(ctx, request)
}

// keep puts the typed words away before the event that names them.
func (r *Recorder) keep(ctx context.Context, request Request) (rule.Refs, error) {
	refs := rule.Refs{}
	if request.Keep != nil {
		if err := request.Keep(ctx); err != nil {
			return nil, notNow(errors.New("the document cannot be put away")).Because(err)
		}
	}
	if err := r.keepIntake(ctx, request); err != nil {
		return nil, err
	}
	for field, words := range typed(request.Command) {
		if err := r.otherwise(ctx, request.ID, field, words); err != nil {
			return nil, err
		}
		text, err := r.Texts.Put(ctx, request.ID, field, words)
		if err != nil {
			return nil, notNow(errors.New("typed text cannot be kept")).Because(err)
		}
		refs[field] = &text
	}
	return refs, nil
}

// event builds the event; the log sets its time.
func event(source string, request Request, row Row, refs rule.Refs) events.Event {
	payload := request.Command.Say(refs)
	e := events.Event{Data: payload, Envelope: events.Envelope{
		ID: request.ID, Source: source, Type: payload.Type(), Subject: request.Command.Stream().Subject(),
		Actor: request.Who.Actor(), ActorRole: request.Who.Role, ActorParty: request.Who.Party,
		Auth: request.Who.Auth, OnBehalfOf: request.OnBehalfOf, CorrelationID: request.CorrelationID,
		StreamVersion: row.Version + 1,
	}}
	if anonymous(request.Command) {
		e.Envelope = withhold(e.Envelope)
	}
	if row.Version > 0 {
		e.StreamPrev = row.Leaf.String()
	}
	return e
}

// unappended turns the log's answer into ours. After a conflict it waits until
// the book knows what came first, so that the next decision sees it.
func (r *Recorder) unappended(ctx context.Context, err error) (again bool, _ error) {
	var conflict *eventlog.Conflict
	var held *eventlog.Held
	switch {
	case errors.As(err, &conflict) && conflict.Last > 0:
		return r.catchUp(ctx, conflict.Last)
	case errors.As(err, &conflict):
		return r.catchUpWithAll(ctx)
	case errors.As(err, &held) && held.Sequence > 0:
		return r.catchUp(ctx, held.Sequence)
	case errors.As(err, &held), errors.Is(err, eventlog.ErrOutcomeUnknown):
		return false, outcomeUnknown(err)
	case errors.As(err, new(*rule.Refusal)), errors.As(err, new(*eventlog.ClockAhead)), errors.Is(err, eventlog.ErrClockNotAhead):
		return false, unready(err)
	case errors.Is(err, events.ErrNotCanonical):
		return false, tooLarge().Because(err)
	}
	return false, notNow(errors.New("the log does not answer")).Because(err)
}

func (r *Recorder) catchUp(ctx context.Context, sequence uint64) (again bool, _ error) {
	if err := r.Book.Wait(ctx, sequence); err != nil {
		return false, notNow(errors.New("the book is behind the log")).Because(err)
	}
	return true, nil
}

// catchUpWithAll waits for everything that is in the log, where the log did not
// say what came first.
func (r *Recorder) catchUpWithAll(ctx context.Context) (again bool, _ error) {
	head, err := r.Log.Head(ctx)
	if err != nil {
		return false, notNow(errors.New("the log does not answer")).Because(err)
	}
	return r.catchUp(ctx, head)
}

func outcomeOf(request Request, sequence uint64, recorded bool) Outcome {
	return Outcome{Recorded: recorded, Sequence: sequence, Stream: request.Command.Stream(), ID: request.ID}
}
