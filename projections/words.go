package projections

import (
	"context"
	"errors"
	"sync"

	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/projections/book"
)

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
	err = newRestorer(ctx, file, at, w.options, refolder{}).finish(ctx)
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
