// Package node answers: how do the rooms fit together in one process?
//
// A node holds a data folder: its log (its own server, or one at an address),
// the ledger that follows the log, the book that follows both, the stores that
// can forget, and the one recorder. A server and a single command open the same.
// Where the log cannot be used, ledger and book are still read, and Ready says
// why nothing is recorded.
package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/sealing"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/services/auditing/examination"
	"ahd.example/ahd/services/backup"
	"ahd.example/ahd/services/erasing"
	"ahd.example/ahd/services/moving"
	"ahd.example/ahd/services/recording"
	"ahd.example/ahd/services/repair"
)

// Options say which folder and how.
type Options struct {
	Dir           string
	Name          string // of the register, if this opens it
	PublicRecord  bool   // likewise
	NATS          string // address of an external log; empty for the folder's own
	Security      supervision.Security
	Replicas      int           // copies that an external log must keep; 0 for what the folder says, or one
	BetweenChecks time.Duration // looks at the settings of an external log; 0 for the usual
	Reserve       int64         // bytes that must be free for a command to be taken; 0 for the usual, negative for none
	Head          string        // file with the last signed size and root; empty for the one in the folder
	Apart         uint64        // events at least between snapshots of the book; 0 for the usual
	Socket        string        // where this process answers other commands; empty if it does not
	Messages      *slog.Logger
	Now           func() time.Time
	Clock         *eventlog.Clock // by which events are stamped; nil for one that reads Now
	ClockIsRight  bool            // somebody says that the clock is right as it is
	Drill         bool            // a backup is only tried: its log is kept in the folder, wherever the register's is
}

// Node is an open data folder. Its owner closes it.
type Node struct {
	Key      folder.Key
	Log      *supervision.Log
	Ledger   *ledger.Ledger
	Notary   *sealing.Notary
	Book     *projections.Book
	Texts    *texts.Store
	Words    *erasing.Words // the same, for reading
	Files    *files.Store
	Private  *private.Store
	Backups  *backup.Backups
	Recorder *recording.Recorder
	Days     recording.Days
	Moving   *moving.Service
	erasing  *erasing.Service
	Clock    examination.Clock
	Examiner *examination.Examiner
	Mender   *repair.Mender // nil until the log was opened

	BookDoubt repair.DoubtfulBook

	placed  bool // the folder said where its log is
	options Options
	missing []string // stores that were gone when the folder was opened

	lastClose folder.LastClose
	closing   []func() error // in the order of opening
	failed    bool           // something could not be closed
}

// Open opens the folder, which it makes if it is absent, and records the opening
// of the register if there is none. When it returns, the book has read all that
// the log held. It returns *folder.Held if another process has the folder.
func Open(ctx context.Context, options Options) (*Node, error) {
	n, err := Examine(ctx, options)
	if err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

// Examine opens as much of the folder as can be opened, for whoever wants to know what
// is wrong with the rest: the error says what stopped it, and what comes after that is
// nil in the node. Its owner closes it in any case.
func Examine(ctx context.Context, options Options) (*Node, error) {
	if options.Clock == nil {
		options.Clock = eventlog.NewClock(options.Now)
	}
	n := &Node{options: options, Examiner: &examination.Examiner{Subject: examination.Subject{Now: options.Now}}}
	n.Clock = examination.Clock{Clock: options.Clock, Newest: func() time.Time { return n.Book.Checkpoint().Time }}
	if options.ClockIsRight {
		n.Clock.Right()
	}
	steps := []func(context.Context) error{
		func(ctx context.Context) error { return moving.Beginnable(ctx, options.address()) },
		n.hold, n.tidy, n.lookAround,
		func(ctx context.Context) error {
			return moving.NotSetBack(ctx, n.options.address(), projections.Reached(ctx, filepath.Join(n.options.Dir, "book")), n.Ledger.Size())
		},
		n.openStores, n.openBook, n.openBackups, n.openNotary, n.openLog, n.openRegister,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return n, err
		}
	}
	n.atClose(n.BookDoubt.MakeSure(n.Book.Rebuild, options.Messages))
	return n, nil
}

