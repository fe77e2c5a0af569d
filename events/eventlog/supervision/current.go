package supervision

import (
	"context"
	"fmt"
	"sync"
	"time"

	"ahd.example/ahd/events/eventlog"
)

// current is the log while it can be used, and the reason while it cannot.
type current struct {
	readTo func() uint64 // how far the book has read

	mu      sync.Mutex
	now     *opened // nil while the log cannot be used
	reason  error   // why
	answers doubts  // of an id among them it is not said that nothing was recorded
}

// look is what is open; nil, and the reason, where nothing is.
func (c *current) look() (*opened, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now, c.reason
}

// found keeps what was opened, or the reason why it could not be.
func (c *current) found(o *opened, head uint64, err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.reason = &noLog{err}
		return c.reason
	}
	c.now, c.reason = o, nil
	c.answers.reopened(head)
	return nil
}

// rest are the ids in doubt, see doubts.rest.
func (c *current) rest() (ids []string, since time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers.look(c.readTo(), time.Now())
	return c.answers.rest()
}

// Ready says why nothing can be recorded for the log's sake; nil if it can.
func (c *current) Ready() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now != nil && c.now.away.Load() {
		return &noLog{errLost}
	}
	return c.reason
}

func (c *current) isOpen() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now != nil
}

// given says why there is no log; nil if there is one, at this moment connected
// or not.
func (c *current) given() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reason
}

// use takes the log for one Append; users.Done gives it back.
func (c *current) use() (*opened, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil {
		return nil, fmt.Errorf("%w: %w", eventlog.ErrNotRecorded, c.reason)
	}
	c.now.users.Add(1)
	return c.now, nil
}

// borrow takes the log for reading, nil while it cannot be used; users.Done gives it
// back.
func (c *current) borrow() *opened {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now != nil {
		c.now.users.Add(1)
	}
	return c.now
}

// Use takes the log for reading, nil while it cannot be used. done gives it back, however
// often it is called.
func (c *current) Use() (log *eventlog.Log, done func()) {
	o := c.borrow()
	if o == nil {
		return nil, func() {}
	}
	return o.log, sync.OnceFunc(o.users.Done)
}

// Head is the last sequence of the log.
func (c *current) Head(ctx context.Context) (uint64, error) {
	o, reason := c.look()
	if o == nil {
		return 0, reason
	}
	if o.away.Load() {
		return 0, &noLog{errLost}
	}
	return inTime(ctx, o.log.Head)
}

// inTime asks, and waits no longer than ctx allows: a connection that is lost meanwhile
// keeps whoever asked until an attempt to renew it has failed.
func inTime(ctx context.Context, ask func(context.Context) (uint64, error)) (uint64, error) {
	type answer struct {
		n   uint64
		err error
	}
	told := make(chan answer, 1)
	go func() {
		n, err := ask(ctx)
		told <- answer{n, err}
	}()
	select {
	case a := <-told:
		return a.n, a.err
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	}
}

// giveUp takes the log away, waits for those who use it, and closes it. An
// attempt under way ends within the log's own bound on waiting.
func (c *current) giveUp(reason error) error { return c.finish(c.takeAway(reason)) }

// takeAway lets nobody use the log any more, and waits for those who do; nil where there
// is none.
func (c *current) takeAway(reason error) *opened {
	c.mu.Lock()
	o := c.now
	c.now, c.reason = nil, &noLog{reason}
	c.mu.Unlock()
	if o != nil {
		o.users.Wait()
	}
	return o
}

// finish closes a log that was taken away.
func (c *current) finish(o *opened) error {
	if o == nil {
		return nil
	}
	c.mu.Lock()
	c.answers.keep(o.log)
	c.mu.Unlock()
	return o.close()
}

// Doubtful reports whether anything that was sent may still get in.
func (c *current) Doubtful() bool {
	ids, _ := c.rest()
	return len(ids) > 0
}

// InDoubt reports whether an event with this id may be in the log, or may still get
// there, although the book does not have it.
func (c *current) InDoubt(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers.look(c.readTo(), time.Now())
	return c.answers.about(id) || c.now != nil && c.now.log.Holds(id)
}

// Present reports whether a node is seen at the log outside.
func (c *current) Present(ctx context.Context, node string) bool {
	o := c.borrow()
	if o == nil {
		return false
	}
	defer o.users.Done()
	return o.server == nil && eventlog.Present(ctx, o.connection, node)
}

// RecordedBy is the node that recorded the newest event; "" where that is not known.
func (c *current) RecordedBy() string {
	o := c.borrow()
	if o == nil {
		return ""
	}
	defer o.users.Done()
	return o.log.RecordedBy()
}

// BatchNote names the command that lets an external log take several events at once; empty
// where it does, or where nobody can be asked.
func (c *current) BatchNote() string {
	o := c.borrow()
	if o == nil {
		return ""
	}
	defer o.users.Done()
	if o.log.Batches() {
		return ""
	}
	return "The log takes one event at a time, which is safe and slower with many people at once. On the NATS server, “nats stream edit " + eventlog.Name + " --allow-batch” lets it take several. Nothing need be stopped."
}
