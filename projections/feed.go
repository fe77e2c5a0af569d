package projections

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"

	"ahd.example/ahd/events/eventlog"
)

// Feed carries the log into the book: one Watermill consumer, one message a
// batch. There is no retry middleware and no poison queue: an event is never
// skipped, and the subscriber sends a refused batch again until it is taken.
type Feed struct {
	router *message.Router
	done   chan struct{} // closed when the router has ended
	err    error         // why, once done is closed
}

// StartFeed starts the feed. Its owner calls Close, which waits for it.
func StartFeed(ctx context.Context, b *Book, log *eventlog.Log, reached func(sequence uint64), messages *slog.Logger) (*Feed, error) {
	logger := watermill.NewSlogLogger(messages)
	router, err := message.NewRouter(message.RouterConfig{}, logger)
	if err != nil {
		return nil, fmt.Errorf("the feed cannot start: %w", err)
	}
	subscriber := eventlog.NewSubscriber(log, func(context.Context) (uint64, error) {
		return b.Checkpoint().Sequence + 1, nil
	}, standing{b})
	router.AddConsumerHandler("book", eventlog.Name, subscriber, func(m *message.Message) error {
		return b.take(m, reached)
	})
	f := &Feed{router: router, done: make(chan struct{})}
	go func() {
		defer close(f.done)
		if f.err = router.Run(ctx); f.err != nil { // a log that is shorter than the book, for one
			b.halt(b.Checkpoint(), b.Checkpoint().Sequence+1, f.err)
		}
	}()
	// Closing a router that is not running yet waits for handlers that it keeps
	// from starting.
	select {
	case <-router.Running():
	case <-f.done:
	}
	return f, nil
}

// standing lets the book say that the log brings nothing, and why: whoever waits for an
// event would else wait for ever.
type standing struct{ book *Book }

// Interrupted stops the book until the log brings something again.
func (s standing) Interrupted(err error) {
	s.book.stand(func(at uint64) *Stop { return &Stop{Sequence: at + 1, Reason: err.Error()} })
}

// Resumed lets it go on: nothing is waiting to be applied.
func (s standing) Resumed() { s.book.stand(func(uint64) *Stop { return nil }) }

// take applies the batch of one message.
func (b *Book) take(m *message.Message, reached func(sequence uint64)) error {
	first, bodies, err := eventlog.Batch(m)
	if err != nil {
		return err
	}
	err = b.Apply(m.Context(), first, bodies)
	reached(b.Checkpoint().Sequence)
	if err == nil {
		b.pace.rest(m.Context(), len(bodies))
	}
	return err
}

// Close stops the feed and waits for it; the batch under way is finished.
func (f *Feed) Close() error {
	select {
	case <-f.done: // it ended by itself, and the book says why
		return nil
	default:
	}
	err := f.router.Close()
	<-f.done
	return errors.Join(err, f.err)
}

// A batch costs a transaction, however few events are in it. Under load events come one
// group of commands after the other: the book lets some come together, unless somebody
// waits for them. Whoever only looks sees a book that is behind by so much at most.
const (
	together = 20 * time.Millisecond // between the beginnings of two small batches
	enough   = 256                   // events that are a batch without waiting
)

// pace holds back the next batch after a small one. It belongs to the feed, but whoever
// waits may hurry it.
type pace struct {
	together time.Duration
	began    time.Time     // since when the last batch could begin
	wake     chan struct{} // holds one while somebody waits for an event
}

func newPace() *pace { return &pace{together: together, wake: make(chan struct{}, 1)} }

// hurry ends the rest that is under way, or the next: somebody waits.
func (p *pace) hurry() {
	select {
	case p.wake <- struct{}{}:
	default: // somebody did already
	}
}

// rest waits after a batch of so many events until others have come together, somebody
// waits for one of them, or ctx ends.
func (p *pace) rest(ctx context.Context, events int) {
	left := p.together - time.Since(p.began)
	defer func() { p.began = time.Now() }()
	if events >= enough || left <= 0 {
		return
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case <-p.wake:
	case <-timer.C:
	case <-ctx.Done():
	}
}
