package projections

import (
	"context"
	"fmt"

	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
)

// writer writes one file of a book, the one that serves or a draft. It belongs
// to one goroutine.
type writer struct {
	file   *book.File
	at     book.Checkpoint
	states states
	texts  search.Texts
	drafts bool // search shows the narratives when the draft is finished
}

// refusedEvent is the event of a batch that could not be applied.
type refusedEvent struct {
	place int // index in the batch
	cause error
}

func (r *refusedEvent) Error() string { return r.cause.Error() }
func (r *refusedEvent) Unwrap() error { return r.cause }

// commit applies a batch in one transaction, all or nothing.
func (w *writer) commit(ctx context.Context, first uint64, bodies [][]byte) error {
	next := w.at
	err := w.file.Write(ctx, func(tx *book.Tx) (book.Checkpoint, error) {
		for i, body := range bodies {
			var err error
			if next, err = w.one(tx, next, first+uint64(i), body); err != nil {
				return next, &refusedEvent{place: i, cause: err}
			}
		}
		if err := w.states.settle(tx); err != nil || w.drafts {
			return next, err
		}
		return next, search.Refresh(ctx, tx, w.texts)
	})
	if err != nil {
		w.states.forget()
		return err
	}
	w.at = next
	return nil
}

// finish lets search show the last narrative of everything that a draft holds,
// once, instead of every narrative that was ever the last.
func (w *writer) finish(ctx context.Context) error {
	return w.file.Write(ctx, func(tx *book.Tx) (book.Checkpoint, error) {
		return w.at, search.Refresh(ctx, tx, w.texts)
	})
}

// one applies one event to every table. An event that Evolve has no rule for is
// refused like any other: the stop is the same.
func (w *writer) one(tx *book.Tx, at book.Checkpoint, sequence uint64, body []byte) (_ book.Checkpoint, err error) {
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
	c, err := w.states.follow(tx, events.Recorded{Sequence: sequence, Leaf: events.LeafHash(body), Event: event})
	if err != nil {
		return at, err
	}
	for _, table := range tables {
		if table.apply == nil {
			continue
		}
		if err := table.apply(tx, c); err != nil {
			return at, fmt.Errorf("%s: %w", event.Type, err)
		}
	}
	return book.Checkpoint{Sequence: sequence, Time: event.Time, Leaf: c.Leaf}, nil
}
