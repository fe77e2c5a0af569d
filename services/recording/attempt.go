package recording

import (
	"context"
	"errors"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/services/commands/rule"
)

// attempt is one request on its way into the record, with what was found out about it.
type attempt struct {
	*Recorder
	request  Request
	row      Row       // the stream as it was when the rules were asked
	refused  error     // what the rules said: told only of what is not recorded already
	refs     rule.Refs // what the event keeps of the typed words
	sequence uint64    // of the event
	outcome  Outcome
	over     bool // it was recorded before, or has to be decided anew
	again    bool // the stream moved under it, the book has caught up with that, and nothing was recorded
}

// Do records one request. The outcome is returned when the event is on disk in
// the log and in the ledger, or had been before. Every error is a *Refusal.
//
// A caller that goes away does not stop it: what was sent is seen through.
func (r *Recorder) Do(ctx context.Context, request Request) (Outcome, error) {
	if request.asked() == nil {
		request = request.noted().Looked() // before the time begins that a person waits for the log
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTimeout-request.waited)
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
		a := attempt{Recorder: r, request: request}
		// The row is read before the id is looked up. The other way round, an earlier
		// attempt of the same command could get in between the two, and this one after it.
		err := a.take(ctx,
			a.identify, // who asks, and in which role?
			a.decide,   // what do the rules say to it, on what there is?
			a.lookUp,   // is it recorded already?
			a.present,  // can people read it, and does it lead to nobody?
			a.ready,    // can anything be recorded now?
			a.allow,    // did the rules allow it?
			a.encode,   // can an event hold it?
			a.keep,     // what was typed is put away before the event that names it
			a.append,   // the event is on disk in the log
			a.secure)   // and in the ledger
		if a.again {
			continue
		}
		if err == nil {
			err = r.carryOut(ctx, request, a.outcome.Sequence) // where it is an erasure
		}
		return a.outcome, err
	}
	return Outcome{}, rule.Refuse(rule.ErrConflict, "conflict",
		"Somebody else recorded at the same moment; this was not recorded. Send it again.")
}

// take takes the steps until one refuses, or there is nothing left to do.
func (a *attempt) take(ctx context.Context, steps ...func(context.Context) error) error {
	for _, step := range steps {
		if err := step(ctx); err != nil || a.over {
			return err
		}
	}
	return nil
}

func (a *attempt) identify(ctx context.Context) error {
	a.request.Who, a.refused = a.Recorder.identify(ctx, a.request)
	return nil
}

// decide reads the stream and asks whether the command may be recorded. A stale
// row cannot do harm where the answer is yes, because the log compares; a no is
// given only on a book that has everything that was recorded here before.
func (a *attempt) decide(ctx context.Context) error {
	if a.refused != nil {
		return nil
	}
	if a.row, a.refused = a.allowed(ctx); a.refused == nil {
		return nil
	}
	if err := a.Book.Wait(ctx, a.latest.Load()); err != nil {
		a.row, a.refused = Row{}, notNow(errors.New("the book is behind the log")).Because(err)
		return nil
	}
	a.row, a.refused = a.allowed(ctx)
	return nil
}

// allowed asks the rules of the stream, then whether what the command names
// exists.
func (a *attempt) allowed(ctx context.Context) (Row, error) {
	row, err := a.Book.State(ctx, a.request.Command.Stream(), a.request.facts().Seeks...)
	if err != nil {
		return Row{}, notNow(errors.New("the book cannot be read")).Because(err)
	}
	if err := a.request.Command.Decide(row.State, a.request.Who, a.now()); err != nil {
		return Row{}, err
	}
	if err := a.considered(ctx); err != nil {
		return Row{}, err
	}
	if err := a.separated(ctx, row); err != nil {
		return Row{}, err
	}
	return row, a.belongs(ctx)
}

// lookUp ends it where the id is in the record.
func (a *attempt) lookUp(ctx context.Context) (err error) {
	var found bool
	a.outcome, found, err = a.before(ctx, a.request)
	a.over = found || err != nil
	return err
}

// present: what is recorded already is not asked about again.
func (a *attempt) present(context.Context) error { return a.request.presentable() }

func (a *attempt) ready(context.Context) error {
	if err := a.Ready(); err != nil {
		return unready(err)
	}
	return nil
}

func (a *attempt) allow(context.Context) error { return a.refused }

func (a *attempt) encode(context.Context) error { return a.request.encodable() }

