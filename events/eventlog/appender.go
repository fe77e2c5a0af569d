package eventlog

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"

	"ahd.example/ahd/events"
)

// The appender is one goroutine with one group of events on its way. Every event is
// guarded by its place: it gets in directly behind the last event that the appender has
// seen, with its time, or nowhere. So it is never in doubt about more than one group,
// and "what stands at the next place?" decides that: the same bytes are offered for the
// same places until it is known. However late a copy arrives, it finds its place taken.
type appender struct {
	// Clock is the clock by which events are stamped. Set it before the first Append.
	Clock *Clock
	// Fit is asked before each group of events why this log may not record it; nil for
	// one that always may. Set it before the first Append.
	Fit func() error
	// Node is the id of whoever records here, which is noted beside each event that gets into
	// a log that others keep; nil for nobody. Set it before the first Append.
	Node func() string
	// Foreign is told of each event that somebody else recorded, in order, before Fit is
	// asked again. nil if nobody wants to know.
	Foreign func(sequence uint64, body []byte)

	sender
	send   func(ctx context.Context, head uint64, calls []*call) answer
	memory *memory
	leave  func() // gives the server back to another appender

	queue chan *call
	ended chan struct{} // closed when run has ended
	start sync.Once
	stop  context.CancelFunc

	again []*call // taken from the queue and not sent; they come first

	last    time.Time              // of the newest event
	by      atomic.Pointer[string] // the node that recorded it
	unfit   error                  // why nothing may be recorded behind the newest event
	careful uint64                 // up to here, what an earlier appender of this server sent may get in
}

const (
	maxGroup      = 200       // events on their way at once; a server takes a thousand in a batch
	maxGroupBytes = 512 << 10 // likewise
)

// begin starts the appender with the first call.
func (a *appender) begin() {
	a.start.Do(func() {
		ctx, stop := context.WithCancel(context.Background())
		a.stop = stop
		watched := make(chan struct{})
		go func() {
			defer close(watched)
			a.watch(ctx)
		}()
		go func() {
			defer close(a.ended)
			a.run(ctx)
			<-watched
		}()
	})
}

// Close ends the appender and waits for it. What is not known by then stays unknown. It
// does not close the connection, and comes before that.
func (l *Log) Close() {
	l.start.Do(func() { l.stop = func() {}; close(l.ended) }) // it never began, and will not
	l.stop()
	<-l.ended
	l.leave()
}

// run records what is in the queue until ctx ends, and answers every call that it took.
func (a *appender) run(ctx context.Context) {
	for ctx.Err() == nil {
		if group := a.gather(ctx); len(group) > 0 {
			a.record(ctx, group)
		}
	}
	for _, c := range a.again {
		if c.take() {
			c.refused(notRecorded(errClosedLog))
		}
	}
}

// gather waits for a call and takes with it what else is waiting and may be recorded
// together with it.
func (a *appender) gather(ctx context.Context) []*call {
	g := &group{log: a, last: a.last, touched: map[string]bool{}}
	earlier := a.again
	a.again = nil
	for !g.full() {
		var c *call
		switch {
		case len(earlier) > 0:
			c, earlier = earlier[0], earlier[1:]
		case len(g.calls)+len(a.again) > 0:
			select {
			case c = <-a.queue:
			default:
				return g.calls
			}
		default:
			select {
			case c = <-a.queue:
			case <-ctx.Done():
				return nil
			}
		}
		if !c.take() {
			continue
		}
		if later := g.admit(c); later {
			c.putBack()
			a.again = append(a.again, c)
			if g.behind && len(g.calls) == 0 {
				a.again = append(a.again, earlier...)
				a.catchUpTo(ctx, c)
				return nil
			}
		}
	}
	a.again = append(a.again, earlier...)
	return g.calls
}

// group is what is to be recorded at once, one behind the other.
type group struct {
	log     *appender
	calls   []*call
	size    int             // bytes
	last    time.Time       // of the newest event in it, or before it
	alone   bool            // nothing else may be in it
	behind  bool            // whoever asked last has read more than the log, and would be refused
	touched map[string]bool // streams and ids
}

func (g *group) full() bool {
	return g.alone || len(g.calls) == maxGroup || g.size > maxGroupBytes-events.MaxBody
}

// admit takes a call into the group or answers it. later says that it must wait for what
// becomes of the group.
func (g *group) admit(c *call) (later bool) {
	corrects := corrects(c.event)
	if g.touched[c.event.Subject] || g.touched[c.event.ID] || corrects && len(g.calls) > 0 {
		return true
	}
	if len(g.calls) == 0 { // once for a group
		if unfit := g.log.fit(); unfit != nil {
			c.refused(notRecorded(unfit))
			return false
		}
	}
	place := g.log.memory.head + 1 + uint64(len(g.calls))
	if err := g.log.memory.admit(c, place); err != nil {
		if g.behind = c.readAt > g.log.memory.head; g.behind {
			return true
		}
		c.refused(err)
		return false
	}
	if err := g.stamp(c); err != nil {
		c.refused(notRecorded(err))
		return false
	}
	c.before = g.log.memory.offer(c.event.ID, place)
	g.calls, g.size, g.alone = append(g.calls, c), g.size+len(c.body), corrects
	g.touched[c.event.Subject], g.touched[c.event.ID] = true, true
	return false
}

// stamp gives a call the time and the bytes that it will have in the log.
func (g *group) stamp(c *call) (err error) {
	e := c.event
	if err := g.log.Clock.stamp(&e, g.last); err != nil {
		return err
	}
	if c.body, err = events.Encode(e); err != nil {
		return err
	}
	if c.time, g.last = e.Time, e.Time; g.log.Node != nil && !g.log.embedded {
		c.by = g.log.Node()
	}
	g.log.Clock.stamped()
	return nil
}

// fit says why nothing may be recorded now; nil if it may. It is asked before each group.
func (a *appender) fit() error {
	if a.unfit != nil {
		return a.unfit
	}
	if a.nc.Status() != nats.CONNECTED {
		return errors.New("the log cannot be reached")
	}
	if a.Fit != nil {
		return a.Fit()
	}
	return nil
}

// landed takes in what stands in the log of a group, and answers for it.
func (a *appender) landed(calls []*call) {
	for _, c := range calls {
		a.memory.add(c.event.Subject, c.event.ID)
		a.last = c.time
		a.recordedBy(c.by)
		if corrects(c.event) {
			a.Clock.Right()
		}
		c.recorded(a.memory.head)
	}
}
