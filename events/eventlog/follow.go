package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd.example/ahd/events/durable"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const (
	maxEvents = 5000
	maxBytes  = 8 << 20

	// idleFor is how long the server keeps a reader that does not ask for more,
	// because its handler is busy or its process was killed.
	idleFor = time.Minute

	// heartbeat is how often a reader hears that it is still served. One of a cluster is
	// served by one of the servers, which may die: without two signs of life it begins
	// anew, with another.
	heartbeat = time.Second

	beginWithin = 2 * time.Second        // a server that should serve a reader and does not
	tidyWithin  = 250 * time.Millisecond // the server forgets a reader by itself, and the next waits
)

// Follow reads the log from a sequence on and hands over what is there in
// contiguous batches, in order, for as long as ctx lives. It does not wait for a
// batch to fill: what is available now is a batch. It calls handle one batch at
// a time and keeps at most about 16 MiB in memory meanwhile; the bodies are
// handle's to keep. Where nothing is waiting at the start it says so with an empty
// batch, so that a reader that had lost the log learns that it follows again.
// While the connection is away it waits for it, so that no reader's pause grows
// with the length of an outage.
//
// It returns handle's error; ctx's error; ErrAhead if the log is shorter than
// from needs; ErrGap after handing over everything before a missing event; and
// ErrInterrupted when reading broke, after which following again from the next
// sequence is right. Nothing of it runs on when it has returned.
func (l *Log) Follow(ctx context.Context, from uint64, handle func(first uint64, bodies [][]byte) error) error {
	if err := l.connected(ctx); err != nil {
		return err
	}
	head, err := l.reaches(ctx, from)
	if err != nil {
		return err
	}
	if head+1 == from {
		if err := handle(from, nil); err != nil {
			return err
		}
	}
	for began := time.Now(); ; durable.Sleep(ctx, shortestPause) {
		next, err := l.deliver(ctx, from, handle)
		// Behind another server of a cluster a reader may not be known yet.
		if next > from || !errors.Is(err, nats.ErrNoResponders) || time.Since(began) > beginWithin {
			return l.confirmed(ctx, next, err)
		}
	}
}

// deliver hands over what one reader gets, until it ends, and says what is next.
func (l *Log) deliver(ctx context.Context, from uint64, handle func(first uint64, bodies [][]byte) error) (next uint64, err error) {
	r, stop, err := l.read(ctx, from)
	if err != nil {
		return from, err
	}
	defer stop()
	for {
		first := r.next
		bodies, err := r.batch(ctx)
		if len(bodies) > 0 {
			if err := handle(first, bodies); err != nil {
				return r.next, err
			}
		}
		if err != nil {
			return r.next, err
		}
	}
}

// connected waits for the connection; one that was closed never comes back.
func (s *server) connected(ctx context.Context) error {
	status := s.nc.StatusChanged(nats.CONNECTED, nats.CLOSED)
	defer s.nc.RemoveStatusListener(status)
	for !s.nc.IsConnected() {
		if s.nc.IsClosed() {
			return fmt.Errorf("%w: %w", ErrInterrupted, nats.ErrConnectionClosed)
		}
		select {
		case <-status:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// reaches tells whether a reader may start at from, at the latest behind the
// newest event, and how far the log reaches.
func (s *server) reaches(ctx context.Context, from uint64) (head uint64, err error) {
	head, err = s.headSoon(ctx)
	if err == nil && from > head+1 && s.elsewhere() {
		durable.Sleep(ctx, noticeInterval)
		head, err = s.headSoon(ctx)
	}
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrInterrupted, err)
	}
	if from == 0 || from > head+1 {
		return 0, fmt.Errorf("%w: event %d is wanted and %d is the newest", ErrAhead, from, head)
	}
	return head, nil
}

// headSoon is Head, of a log that answers.
func (s *server) headSoon(ctx context.Context) (uint64, error) {
	ctx, cancel := context.WithTimeout(ctx, beginWithin)
	defer cancel()
	return s.Head(ctx)
}

// read starts the delivery of events.
//
// The consumer has the settings of jetstream's OrderedConsumer, and reader makes
// its check of the order. Its way of beginning anew is left out: that waits for
// the server without end and without heeding ctx while Stop waits for it, and
// leaves goroutines behind. Here a disturbance ends Follow, and the caller
// begins anew where it stands.
func (l *Log) read(ctx context.Context, from uint64) (r *reader, stop func(), err error) {
	r = newReader(from, min(max(l.Batch, 1), maxEvents), l.bounds.idle, l.headSoon)
	// Before anything can be delivered: a delivery that a cut connection loses is
	// noticed by what is delivered behind it, but the last one has nothing behind it.
	status := l.nc.StatusChanged(nats.RECONNECTING, nats.CLOSED)
	r.cut = status
	stopped := func(err error) (*reader, func(), error) {
		l.nc.RemoveStatusListener(status)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		return nil, nil, fmt.Errorf("%w: %w", ErrInterrupted, err)
	}
	beginning, cancel := context.WithTimeout(ctx, beginWithin)
	defer cancel()
	consumer, err := l.stream.CreateConsumer(beginning, jetstream.ConsumerConfig{
		DeliverPolicy:     jetstream.DeliverByStartSequencePolicy,
		OptStartSeq:       from,
		AckPolicy:         jetstream.AckNonePolicy,
		MemoryStorage:     true,
		Replicas:          1,
		InactiveThreshold: idleFor,
	})
	if err != nil {
		return stopped(err)
	}
	delivery, err := consumer.Consume(r.arrive,
		jetstream.PullMaxMessagesWithBytesLimit(r.limit, maxBytes),
		jetstream.PullHeartbeat(heartbeat),
		jetstream.ConsumeErrHandler(func(_ jetstream.ConsumeContext, err error) { r.interrupt(err) }))
	if err != nil {
		return stopped(err)
	}
	return r, func() {
		close(r.done)
		delivery.Stop()
		<-delivery.Closed()
		l.nc.RemoveStatusListener(status)
		// Best effort: an idle consumer is dropped by the server anyway.
		tidy, cancel := context.WithTimeout(context.Background(), tidyWithin)
		defer cancel()
		_ = l.stream.DeleteConsumer(tidy, consumer.CachedInfo().Name)
	}, nil
}
