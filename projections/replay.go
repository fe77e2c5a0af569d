package projections

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/projections/book"
)

// replayer writes books of the past: what the record held after an event, in the
// tables that later events change.
type replayer struct {
	rehydrator
	options Options
	chunk   uint64                                          // events at most that are taken in together: what they touch is in memory
	words   bool                                            // whether search is made ready too
	rest    func(ctx context.Context, worked time.Duration) // between chunks; may be nil
}

// replayBatch is how many events are taken in together while somebody waits.
const replayBatch = 1 << 16

// begin writes a book of the past from the first event on.
func (r replayer) begin(ctx context.Context, path string, sequence uint64) error {
	file, err := book.Draft(path, schemaOf(pastTables()))
	if err != nil {
		return err
	}
	w := newReplayer(ctx, file, book.Checkpoint{}, r.options, r.rehydrator)
	for w.at.Sequence < sequence {
		began := time.Now()
		if err := r.follow(ctx, w, min(w.at.Sequence+r.chunk, sequence)); err != nil {
			return errors.Join(err, file.Close())
		}
		r.pause(ctx, began)
	}
	if err := r.finish(ctx, w); err != nil {
		return errors.Join(err, file.Close())
	}
	return file.Index(schemaOf(pastTables()))
}

// goOn takes into a book of the past what came after it. What the next events touch
// is folded again beforehand, and forgotten after them.
func (r replayer) goOn(ctx context.Context, path string, sequence uint64) error {
	file, at, err := book.Continue(path)
	if err != nil {
		return err
	}
	w := newReplayer(ctx, file, at, r.options, r.rehydrator)
	for err == nil && w.at.Sequence < sequence {
		began, last := time.Now(), min(w.at.Sequence+r.chunk, sequence)
		var known []*state
		if known, err = r.before(ctx, w.at.Sequence+1, last); err != nil {
			break
		}
		for _, stream := range known {
			w.states.remember(stream)
		}
		if err = r.follow(ctx, w, last); err == nil {
			err = w.flushAll(ctx)
		}
		r.pause(ctx, began)
	}
	if err == nil {
		err = r.finish(ctx, w)
	}
	return errors.Join(err, file.Close())
}

// finish lets the tables show where everything stands. What people typed takes long
// to be made ready for search, and few search the past: those wait for it.
func (r replayer) finish(ctx context.Context, w *writer) error {
	if r.words {
		return w.finish(ctx)
	}
	return w.flushAll(ctx)
}

// follow takes in what the record holds through an event.
func (r replayer) follow(ctx context.Context, w *writer, last uint64) error {
	err := catchUp(ctx, until{r.record, last}, w, func(uint64, uint64) {})
	if err == nil && w.at.Sequence != last {
		err = fmt.Errorf("event %d: %w", w.at.Sequence+1, ErrGap)
	}
	return err
}

// pause rests as long as was worked since, where nobody waits.
func (r replayer) pause(ctx context.Context, began time.Time) {
	if r.rest != nil {
		r.rest(ctx, time.Since(began))
	}
}

// replay writes the book of the past after an event to path, from the nearest
// snapshot.
func (h *history) replay(ctx context.Context, r replayer, path string, sequence uint64) error {
	found, err := h.snapshots.copyTo(path, sequence, h.record)
	if err != nil {
		return err
	}
	if found {
		err = r.goOn(ctx, path, sequence)
	} else {
		err = r.begin(ctx, path, sequence)
	}
	if err != nil {
		removeBook(path)
	}
	return err
}

// words is the book of a moment once more, for the first who searches it: with what
// people had typed by then, and have not erased since.
type words struct {
	from    string // the book of the moment
	past    book.Past
	options Options

	mu   sync.Mutex
	file *book.File // nil until somebody searches
}

func (w *words) path() string { return w.from + "-words" }

// open makes it, unless it is there.
func (w *words) open(ctx context.Context) (*book.File, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file != nil {
		return w.file, nil
	}
	file, err := w.make(ctx)
	if err != nil {
		removeBook(w.path())
		return nil, err
	}
	w.file = file
	return file, nil
}

func (w *words) make(ctx context.Context) (*book.File, error) {
	if _, err := durable.CopyFile(w.path(), w.from); err != nil {
		return nil, cause.Of(errNoCopy, err)
	}
	file, at, err := book.Continue(w.path())
	if err != nil {
		return nil, err
	}
	err = newReplayer(ctx, file, at, w.options, rehydrator{}).finish(ctx)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	return book.OpenPast(w.path(), w.past)
}

// remove closes it and deletes it. Nobody reads it any more.
func (w *words) remove() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file != nil {
		w.file.Close()
		removeBook(w.path())
	}
}
