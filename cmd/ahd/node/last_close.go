package node

import (
	"context"
	"errors"
	"strings"
)

// lookAround compares the folder with how it was left and reads the ledger, at the same
// time: in a large register each takes long, and neither touches the files of the other.
// How it is left is the last that is written to it.
func (n *Node) lookAround(ctx context.Context) error {
	if err := n.lastClose.Read(n.options.Dir); err != nil {
		return err
	}
	n.atClose(func() error {
		if n.failed || n.Book == nil { // what is there now is not what was left, nor anything that was looked at
			return nil
		}
		if err := n.lastClose.Write(!n.BookDoubt.Doubtful()); err != nil {
			n.options.Messages.Error("the folder was left without sums; the next start makes the book anew", "problem", err)
		}
		return nil
	})
	compared := make(chan error, 1)
	go func() { compared <- n.lastClose.Compare() }()
	opened := n.openLedger(ctx)
	return errors.Join(<-compared, opened)
}

// Notes are what must be known of the book that serves, and of the clock; empty if there
// is nothing.
func (n *Node) Notes() string {
	return strings.TrimSpace(n.BookDoubt.Note() + " " + n.Clock.State().Note())
}
