package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// Source is the log, as the ledger needs it.
type Source interface {
	// Follow hands over the bodies from the sequence from on, in order, one group
	// after another, until ctx ends or handle returns an error, which it returns.
	// It calls handle from one goroutine at a time and not after it has returned.
	// When nothing more is waiting it says so with an empty group: so a ledger
	// that had lost its source learns that it is following again.
	Follow(ctx context.Context, from uint64, handle func(first uint64, bodies [][]byte) error) error
}

// Pauses between attempts: doubled from the first to the longest. Nothing is recorded
// while the source is away, so it is not waited for any longer once it is back.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = 30 * time.Second
	longestAway  = 500 * time.Millisecond
)

// Follow is the one writer. It follows the source from the entry after the last
// one until ctx ends, and returns the error of ctx. Whatever goes wrong is the
// reason in Stopped until the next group has been taken; meanwhile it tries
// again and again, reading its files anew if the ledger had refused or failed.
// That is the stop: an entry is never skipped, and room on the disk or a mended
// log heals it. Errors: ErrFollowed if somebody else follows, ErrClosed.
func (l *Ledger) Follow(ctx context.Context, source Source) error {
	if !l.following.CompareAndSwap(false, true) {
		return ErrFollowed
	}
	defer l.following.Store(false)
	refusals, breaks := durable.Backoff{First: firstPause, Longest: longestPause}, durable.Backoff{First: firstPause, Longest: longestAway}
	for {
		reason, refused := l.attempt(ctx, source, func() { refusals.Reset(); breaks.Reset() })
		if ctx.Err() != nil {
			l.stop(ErrIdle)
			return ctx.Err()
		}
		if errors.Is(reason, ErrClosed) {
			return cause.Of(ErrClosed, reason)
		}
		l.stop(reason)
		again := &breaks
		if refused {
			again = &refusals
		}
		durable.Sleep(ctx, again.Next())
	}
}

// attempt follows until something goes wrong and says what, and whether the ledger
// itself refused or failed; it calls taken after each group. When the ledger itself has refused or failed, those who wait hear
// it at once, and it reads its files again: what memory says is then not to be
// trusted, whatever the reason. A source that fails has touched no file.
func (l *Ledger) attempt(ctx context.Context, source Source, taken func()) (reason error, refused bool) {
	if err := l.reload(false); err != nil {
		return err, true
	}
	var failed error
	err := source.Follow(ctx, l.Size()+1, func(first uint64, bodies [][]byte) error {
		if failed != nil {
			return failed
		}
		if failed = l.Append(first, bodies); failed != nil {
			l.stop(failed)
			return failed
		}
		l.resume()
		taken()
		return nil
	})
	switch {
	case failed != nil:
		if err := l.reload(true); err != nil {
			return fmt.Errorf("%w; then, reading the files again: %w", failed, err), true
		}
		return failed, true
	case err != nil:
		return err, false
	}
	return ErrEnded, false
}

// reload reads the files again if memory and files may differ, or if it must.
func (l *Ledger) reload(must bool) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.doubt = l.doubt || must
	return l.rereadAfterFailure()
}
