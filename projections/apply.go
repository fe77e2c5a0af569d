package projections

import (
	"context"
	"errors"
	"fmt"

	"ahd/events"
	"ahd/events/fold"
	"ahd/projections/book"
	"ahd/projections/streams"
)

// Errors of a batch that is not what the book expects next. They stop it.
var (
	ErrGap   = errors.New("an event is missing before it")
	ErrOrder = errors.New("it was recorded before its predecessor")
	ErrChain = errors.New("it does not follow the last event of its stream")
)

// Apply takes in an ordered batch of bodies, the first of which has the sequence
// first. What the book has already is dropped. If one event cannot be applied,
// those before it are committed, the book stops, and the error is returned; the
// same batch, sent again, goes on from there.
func (b *Book) Apply(ctx context.Context, first uint64, bodies [][]byte) error {
	at := b.Checkpoint()
	if known := at.Sequence + 1; first < known {
		bodies = bodies[min(uint64(len(bodies)), known-first):]
		first = known
	}
	if len(bodies) == 0 {
		b.set(at, nil)
		return nil
	}
	// Every root that a page shows exists.
	if err := b.record.Wait(ctx, first+uint64(len(bodies))-1); err != nil {
		return b.halt(at, first, err)
	}
	at, err := b.commit(ctx, at, first, bodies)
	var refused *refusedEvent
	if errors.As(err, &refused) && refused.place > 0 {
		at, err = b.commit(ctx, at, first, bodies[:refused.place])
		if err == nil {
			err, first = refused, first+uint64(refused.place)
		}
	}
	if err != nil {
		return b.halt(at, first, err)
	}
	b.set(at, nil)
	return nil
}

func (b *Book) halt(at book.Checkpoint, sequence uint64, err error) error {
	if errors.Is(err, context.Canceled) { // we are closing, nothing is wrong
		return err
	}
	stop := &Stop{Sequence: sequence, Reason: err.Error()}
	b.set(at, stop)
	return stop
}

// refusedEvent is the event of a batch that could not be applied.
type refusedEvent struct {
	place int // index in the batch
	cause error
}

func (r *refusedEvent) Error() string { return r.cause.Error() }
func (r *refusedEvent) Unwrap() error { return r.cause }

// commit applies a batch in one transaction and returns the checkpoint that
// then holds.
func (b *Book) commit(ctx context.Context, at book.Checkpoint, first uint64, bodies [][]byte) (book.Checkpoint, error) {
	next := at
	err := b.file.Write(ctx, func(tx *book.Tx) (book.Checkpoint, error) {
		for i, body := range bodies {
			var err error
			if next, err = b.one(tx, next, first+uint64(i), body); err != nil {
				return next, &refusedEvent{place: i, cause: err}
			}
		}
		return next, nil
	})
	if err != nil {
		return at, err
	}
	return next, nil
}

// one applies one event to every table. An event that Evolve has no rule for is
// refused like any other: the stop is the same.
func (b *Book) one(tx *book.Tx, at book.Checkpoint, sequence uint64, body []byte) (_ book.Checkpoint, err error) {
	defer func() {
		if wrong := recover(); wrong != nil {
			err = fmt.Errorf("%v", wrong)
		}
	}()
	if sequence != at.Sequence+1 {
		return at, ErrGap
	}
	event, err := events.Decode(body)
	if err != nil {
		return at, err
	}
	if event.Time.Before(at.Time) {
		return at, ErrOrder
	}
	c, err := change(tx, events.Recorded{Sequence: sequence, Leaf: events.LeafHash(body), Event: event})
	if err != nil {
		return at, err
	}
	for _, table := range tables {
		if err := table.apply(tx, c); err != nil {
			return at, fmt.Errorf("%s: %w", event.Type, err)
		}
	}
	return book.Checkpoint{Sequence: sequence, Time: event.Time, Leaf: c.Leaf}, nil
}

// change evolves the stream of an event that follows it in the stream's chain.
func change(tx *book.Tx, e events.Recorded) (book.Change, error) {
	stream, err := events.ParseStream(e.Subject)
	if err != nil {
		return book.Change{}, err
	}
	row, err := streams.Find(tx, stream)
	if err != nil {
		return book.Change{}, err
	}
	previous := ""
	if row.Version > 0 {
		previous = row.Leaf.String()
	}
	if e.StreamVersion != row.Version+1 || e.StreamPrev != previous {
		return book.Change{}, ErrChain
	}
	return book.Change{Recorded: e, Stream: stream, Before: row.State, After: fold.Evolve(row.State, e.Event)}, nil
}
