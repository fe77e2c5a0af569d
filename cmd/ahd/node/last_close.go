package node

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ahd/events/cause"
	"ahd/events/folder"
)

// lookAround compares the folder with how it was left and reads the ledger, at the same
// time: in a large register each takes long, and neither touches the files of the other.
func (n *Node) lookAround(ctx context.Context) error {
	if err := n.readLastClose(); err != nil {
		return err
	}
	compared := make(chan error, 1)
	go func() { compared <- n.lastClose.Compare() }()
	opened := n.openLedger(ctx)
	return errors.Join(<-compared, opened)
}

// readLastClose reads how the folder was left, and is the last to touch it.
func (n *Node) readLastClose() error {
	n.atClose(func() error {
		if n.failed || n.Book == nil { // what is there now is not what was left, nor anything that was looked at
			return nil
		}
		if err := n.lastClose.Write(!n.doubtful.Load()); err != nil {
			n.options.Messages.Error("the folder was left without sums; the next start makes the book anew", "problem", err)
		}
		return nil
	})
	return n.lastClose.Read(n.options.Dir)
}

// rebuildThreshold is how many events a book is made anew from without anybody noticing.
const rebuildThreshold = 200_000

// distrust lets the book be made anew that is not as it was left. Only then are the
// sums dropped: if we stopped before, the next start would distrust it again.
//
// After a crash a server with a large register serves the book as it is, says so, and
// makes it anew beside: nobody should wait for a minute because the power went. So it
// does where an earlier one was ended before it had made it.
func (n *Node) distrust() error {
	switch {
	case n.lastClose.BookSound():
	case !n.lastClose.BookKnown() && n.options.Socket != "" && n.Ledger.Size() > rebuildThreshold:
		n.doubtful.Store(true)
	default:
		if err := os.Remove(filepath.Join(n.options.Dir, "book", "current")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return cause.Of(errors.New("the book cannot be made anew"), err)
		}
	}
	return folder.DropSums(n.options.Dir)
}

// makeSure makes a doubtful book anew while it serves. It ends with the node, which
// then leaves no sum of the book.
func (n *Node) makeSure(context.Context) error {
	if !n.doubtful.Load() {
		return nil
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := n.Book.Rebuild(ctx, func(uint64, uint64) {})
		if err == nil {
			n.doubtful.Store(false)
		} else if ctx.Err() == nil {
			n.options.Messages.Error("the book could not be made anew", "problem", err)
		}
	}()
	n.atClose(func() error { stop(); <-ended; return nil })
	return nil
}

// BookNote is what must be known of the book that serves; empty if there is nothing.
func (n *Node) BookNote() string {
	if !n.doubtful.Load() {
		return ""
	}
	return "The program had been ended while the data folder was open, so the book is being made anew from the ledger. Until that is done, the one from before is shown."
}

// Notes are what must be known of the book that serves, and of the clock; empty if there
// is nothing.
func (n *Node) Notes() string { return strings.TrimSpace(n.BookNote() + " " + n.Clock.State().Note()) }
