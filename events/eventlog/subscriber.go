package eventlog

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"ahd.example/ahd/events/durable"

	"github.com/ThreeDotsLabs/watermill/message"
)

// Metadata of a message: the sequences of the first and last event in it.
const (
	FirstKey = "first"
	LastKey  = "last"
)

var errClosed = errors.New("the subscriber is closed")

// Subscriber gives the log to Watermill. One message is one ordered batch, its
// payload is packed (Unpack), and the next comes only after its Ack. A Nack
// brings the same batch again after a growing pause, for ever: an event that
// cannot be applied stops the reading there until the cause is gone, and is never
// skipped. When following the log breaks, it begins again by itself behind the
// last batch that was acknowledged.
//
// It keeps no position anywhere: each Subscribe asks from, which reads the
// checkpoint that its handler writes together with its rows.
type Subscriber struct {
	following Following

	from   func(context.Context) (uint64, error)
	ahead  func(context.Context, uint64) error
	follow func(context.Context, uint64, func(uint64, [][]byte) error) error
	pause  func(context.Context, time.Duration)

	mu      sync.Mutex
	closed  bool
	closing chan struct{}
	running sync.WaitGroup
}

var _ message.Subscriber = (*Subscriber)(nil)

// Following is told how the reading goes, by whoever would else wait for an event that
// does not come. Its methods are called one at a time.
type Following interface {
	// Interrupted is called each time that following broke, before the pause. ErrGap
	// and ErrAhead come this way too and need a person.
	Interrupted(err error)
	// Resumed is called when the reader follows again and nothing is waiting for it.
	Resumed()
}

// NewSubscriber makes a subscriber that starts at the sequence that from gives:
// the reader's checkpoint + 1.
func NewSubscriber(log *Log, from func(ctx context.Context) (uint64, error), following Following) *Subscriber {
	ahead := func(ctx context.Context, from uint64) error {
		_, err := log.reaches(ctx, from)
		return err
	}
	return &Subscriber{following: following, from: from, ahead: ahead, follow: log.Follow, pause: durable.Sleep, closing: make(chan struct{})}
}

// Subscribe starts sending. The topic is the log's Name. The channel is closed
// once, after the last send, when ctx ends or the subscriber is closed.
func (s *Subscriber) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	if topic != Name {
		return nil, fmt.Errorf("the log is the topic %s, not %s", Name, topic)
	}
	from, err := s.from(ctx)
	if err != nil {
		return nil, fmt.Errorf("where to begin reading the log: %w", err)
	}
	// Said at once: behind a log that lost its end, nothing would ever come.
	if err := s.ahead(ctx, from); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errClosed
	}
	out := make(chan *message.Message)
	ctx, cancel := context.WithCancel(ctx)
	s.running.Add(2)
	go func() {
		defer s.running.Done()
		defer cancel()
		select {
		case <-s.closing:
		case <-ctx.Done():
		}
	}()
	go func() {
		defer s.running.Done()
		defer close(out)
		defer cancel()
		s.run(ctx, from, out)
	}()
	return out, nil
}

// Close stops all sending and waits for it to end. What a handler is doing with a
// message is its own to finish; the message's context is cancelled.
func (s *Subscriber) Close() error {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.closing)
	}
	s.mu.Unlock()
	s.running.Wait()
	return nil
}

// run follows the log until ctx ends. It owns next, the sequence behind the last
// batch that was acknowledged.
func (s *Subscriber) run(ctx context.Context, next uint64, out chan<- *message.Message) {
	broken := durable.Backoff{First: shortestPause, Longest: longestAway}
	for ctx.Err() == nil {
		err := s.follow(ctx, next, func(first uint64, bodies [][]byte) error {
			if len(bodies) == 0 {
				s.following.Resumed()
				return nil
			}
			if err := s.deliver(ctx, first, bodies, out); err != nil {
				return err
			}
			next = first + uint64(len(bodies))
			broken.Reset()
			return nil
		})
		if ctx.Err() != nil {
			return
		}
		s.following.Interrupted(err)
		s.pause(ctx, broken.Next())
	}
}

// deliver sends one batch until it is acknowledged. Only ctx ends it.
func (s *Subscriber) deliver(ctx context.Context, first uint64, bodies [][]byte, out chan<- *message.Message) error {
	refused := durable.Backoff{First: shortestPause, Longest: longestPause}
	payload, last := Pack(bodies), first+uint64(len(bodies))-1
	for {
		m := message.NewMessage(fmt.Sprintf("%d-%d", first, last), payload)
		m.Metadata.Set(FirstKey, strconv.FormatUint(first, 10))
		m.Metadata.Set(LastKey, strconv.FormatUint(last, 10))
		acked, err := offer(ctx, m, out)
		if acked || err != nil {
			return err
		}
		s.pause(ctx, refused.Next())
	}
}

// offer sends one message and waits for its answer. The message's context ends
// with it.
func offer(ctx context.Context, m *message.Message, out chan<- *message.Message) (acked bool, err error) {
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	m.SetContext(own)
	select {
	case out <- m:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	select {
	case <-m.Acked():
		return true, nil
	case <-m.Nacked():
		return false, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

const (
	shortestPause = 100 * time.Millisecond
	longestPause  = 30 * time.Second
	longestAway   = 500 * time.Millisecond // nothing is recorded meanwhile; asking costs little
)