// keep puts documents and the typed words away before the event that names them.
func (a *attempt) keep(ctx context.Context) error {
	if a.request.Keep != nil {
		if err := a.request.Keep(ctx); err != nil {
			return notNow(errors.New("the document cannot be put away")).Because(err)
		}
	}
	if err := a.keepIntake(ctx); err != nil {
		return err
	}
	a.refs = rule.Refs{}
	for field, words := range a.request.facts().Typed {
		if err := a.otherwise(ctx, field, words); err != nil {
			return err
		}
		text, err := a.Texts.Put(ctx, a.request.ID, field, words)
		if err != nil {
			return notNow(errors.New("typed text cannot be kept")).Because(err)
		}
		a.refs[field] = &text
	}
	return nil
}

// append sends the event to the log, which compares where the stream ends.
func (a *attempt) append(ctx context.Context) error {
	receipt, err := a.Log.Append(ctx, a.event(), a.row.Sequence, a.row.ReadAt)
	if err != nil {
		a.again, err = a.unappended(ctx, err)
		a.over = a.again
		return err
	}
	a.sequence = receipt.Sequence
	return nil
}

// event builds the event; the log sets its time.
func (a *attempt) event() events.Event {
	request, payload := a.request, a.request.Command.Say(a.refs)
	e := events.Event{Data: payload, Envelope: events.Envelope{
		ID: request.ID, Source: a.Source, Type: payload.Type(), Subject: request.Command.Stream().Subject(),
		Actor: request.Who.Actor(), ActorRole: request.Who.Role, ActorParty: request.Who.Party,
		Auth: request.Who.Auth, OnBehalfOf: request.OnBehalfOf, CorrelationID: request.CorrelationID,
		StreamVersion: a.row.Version + 1,
	}}
	if request.facts().Withheld {
		e.Envelope = withhold(e.Envelope)
	}
	if a.row.Version > 0 {
		e.StreamPrev = a.row.Leaf.String()
	}
	return e
}

// secure waits until the ledger has the event too.
func (a *attempt) secure(ctx context.Context) error {
	if err := a.Ledger.Wait(ctx, a.sequence); err != nil {
		return outcomeUnknown(err)
	}
	a.note(a.sequence)
	a.outcome = outcomeOf(a.request, a.sequence, true)
	return nil
}

// note remembers the highest sequence that was recorded here.
func (r *Recorder) note(sequence uint64) {
	for old := r.latest.Load(); sequence > old; old = r.latest.Load() {
		if r.latest.CompareAndSwap(old, sequence) {
			return
		}
	}
}

// unappended turns the log's answer into ours. After a conflict it waits until
// the book knows what came first, so that the next decision sees it.
func (a *attempt) unappended(ctx context.Context, err error) (again bool, _ error) {
	var conflict *eventlog.Conflict
	var held *eventlog.Held
	switch {
	case errors.As(err, &conflict) && conflict.Last > 0:
		return a.catchUp(ctx, conflict.Last)
	case errors.As(err, &conflict):
		return a.catchUpWithAll(ctx)
	case errors.As(err, &held) && held.Sequence > 0:
		return a.catchUp(ctx, held.Sequence)
	case errors.As(err, &held), errors.Is(err, eventlog.ErrOutcomeUnknown):
		return false, outcomeUnknown(err)
	case errors.As(err, new(*rule.Refusal)), errors.As(err, new(*eventlog.ClockAhead)), errors.Is(err, eventlog.ErrClockNotAhead):
		return false, unready(err)
	case errors.Is(err, events.ErrNotCanonical):
		return false, tooLarge().Because(err)
	}
	return false, notNow(errors.New("the log does not answer")).Because(err)
}

func (a *attempt) catchUp(ctx context.Context, sequence uint64) (again bool, _ error) {
	if err := a.Book.Wait(ctx, sequence); err != nil {
		return false, notNow(errors.New("the book is behind the log")).Because(err)
	}
	return true, nil
}

// catchUpWithAll waits for everything that is in the log, where the log did not
// say what came first.
func (a *attempt) catchUpWithAll(ctx context.Context) (again bool, _ error) {
	head, err := a.Log.Head(ctx)
	if err != nil {
		return false, notNow(errors.New("the log does not answer")).Because(err)
	}
	return a.catchUp(ctx, head)
}

func outcomeOf(request Request, sequence uint64, recorded bool) Outcome {
	return Outcome{Recorded: recorded, Sequence: sequence, Stream: request.Command.Stream(), ID: request.ID}
}
