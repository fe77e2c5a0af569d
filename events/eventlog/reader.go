package eventlog

import (
	"context"
	"fmt"
	"time"

	"ahd.example/ahd/events"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// reader puts what is delivered into batches and checks that nothing is missing.
type reader struct {
	next      uint64 // the sequence that must come next
	delivered uint64 // deliveries checked
	limit     int
	idle      time.Duration
	head      func(context.Context) (uint64, error)

	arrivals chan arrival
	broken   chan error         // the first disturbance
	cut      <-chan nats.Status // the connection was lost
	done     chan struct{}      // closed when nobody reads any more
}

// arrival is one event as it was delivered.
type arrival struct {
	sequence uint64 // place in the log
	delivery uint64 // counted by the server, from 1
	body     []byte
}

func newReader(from uint64, limit int, idle time.Duration, head func(context.Context) (uint64, error)) *reader {
	return &reader{next: from, limit: limit, idle: idle, head: head,
		arrivals: make(chan arrival, limit), broken: make(chan error, 1), done: make(chan struct{})}
}

// arrive is called by the connection, one message at a time; while the buffer is
// full it holds the server back.
func (r *reader) arrive(m jetstream.Msg) {
	meta, err := m.Metadata()
	if err != nil {
		r.interrupt(err)
		return
	}
	select {
	case r.arrivals <- arrival{meta.Sequence.Stream, meta.Sequence.Consumer, m.Data()}:
	case <-r.done:
	}
}

func (r *reader) interrupt(err error) {
	select {
	case r.broken <- err:
	default: // the first disturbance tells enough
	}
}

// batch waits for an event and takes with it what else has arrived. Together with
// events it may return the error that ends the reading behind them.
func (r *reader) batch(ctx context.Context) (bodies [][]byte, err error) {
	a, err := r.wait(ctx)
	if err != nil {
		return nil, err
	}
	for size := 0; ; {
		if err := r.check(a); err != nil {
			return bodies, err
		}
		bodies = append(bodies, a.body)
		size += len(a.body)
		if len(bodies) == r.limit || size > maxBytes-events.MaxBody {
			return bodies, nil
		}
		select {
		case a = <-r.arrivals:
		default:
			return bodies, nil
		}
	}
}

// wait gives the next arrival. Where nothing arrives it asks now and then how far
// the log reaches: an event that is there and is not delivered, because it was
// lost on the way or the server cannot read it, must not look like silence.
func (r *reader) wait(ctx context.Context) (arrival, error) {
	idle := time.NewTicker(r.idle)
	defer idle.Stop()
	for overdue := false; ctx.Err() == nil; {
		select {
		case a := <-r.arrivals:
			return a, nil
		case err := <-r.broken:
			return arrival{}, fmt.Errorf("%w: %w", ErrInterrupted, err)
		case <-r.cut:
			return arrival{}, fmt.Errorf("%w: the connection to the log was lost", ErrInterrupted)
		case <-ctx.Done():
			continue
		case <-idle.C:
		}
		head, err := r.head(ctx)
		if err == nil && head >= r.next && overdue && len(r.arrivals) == 0 {
			err = fmt.Errorf("%w: event %d is in the log and does not come", ErrUnread, r.next)
		}
		if err != nil && ctx.Err() == nil {
			return arrival{}, fmt.Errorf("%w: %w", ErrInterrupted, err)
		}
		overdue = head >= r.next
	}
	return arrival{}, ctx.Err()
}

// check tells a hole in the log from a message that was lost between the server
// and us: the server counts what it delivers.
func (r *reader) check(a arrival) error {
	if a.delivery != r.delivered+1 {
		return fmt.Errorf("%w: a delivery was lost on the way", ErrInterrupted)
	}
	if a.sequence != r.next {
		return fmt.Errorf("%w: event %d follows event %d", ErrGap, a.sequence, r.next-1)
	}
	r.delivered, r.next = a.delivery, a.sequence+1
	return nil
}
