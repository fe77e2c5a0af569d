package recording

import (
	"context"
	"errors"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/services/commands/rule"
)

// "Nothing was recorded" is said of an id, not of an attempt: whoever hears it uses
// another id, and what an earlier attempt left in the log would be a second event. So it
// is said only where no event with the id can be in the log or come there. Where that
// cannot be known, the answer is that it is not known.

// doubts reports whether an earlier attempt of a request may have been recorded without
// the book having it. An id that was made for this request was never sent before.
func (r *Recorder) doubts(request Request) bool {
	return !request.Fresh && events.ValidUUID(request.ID) && r.Log.InDoubt(request.ID)
}

// deniesRecording reports whether an answer says that nothing was recorded under the id.
func deniesRecording(err error) bool {
	return err != nil && !errors.Is(err, rule.ErrOutcomeUnknown) && !errors.Is(err, rule.ErrIDReused) && !errors.Is(err, errElsewhere)
}

// errElsewhere marks what is refused because this program is not the one that records:
// whoever asks is told where to ask, and hears there what became of the id.
var errElsewhere = errors.New("another program records in this register")

// Elsewhere is a refusal because this program is not the one that records.
func Elsewhere(code, sentence string) *rule.Refusal {
	return Refuse(rule.ErrNotAllowed, code, sentence).Because(errElsewhere)
}

// truly is the answer to a request that was refused, or could not be looked at, while
// there was doubt about its id: what the record says of it, once the book has read all
// that the log holds.
func (r *Recorder) truly(ctx context.Context, request Request, refused error) (Outcome, error) {
	if err := r.readAll(ctx); err != nil {
		return Outcome{}, outcomeUnknown(errors.Join(err, refused))
	}
	who, _ := r.identify(ctx, request)
	request.Who = who
	outcome, found, err := r.before(ctx, request)
	switch {
	case err != nil:
		return Outcome{}, err
	case found:
		return outcome, r.carryOut(ctx, request, outcome.Sequence)
	case r.Log.InDoubt(request.ID):
		return Outcome{}, outcomeUnknown(refused)
	}
	return Outcome{}, refused
}

// readAll waits until the book has read what the log holds now.
func (r *Recorder) readAll(ctx context.Context) error {
	head, err := r.Log.Head(ctx)
	if err != nil {
		return err
	}
	return r.Book.Wait(ctx, head)
}

// Truly is an error about a request that was not even asked here: it says that nothing
// was recorded only if that is true of the id.
func (r *Recorder) Truly(request Request, err error) error {
	if deniesRecording(err) && r.doubts(request) {
		return outcomeUnknown(err)
	}
	return err
}

// Caught waits until it is known whether an event with the id of a request is recorded,
// for whoever makes the command of what the book says: asked again, it must make the
// same. What it waits is part of the time that a person waits for an answer: Do waits so
// much less. Its error is a *Refusal of class ErrOutcomeUnknown.
func (r *Recorder) Caught(ctx context.Context, request *Request) error {
	if !r.doubts(*request) {
		return nil
	}
	began := time.Now()
	defer func() { request.waited = time.Since(began) }()
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	if err := r.readAll(ctx); err != nil {
		return outcomeUnknown(err)
	}
	return nil
}

// otherwise refuses to replace the words of an attempt that may be recorded yet.
func (a *attempt) otherwise(ctx context.Context, field, words string) error {
	if !a.Log.InDoubt(a.request.ID) {
		return nil
	}
	kept, err := a.Texts.Match(ctx, texts.ID(a.request.ID, field), words)
	if err == nil && kept.Known && !kept.Same {
		return outcomeUnknown(errors.New("an earlier attempt said something else"))
	}
	if err != nil {
		return notNow(errors.New("typed text cannot be kept")).Because(err)
	}
	return nil
}
