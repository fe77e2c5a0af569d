package projections

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/search"
)

// writer writes one file of a book, the one that serves or a draft. It belongs
// to one goroutine.
type writer struct {
	file   *book.File
	at     book.Checkpoint
	states states
	fresh  func() []table // as they are before the first event
	tables []table
	texts  search.Texts

	described register.Described // what the file says of its register
	reread    bool               // described is not, or no longer, what the file says

	spoken     bool // since search was refreshed; it may have been before the file was opened
	rehydrator rehydrator
	recent     *recent // what commands are decided on; nil where none are

	// A draft is flushed seldom, because nobody reads it: a stream that changes a
	// hundred times is then written once.
	drafts bool
}

func newWriter(file *book.File, at book.Checkpoint, record Record, options Options) *writer {
	file.Trace = options.Trace
	w := &writer{file: file, at: at, fresh: newTables, tables: newTables(), texts: options.Texts, reread: true, spoken: true, rehydrator: rehydrator{record: record}}
	w.states.limit = cmp.Or(options.Streams, maxServing)
	return w
}

// newDrafter is a writer of a draft.
func newDrafter(file *book.File, record Record, options Options) *writer {
	options.Streams = cmp.Or(options.Streams, maxDrafting)
	w := newWriter(file, book.Checkpoint{}, record, options)
	w.drafts, w.states.drafts = true, true
	return w
}

// newReplayer is a writer of a book of the past. r tells what a stream added up to that
// the file has and memory has not.
func newReplayer(ctx context.Context, file *book.File, at book.Checkpoint, options Options, r rehydrator) *writer {
	options.Trace = nil // what is measured is the book that serves
	w := newDrafter(file, r.record, options)
	w.at, w.fresh, w.tables, w.states.older = at, pastTables, pastTables(), r.older(ctx)
	w.rehydrator = r
	return w
}

// refusedEvent is the event of a batch that could not be applied.
type refusedEvent struct {
	place int // index in the batch
	cause error
}

func (r *refusedEvent) Error() string { return r.cause.Error() }
func (r *refusedEvent) Unwrap() error { return r.cause }

// commit applies a batch in one transaction, all or nothing.
func (w *writer) commit(ctx context.Context, batch []decoded) error {
	next := w.at
	err := w.file.Write(func(tx *book.Tx) (book.Checkpoint, error) {
		for i := range batch {
			var err error
			if next, err = w.one(ctx, tx, next, &batch[i]); err != nil {
				return next, &refusedEvent{place: i, cause: err}
			}
		}
		if err := w.describe(tx); err != nil {
			return next, err
		}
		if w.drafts && !w.states.full() {
			return next, nil
		}
		return next, w.flush(ctx, tx)
	})
	left := w.states.taken()
	if err != nil {
		w.states.forget()
		w.tables = w.fresh() // what they remembered was rolled back
		w.reread, w.spoken = true, true
		return err
	}
	w.at = next
	if w.recent != nil {
		w.recent.wrote(left)
	}
	return nil
}

// flush lets the tables show where everything stands. A draft's search is
// refreshed once, at its end.
func (w *writer) flush(ctx context.Context, tx *book.Tx) error {
	if err := w.states.flush(tx, w.tables); err != nil || w.drafts || !w.spoken {
		return err
	}
	w.spoken = false
	return search.Refresh(ctx, tx, w.texts)
}

// flushAll lets the tables of a draft show where everything stands, and forgets it.
func (w *writer) flushAll(ctx context.Context) error {
	err := w.file.Write(func(tx *book.Tx) (book.Checkpoint, error) { return w.at, w.flush(ctx, tx) })
	w.states.forget()
	return err
}

// finish flushes a draft.
func (w *writer) finish(ctx context.Context) error {
	w.drafts = false
	return w.file.Write(func(tx *book.Tx) (book.Checkpoint, error) { return w.at, w.flush(ctx, tx) })
}

// one applies one event to every table. An event that Evolve has no rule for is
// refused like any other: the stop is the same.
func (w *writer) one(ctx context.Context, tx *book.Tx, at book.Checkpoint, event *decoded) (_ book.Checkpoint, err error) {
	defer func() {
		if wrong := recover(); wrong != nil {
			err = fmt.Errorf("%v", wrong)
		}
	}()
	switch {
	case event.Sequence != at.Sequence+1:
		return at, ErrGap
	case event.err != nil:
		return at, event.err
	case !inOrder(at.Time, &event.Event):
		return at, ErrOrder
	}
	if err := w.describe(tx); err != nil {
		return at, err
	}
	w.spoken = w.spoken || search.Speaks(event.Data)
	event.Zone = w.described.Zone.Location()
	c, err := w.states.follow(tx, &event.Recorded)
	if err != nil {
		return at, err
	}
	for _, table := range w.tables {
		if table.apply == nil {
			continue
		}
		if err := table.apply(tx, c); err != nil {
			return at, fmt.Errorf("%s: %w", event.Type, err)
		}
	}
	switch event.Data.(type) {
	case events.RegisterDescribed:
		w.reread = true
	case events.ClockCorrected:
		if err := w.setClock(ctx, tx, c); err != nil {
			return at, err
		}
	}
	return book.Checkpoint{Sequence: event.Sequence, Time: event.Time, Leaf: c.Leaf}, nil
}

// describe reads what the file says of its register, if that may be another thing by now.
func (w *writer) describe(tx *book.Tx) (err error) {
	if !w.reread {
		return nil
	}
	if w.described, err = described.Read(tx); err != nil {
		return err
	}
	w.reread = false
	return nil
}

// inOrder reports whether an event may come behind one that was recorded at before.
func inOrder(before time.Time, e *events.Event) bool {
	if _, sets := e.Data.(events.ClockCorrected); !sets {
		return !e.Time.Before(before)
	}
	data, err := json.Marshal(e.Data)
	return err == nil && events.InOrder(before, e.Envelope, data)
}
