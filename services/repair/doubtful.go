package repair

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/folder"
)

// RebuildThreshold is how many events a book is made anew from without anybody noticing.
const RebuildThreshold = 200_000

// DoubtfulBook is whether the book that serves is as it was left, or is made anew beside.
type DoubtfulBook struct{ doubtful atomic.Bool }

// Distrust lets the book be made anew that is not as it was left. Only then are the
// sums dropped: if we stopped before, the next start would distrust it again.
//
// After a crash a server with a large register serves the book as it is, says so, and
// makes it anew beside: nobody should wait for a minute because the power went. So it
// does where an earlier one was ended before it had made it.
func (d *DoubtfulBook) Distrust(dir string, closed *folder.LastClose, largeServer bool) error {
	switch {
	case closed.BookSound():
	case !closed.BookKnown() && largeServer:
		d.doubtful.Store(true)
	default:
		if err := os.Remove(filepath.Join(dir, "book", "current")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return cause.Of(errors.New("the book cannot be made anew"), err)
		}
	}
	return folder.DropSums(dir)
}

// MakeSure makes a doubtful book anew while it serves, until end is called: then no sum of
// the book is left.
func (d *DoubtfulBook) MakeSure(rebuild func(ctx context.Context, progress func(done, total uint64)) error, messages *slog.Logger) (end func() error) {
	if !d.Doubtful() {
		return func() error { return nil }
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := rebuild(ctx, func(uint64, uint64) {})
		if err == nil {
			d.doubtful.Store(false)
		} else if ctx.Err() == nil {
			messages.Error("the book could not be made anew", "problem", err)
		}
	}()
	return func() error { stop(); <-ended; return nil }
}

// Doubtful reports whether it is made anew still.
func (d *DoubtfulBook) Doubtful() bool { return d.doubtful.Load() }

// Note is what must be known of the book that serves; empty if there is nothing.
func (d *DoubtfulBook) Note() string {
	if !d.Doubtful() {
		return ""
	}
	return "The program had been ended while the data folder was open, so the book is being made anew from the ledger. Until that is done, the one from before is shown."
}
