package node

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"ahd/events/cause"
	"ahd/events/eventlog/comparison"
	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
)

// ErrChanged is the class of a store that is not as it was left.
var ErrChanged = errors.New("changed while nobody had the data folder open")

// left is how the folder was found, compared with how it was left.
type left struct {
	sums  folder.Sums // nil after a crash
	sound bool        // the book is as it was left

	mu      sync.Mutex
	changed []string // stores of which there is only one, and which are not as they were left

	doubtful atomic.Bool // the book that serves is being made anew beside it
}

// lookAround compares the folder with how it was left and reads the ledger, at the same
// time: in a large register each takes long, and neither touches the files of the other.
func (n *Node) lookAround(ctx context.Context) error {
	if err := n.lookAtSums(); err != nil {
		return err
	}
	compared := make(chan error, 1)
	go func() { compared <- n.compareSums() }()
	opened := n.openLedger(ctx)
	return errors.Join(<-compared, opened)
}

// compareSums says what is not as it was left.
func (n *Node) compareSums() error {
	changed, sound, err := n.left.sums.Compare(n.options.Dir)
	n.left.mu.Lock()
	defer n.left.mu.Unlock()
	n.left.changed, n.left.sound = changed, sound
	return err
}

// lookAtSums reads how the folder was left, and is the last to touch it.
func (n *Node) lookAtSums() (err error) {
	dir := n.options.Dir
	if n.left.sums, err = folder.ReadSums(dir); err != nil {
		return err
	}
	n.atClose(func() error {
		if n.failed || n.Book == nil { // what is there now is not what was left, nor anything that was looked at
			return nil
		}
		if err := n.left.sums.Write(dir, n.left.names(), !n.left.doubtful.Load()); err != nil {
			n.options.Messages.Error("the folder was left without sums; the next start makes the book anew", "problem", err)
		}
		return nil
	})
	return nil
}

// quickly is how many events a book is made anew from without anybody noticing.
const quickly = 200_000

// mistrust lets the book be made anew that is not as it was left. Only then are the
// sums dropped: if we stopped before, the next start would mistrust it again.
//
// After a crash a server with a large register serves the book as it is, says so, and
// makes it anew beside: nobody should wait for a minute because the power went. So it
// does where an earlier one was ended before it had made it.
func (n *Node) mistrust() error {
	unknown := n.left.sums["book"] == ""
	switch {
	case n.left.sound:
	case unknown && n.options.Socket != "" && n.Ledger.Size() > quickly:
		n.left.doubtful.Store(true)
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
	if !n.left.doubtful.Load() {
		return nil
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := n.Book.Rebuild(ctx, func(uint64, uint64) {})
		if err == nil {
			n.left.doubtful.Store(false)
		} else if ctx.Err() == nil {
			n.options.Messages.Error("the book could not be made anew", "problem", err)
		}
	}()
	n.atClose(func() error { stop(); <-ended; return nil })
	return nil
}

// BookNote is what must be known of the book that serves; empty if there is nothing.
func (n *Node) BookNote() string {
	if !n.left.doubtful.Load() {
		return ""
	}
	return "The program had been ended while the data folder was open, so the book is being made anew from the ledger. Until that is done, the one from before is shown."
}

// refuses says why nothing can be recorded for what was changed; nil if it can.
func (l *left) refuses() error {
	changed := l.names()
	if len(changed) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w; nothing can be recorded, reading goes on. “ahd doctor” says what to do",
		strings.Join(changed, " and "), ErrChanged)
}

func (l *left) names() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.changed)
}

// AcceptStores takes the stores as they are that were changed while nobody had the
// folder open, if SQLite can read them and they hold what events name. It returns which
// they were. Errors: ErrRepair.
func (n *Node) AcceptStores(ctx context.Context, progress func(done, total uint64)) ([]string, error) {
	changed := n.left.names()
	if len(changed) == 0 {
		return nil, nil
	}
	for _, look := range []func() ([]comparison.Finding, error){
		func() ([]comparison.Finding, error) { return n.soundStores(ctx) },
		func() ([]comparison.Finding, error) { return n.compareKept(ctx, progress) },
	} {
		found, err := look()
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			return nil, supervision.Unrepairable(found[0].Sentence + " " + found[0].Remedy)
		}
	}
	n.left.mu.Lock()
	n.left.changed = nil
	n.left.mu.Unlock()
	return changed, n.Book.Rebuild(ctx, progress)
}
