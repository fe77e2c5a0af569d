package eventlog

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"ahd.example/ahd/events"
)

// Receipt says where and how an event was recorded.
type Receipt struct {
	Sequence uint64    // place in the log
	Body     []byte    // the bytes that were recorded
	Time     time.Time // when, as stamped in the event
}

var errClosedLog = errors.New("the log is closed")

// Append records one event, stamped with its time, if expected is still the last
// sequence of its stream (0: it has none). readAt is how far the book had read when the
// caller read expected; it has looked the id up there, or further on. The log compares
// what was recorded behind readAt itself. The server has the event when Append returns
// without an error. Otherwise:
//
//	*Conflict          somebody else recorded on the stream; not recorded
//	*Held              this id was recorded, or is on its way; this call sent nothing
//	ErrNotRecorded     it is not in the log and will not get there
//	ErrOutcomeUnknown  it was sent and it is not known, within the time or ctx, what became of it
func (l *Log) Append(ctx context.Context, e events.Event, expected, readAt uint64) (Receipt, error) {
	receipt, err := l.append(ctx, e, expected, readAt)
	return receipt, l.memory.correct(e.ID, err)
}

func (a *appender) append(ctx context.Context, e events.Event, expected, readAt uint64) (Receipt, error) {
	stream, err := events.ParseStream(e.Subject)
	if err != nil {
		return Receipt{}, notRecorded(err)
	}
	if ctx.Err() != nil {
		return Receipt{}, nobodyWaits(ctx)
	}
	a.begin()
	c := &call{event: e, stream: stream, expected: expected, readAt: readAt, done: make(chan struct{})}
	busy := time.NewTimer(a.bounds.queue)
	defer busy.Stop()
	select {
	case a.queue <- c:
		return a.await(ctx, c, busy.C)
	case <-a.ended:
		return Receipt{}, notRecorded(errClosedLog)
	case <-busy.C:
		return Receipt{}, errBusy
	case <-ctx.Done():
		return Receipt{}, nobodyWaits(ctx)
	}
}

// await waits until the call is answered, or takes it back if nothing was sent for it.
func (a *appender) await(ctx context.Context, c *call, busy <-chan time.Time) (Receipt, error) {
	var why error
	select {
	case <-c.done:
		return c.receipt, c.err
	case <-a.ended:
		why = notRecorded(errClosedLog)
	case <-busy:
		why = errBusy
	case <-ctx.Done():
		why = nobodyWaits(ctx)
	}
	if c.withdraw() {
		return Receipt{}, why
	}
	answer := time.NewTimer(a.bounds.answer)
	defer answer.Stop()
	silent := errors.New("the log gave no answer")
	select {
	case <-c.done:
	case <-answer.C:
	case <-ctx.Done():
		silent = fmt.Errorf("nobody waited for the answer: %w", context.Cause(ctx))
	}
	select {
	case <-c.done:
		return c.receipt, c.err
	default:
	}
	for !c.leave() {
		if c.withdraw() { // somebody else's event took its place, and it was not sent again
			return Receipt{}, why
		}
	}
	return Receipt{}, fmt.Errorf("%w: %w", ErrOutcomeUnknown, silent)
}

var errBusy = fmt.Errorf("%w: the log is busy", ErrNotRecorded)

func notRecorded(why error) error { return fmt.Errorf("%w: %w", ErrNotRecorded, why) }

func nobodyWaits(ctx context.Context) error {
	return fmt.Errorf("%w: nobody waited for it to be sent: %w", ErrNotRecorded, context.Cause(ctx))
}

// call is one event that somebody wants to be recorded. The appender owns it while it is
// taken, but for done, behind which its caller reads receipt and err.
type call struct {
	event    events.Event
	stream   events.Stream
	expected uint64
	readAt   uint64
	state    atomic.Int32
	done     chan struct{} // closed when receipt and err stand

	before  uint64 // the last place for which its id was sent before it; 0 for none
	body    []byte
	by      string // the node that records it; "" where that is not noted
	time    time.Time
	receipt Receipt
	err     error
}

// The states of a call.
const (
	waiting   int32 = iota // nothing of it was sent, or what was sent cannot get in any more
	taken                  // it may be in the log
	withdrawn              // its caller waits no more
	left                   // likewise, and was told that it may be in the log
)

func (c *call) take() bool     { return c.state.CompareAndSwap(waiting, taken) }
func (c *call) withdraw() bool { return c.state.CompareAndSwap(waiting, withdrawn) }

// leave keeps a call that may be in the log from being sent again once it is known that it
// is not: its caller has been answered, and perhaps asks again.
func (c *call) leave() bool { return c.state.CompareAndSwap(taken, left) }

// putBack lets a call wait again of which nothing can get in.
func (c *call) putBack() { c.state.CompareAndSwap(taken, waiting) }

func (c *call) recorded(sequence uint64) {
	c.receipt = Receipt{Sequence: sequence, Body: c.body, Time: c.time}
	close(c.done)
}

func (c *call) refused(err error) {
	c.err = err
	close(c.done)
}
