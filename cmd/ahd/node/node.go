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
	"sync"
	"sync/atomic"
	"time"

	"ahd/events"
	"ahd/events/eventlog"
	"ahd/events/eventlog/supervision"
	"ahd/events/files"
	"ahd/events/folder"
	"ahd/events/ledger"
	"ahd/events/private"
	"ahd/events/texts"
	"ahd/projections"
	"ahd/services/recording"
)

// Security is what a connection to an external log needs besides its address.
type Security = supervision.Security

// Options say which folder and how.
type Options struct {
	Dir           string
	Name          string // of the register, if this opens it
	PublicRecord  bool   // likewise
	NATS          string // address of an external log; empty for the folder's own
	Security      Security
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
	Notary   *Notary
	Book     *projections.Book
	Texts    *texts.Store
	Words    *Words // the same, for reading
	Files    *files.Store
	Private  *private.Store
	Recorder *recording.Recorder

	placed    bool // the folder says where its log is
	commander commander
	settling  sync.Mutex  // held while the folder is first written to
	settled   bool        // it says where its log is, and which node it is
	id        string      // of this node; "" where nothing was written to the folder yet, or it is a copy
	next      string      // what it is once it is appointed under that; "" for nothing
	recorded  atomic.Bool // this process recorded something

	unrecorded atomic.Bool // this node has recorded nothing yet, in no process

	replacing  sync.Mutex   // of whoever appoints this node in the place of one that recorded before it
	appointing atomic.Int32 // how many appointments are under way, which this node may append whoever is appointed

	keeping sync.Mutex // of whoever changes what is kept of checkpoints
	backing sync.Mutex // of whoever writes a backup
	options Options
	key     *registersKey
	missing []string // stores that were gone when the folder was opened
	left    left
	closing []func() error // in the order of opening
	failed  bool           // something could not be closed

	examined atomic.Pointer[Examination] // the last
	rotten   atomic.Pointer[error]       // what the last examination found in the ledger
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
	n := &Node{options: options}
	if options.ClockIsRight {
		n.ClockIsRight()
	}
	steps := []func(context.Context) error{n.beginnable, n.hold, n.clearRemnants, n.finishExchange, n.lookAround, n.notSetBack, n.openStores, n.openBook, n.openNotary, n.openLog, n.openWords, n.openRegister, n.makeSure}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return n, err
		}
	}
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
	if n.id, err = folder.NodeID(n.options.Dir); err != nil {
		return err
	}
	n.unrecorded.Store(n.id != "" && folder.IsNewNode(n.options.Dir, n.id))
	if n.next, err = folder.NextNodeID(n.options.Dir); err != nil {
		return err
	}
	n.options, n.placed, err = Placed(n.options)
	return err
}

// openLedger opens the second copy.
func (n *Node) openLedger(ctx context.Context) (err error) {
	n.Ledger, err = n.recoverLedger(ctx)
	if err != nil {
		n.Ledger = nil
		return fmt.Errorf("%w. Nothing was recorded. “ahd doctor” says what to do", err)
	}
	n.atClose(n.Ledger.Close)
	n.key = &registersKey{key: n.Key, ledger: n.Ledger}
	return nil
}

// canonical is what the ledger accepts: any event in canonical form, also of a
// type that this build does not know.
func canonical(body []byte) (time.Time, error) {
	envelope, _, err := events.Scan(body)
	return envelope.Time, err
}

func (n *Node) openStores(context.Context) (err error) {
	n.noteMissing()
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
	if err := n.mistrust(); err != nil {
		return err
	}
	n.Book, err = projections.Open(ctx, filepath.Join(n.options.Dir, "book"), n.Ledger, projections.Options{Texts: legible{n.Texts}, SnapshotInterval: n.options.Apart})
	if err != nil {
		return err
	}
	n.atClose(n.Book.Close)
	return nil
}

// openLog opens the log, which ledger and book follow from then on.
func (n *Node) openLog(ctx context.Context) (err error) {
	if n.Log, err = supervision.Open(ctx, n.logNeeds()); err != nil {
		return err
	}
	n.atClose(n.Log.Close)
	if n.Log.Ready() != nil {
		n.readLedger(ctx)
	}
	n.Recorder = &recording.Recorder{
		Source: n.Key.Origin, Log: n.Log, Book: shelf{n.Book}, Ledger: n.Ledger, Texts: eraser{n.Texts, n}, Intakes: n.Private, People: shelf{n.Book}, Duties: shelf{n.Book}, Sources: archive{n.Files, shelf{n.Book}}, Streams: shelf{n.Book},
		Ready: n.Ready, Now: n.options.Now, Zone: func() *time.Location { return n.Book.Described().Zone.Location() },
	}
	return nil
}

// Owns reports whether a file is one of the data folder's own.
func (n *Node) Owns(path string) bool { return folder.Owns(n.options.Dir, path) }

// readLedger lets the book read what the ledger holds, where no log brings it. An
// event that cannot be applied stops the book, which says so itself.
func (n *Node) readLedger(ctx context.Context) {
	for ctx.Err() == nil {
		next := n.Book.Checkpoint().Sequence + 1
		bodies, err := n.Ledger.Entries(next)
		if err != nil || len(bodies) == 0 || n.Book.Apply(ctx, next, bodies) != nil {
			return
		}
	}
}

// farBehind is how many events the book may lack while commands are taken.
const farBehind = 10_000

// Ready says why nothing can be recorded now; nil if it can.
func (n *Node) Ready() error {
	if reason := n.usable(); reason != nil {
		return reason
	}
	if ahead := n.clock().Ahead(); ahead != nil {
		return ahead
	}
	return nil
}

// usable says why this node records nothing, whatever the clock says.
func (n *Node) usable() error {
	if reason := n.whole(); reason != nil || n.appointing.Load() > 0 { // each event is asked about once more: see admit
		return reason
	}
	return n.Appointed()
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
	if reason := n.left.refuses(); reason != nil {
		return reason
	}
	if rotten := n.rotten.Load(); rotten != nil {
		return fmt.Errorf("%w; nothing can be recorded, reading goes on. “ahd doctor” says what to do", *rotten)
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
