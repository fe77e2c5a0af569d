package moving

import (
	"context"
	"fmt"
	"sync"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/services/recording"
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

// lookupInterval is how old what is remembered may be, where others may appoint.
const lookupInterval = 100 * time.Millisecond

// Commander is the node that was appointed last, as the book has read; nil while that is
// whoever holds the key with which the register was opened.
func (s *Service) Commander() (*register.Node, error) {
	c := &s.commander
	c.mu.Lock()
	defer c.mu.Unlock()
	read := s.ReadTo()
	if c.metAt > read {
		return c.met, nil
	}
	if c.known && (read == c.at || s.Log.At().NATS == "" || time.Since(c.since) < lookupInterval) {
		return c.node, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), supervision.AskFor)
	defer cancel()
	row, err := s.Book.State(ctx, events.Register)
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

// Met is told of an event that somebody else appended, by whoever comes upon it in the
// log: from an appointment on, this node does not append.
func (c *commander) Met(sequence uint64, body []byte) {
	e, err := events.Decode(body)
	if err != nil {
		return // the ledger and the book say so
	}
	appointed, is := e.Data.(events.NodeAppointed)
	if !is {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.met, c.metAt = &register.Node{ID: appointed.Node, URL: appointed.URL, Log: appointed.Log}, sequence
}

// Appointed says why this node does not append to the log: another one does. nil if it
// may.
func (s *Service) Appointed() error {
	now, err := s.Commander()
	if err != nil {
		return fmt.Errorf("who appends to the log cannot be read: %w", err)
	}
	if now == nil {
		return nil
	}
	if own, err := s.is(now.ID); own || err != nil {
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
