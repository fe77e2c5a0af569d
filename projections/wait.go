package projections

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrBehind is the class of a book that did not reach an event while somebody waited.
var ErrBehind = errors.New("the book is behind the log")

// stall is how long the book may stand without a reason before nobody waits any more.
var stall = 20 * time.Second

// Wait returns when the book has reached sequence. It returns *Stop if the book stands
// still before it; an error of the class ErrBehind, with ctx's, if ctx ends first or the
// book does not move for a while.
func (b *Book) Wait(ctx context.Context, sequence uint64) error {
	return b.await(ctx, sequence, stall)
}

// await waits, unless the book does not move for longer than patience; 0 for ever: until
// ctx ends.
func (b *Book) await(ctx context.Context, sequence uint64, patience time.Duration) error {
	for {
		b.mu.Lock()
		at, stop, changed := b.at, b.stop, b.changed
		b.mu.Unlock()
		switch {
		case at.Sequence >= sequence:
			return nil
		case stop != nil:
			return stop
		}
		b.pace.hurry()
		if err := next(ctx, changed, patience); err != nil {
			return fmt.Errorf("%w: it stands at event %d, and event %d was waited for: %w", ErrBehind, at.Sequence, sequence, err)
		}
	}
}

var errStalled = errors.New("nothing came for a while, and nobody said why")

// next waits for a change.
func next(ctx context.Context, changed <-chan struct{}, patience time.Duration) error {
	var over <-chan time.Time
	if patience > 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-changed:
		return nil
	case <-over:
		return errStalled
	case <-ctx.Done():
		return ctx.Err()
	}
}

// stand says whether, and why, the book stands still where it is.
func (b *Book) stand(why func(at uint64) *Stop) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stop = why(b.at.Sequence); b.closed {
		b.stop = nil
	}
	close(b.changed)
	b.changed = make(chan struct{})
}