// Close closes everything in the reverse order of opening and waits for it.
func (n *Node) Close() error {
	var errs []error
	for _, end := range slices.Backward(n.closing) {
		err := end()
		n.failed = n.failed || err != nil
		errs = append(errs, err)
	}
	n.closing = nil
	return errors.Join(errs...)
}

func (n *Node) atClose(end func() error) { n.closing = append(n.closing, end) }

// hold takes the folder and its key.
func (n *Node) hold(context.Context) error {
	if err := folder.Make(n.options.Dir); err != nil {
		return err
	}
	lock, err := folder.Acquire(n.options.Dir, n.options.Socket)
	if err != nil {
		return err
	}
	n.atClose(lock.Release)
	if n.Key, err = folder.OpenKey(n.options.Dir, n.options.Name); err != nil {
		return err
	}
	if err := folder.CheckFormat(n.options.Dir); err != nil {
		return err
	}
	if n.options, n.placed, err = Placed(n.options); err != nil {
		return err
	}
	n.Moving, err = moving.Open(n.options.Dir, n.placed)
	return err
}

func (n *Node) openStores(context.Context) (err error) {
	n.missing = examination.Missing(n.options.Dir, n.Ledger.Size())
	if n.Texts, err = texts.Open(filepath.Join(n.options.Dir, "texts.db")); err != nil {
		return err
	}
	n.atClose(n.Texts.Close)
	if n.Private, err = private.Open(filepath.Join(n.options.Dir, "private.db")); err != nil {
		return err
	}
	n.atClose(n.Private.Close)
	if n.Files, err = files.Open(filepath.Join(n.options.Dir, "files")); err != nil {
		return err
	}
	n.atClose(n.Files.Close)
	return nil
}

// openBook opens the book, which so far says what it had read before.
func (n *Node) openBook(ctx context.Context) (err error) {
	largeServer := n.options.Socket != "" && n.Ledger.Size() > repair.RebuildThreshold
	if err := n.BookDoubt.Distrust(n.options.Dir, &n.lastClose, largeServer); err != nil {
		return err
	}
	n.Book, err = projections.Open(ctx, filepath.Join(n.options.Dir, "book"), n.Ledger, projections.Options{Texts: textReader{n.Texts}, SnapshotInterval: n.options.Apart})
	if err != nil {
		return err
	}
	n.atClose(n.Book.Close)
	return nil
}

// Owns reports whether a file is one of the data folder's own.
func (n *Node) Owns(path string) bool { return folder.Owns(n.options.Dir, path) }

// farBehind is how many events the book may lack while commands are taken.
const farBehind = 10_000

// Ready says why nothing can be recorded now; nil if it can.
func (n *Node) Ready() error {
	if reason := n.Moving.Usable(); reason != nil {
		return reason
	}
	if ahead := n.Clock.Reading().Ahead(); ahead != nil {
		return ahead
	}
	return nil
}

// whole says why nothing could be recorded here whoever is appointed.
func (n *Node) whole() error {
	if reason := n.Log.Ready(); reason != nil {
		return reason
	}
	if full := n.Log.Room(); full != nil {
		return full
	}
	if reason := n.ownRegister(); reason != nil {
		return reason
	}
	if reason := n.Notary.Refuses(); reason != nil {
		return reason
	}
	if reason := n.lastClose.Refuses(); reason != nil {
		return reason
	}
	if damaged := n.Examiner.Damaged(); damaged != nil {
		return fmt.Errorf("%w; nothing can be recorded, reading goes on. “ahd doctor” says what to do", damaged)
	}
	if reason := n.Ledger.Stopped(); reason != nil {
		return fmt.Errorf("the ledger cannot go on: %w", reason)
	}
	if stop := n.Book.Stopped(); stop != nil {
		return stop
	}
	size, at := n.Ledger.Size(), n.Book.Checkpoint().Sequence
	if size > at+farBehind {
		return fmt.Errorf("the book stands at event %d of %d and is catching up", at, size)
	}
	return nil
}

// ownRegister says why the key of this folder does not append.
func (n *Node) ownRegister() error {
	reason := n.Notary.ForeignKey()
	if reason == nil {
		return nil
	}
	return cause.Of(recording.Elsewhere("key.not-the-registers",
		"This register was opened with another key than the one in this data folder. Nothing was recorded; reading goes on. Put its own keys/log.key back, from a backup."), reason)
}
