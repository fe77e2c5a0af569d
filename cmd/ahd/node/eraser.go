package node

import (
	"context"
	"errors"
	"time"

	"ahd/events/texts"
	"ahd/projections"
)

// eraser is the store of texts as the recorder sees it: a text that goes leaves the
// book too.
type eraser struct {
	*texts.Store
	book *projections.Book
}

// Erase leaves no byte of texts, whose erasure the book has read. The store comes
// last: a text that is still in it says that the book may still hold its words, so
// that whoever tries again after a crash knows what is left to do.
func (e eraser) Erase(ctx context.Context, ids ...string) error {
	kept, err := e.kept(ctx, ids)
	if err != nil || len(kept) == 0 {
		return err
	}
	if err := e.makeAnew(ctx); err != nil {
		return err
	}
	return e.Store.Erase(ctx, kept...)
}

// kept are the texts that are still in the store.
func (e eraser) kept(ctx context.Context, ids []string) (kept []string, err error) {
	for _, id := range ids {
		_, found, err := e.Read(ctx, id)
		if err != nil {
			return nil, err
		}
		if found {
			kept = append(kept, id)
		}
	}
	return kept, nil
}

// makeAnew lets a book serve that never saw the words. A rebuild that is under way
// may have begun before the erasure was read, so it is waited for.
func (e eraser) makeAnew(ctx context.Context) error {
	for {
		err := e.book.Rebuild(ctx, func(uint64, uint64) {})
		if !errors.Is(err, projections.ErrRebuilding) {
			return err
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
