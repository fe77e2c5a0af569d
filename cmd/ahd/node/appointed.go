package node

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
	"ahd/events/register"
	"ahd/services/recording"
)

// commander remembers which node was appointed last. The log of the folder itself gets
// its events from this process alone; an external one may get an appointment from
// elsewhere at any moment.
type commander struct {
	mu    sync.Mutex
	known bool
	at    uint64         // the book had read so far
	since time.Time      // when it was looked up
	node  *register.Node // nil for nobody

	// What the appender met in the log before the book has read it counts at once.
	met   *register.Node
	metAt uint64
}

// betweenLookups is how old what is remembered may be, where others may appoint.
const betweenLookups = 100 * time.Millisecond

// Commander is the node that was appointed last, as the book has read; nil while that is
// whoever holds the key with which the register was opened.
func (n *Node) Commander() (*register.Node, error) {
	c := &n.commander
	c.mu.Lock()
	defer c.mu.Unlock()
	read := n.Book.Checkpoint().Sequence
	if c.metAt > read {
		return c.met, nil
	}
	if c.known && (read == c.at || n.Log.At().NATS == "" || time.Since(c.since) < betweenLookups) {
		return c.node, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), supervision.AskFor)
	defer cancel()
	row, err := shelf{n.Book}.State(ctx, events.Register)
	if err != nil {
		return nil, err
	}
	c.node = nil
	if row.State.Register != nil {
		c.node = row.State.Register.Node
	}
	c.known, c.at, c.since = read > 0, read, time.Now()
	return c.node, nil
}

// forget lets the next question look it up.
func (c *commander) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
}

// meet is told of an event that somebody else appended, by whoever comes upon it in the
// log: from an appointment on, this node does not append.
func (n *Node) meet(sequence uint64, body []byte) {
	e, err := events.Decode(body)
	if err != nil {
		return // the ledger and the book say so
	}
	appointed, is := e.Data.(events.NodeAppointed)
	if !is {
		return
	}
	n.commander.mu.Lock()
	defer n.commander.mu.Unlock()
	n.commander.met, n.commander.metAt = &register.Node{ID: appointed.Node, URL: appointed.URL, Log: appointed.Log}, sequence
}

// Appointed says why this node does not append to the log: another one does. nil if it
// may.
func (n *Node) Appointed() error {
	now, err := n.Commander()
	if err != nil {
		return fmt.Errorf("who appends to the log cannot be read: %w", err)
	}
	if now == nil {
		return nil
	}
	if own, err := n.is(now.ID); own || err != nil {
		return err
	}
	return recording.Elsewhere("node.not-appointed", fmt.Sprintf(
		"The node %s records in this register, not this one. Nothing was recorded; reading goes on. Record there; or, if it is gone for good, let this node take its place: ahd appoint", called(now)))
}

// called is a node by its id, with where people reach it if that was said.
func called(node *register.Node) string {
	if node.URL == "" {
		return node.ID
	}
	return node.ID + " at " + node.URL
}

// MayAppend reports whether this node is the one that appends to the log.
func (n *Node) MayAppend() bool { return n.ownRegister() == nil && n.Appointed() == nil }

// mayAppendNow says why this node does not append the next group of events.
func (n *Node) mayAppendNow() error {
	if err := n.Appointed(); err != nil {
		return err
	}
	return n.alone()
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

// admit is asked before each event of this process: it says why this node may not append
// it. What is recorded first also says in the folder where its log is and which node it
// is.
func (n *Node) admit(e events.Event) error {
	if _, appoints := e.Data.(events.NodeAppointed); !appoints {
		if err := n.Appointed(); err != nil {
			return err
		}
		if err := n.withoutRival(e); err != nil {
			return err
		}
	}
	if err := n.settle(); err != nil {
		return cause.Of(fmt.Errorf("%w: the data folder cannot be written to", errUnsettled), err)
	}
	return nil
}

// ID is the id of this node; "" where nothing was written to the folder yet, or it is a
// copy of another node's.
func (n *Node) ID() string {
	n.settling.Lock()
	defer n.settling.Unlock()
	return n.id
}

// settle says in the folder where its log is and which node it is, before anything is
// recorded. The format comes first: from then on no older program begins another log.
func (n *Node) settle() error {
	n.settling.Lock()
	defer n.settling.Unlock()
	if n.settled {
		return nil
	}
	if err := folder.RaiseFormat(n.options.Dir); err != nil {
		return err
	}
	if !n.placed {
		if err := supervision.WritePlace(n.Log.At()); err != nil {
			return err
		}
		n.placed = true
		n.Log.NotePlaced()
	}
	if n.id == "" {
		id := uuid.NewString()
		if err := folder.SetNewNodeID(n.options.Dir, id); err != nil {
			return err
		}
		n.id = id
		n.unrecorded.Store(true)
	}
	n.settled = true
	return nil
}

// appended notes that this process recorded something.
func (n *Node) appended(e events.Event) {
	n.recorded.Store(true)
	if n.unrecorded.Load() && folder.NodeRecorded(n.options.Dir) == nil { // else with the next event
		n.unrecorded.Store(false)
	}
	if _, appoints := e.Data.(events.NodeAppointed); appoints {
		n.commander.forget()
	}
}

var errUnsettled = errors.New("where the log is could not be written down")
