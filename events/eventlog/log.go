// Package eventlog answers: where are the events kept in order, and how does one
// get in?
//
// They are kept in the JetStream stream AHD_EVENTS, one NATS subject for each
// stream of ours. An event gets in by Append, guarded by what the caller had
// read; it comes out by Follow, in order and without a hole, or as Watermill
// messages by a Subscriber. Nothing here decides what may be recorded, and what is
// remembered here of the end of the log is there until the book has read it.
package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd.example/ahd/events/cause"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Name is the name of the log in JetStream, and its topic in Watermill.
const Name = "AHD_EVENTS"

// Log is the log with its one appender. Its owner closes it, and then the connection,
// after the calls of Append and Follow have ended.
type Log struct {
	// Batch is the most events that Follow hands over at once: 1,000, and never
	// more than 5,000. Set it before the first Follow.
	Batch int

	appender
}

// bounds keep a log that is slow or silent from holding its callers for ever.
type bounds struct {
	queue  time.Duration // waiting to be sent
	answer time.Duration // waiting for the server, each time; afterwards the outcome is unknown
	try    time.Duration // likewise, before the same is sent again to a server elsewhere; 0 for as long
	giveUp time.Duration // after which nothing is sent again
	idle   time.Duration // a reader that hears nothing asks how far the log reaches
}

var usual = bounds{queue: 2 * time.Second, answer: 5 * time.Second, try: 2500 * time.Millisecond, giveUp: time.Minute, idle: 5 * time.Second}

// Option is how a log is opened.
type Option func(*Log) error

// Open opens the log and makes it if it is absent. It refuses one whose settings
// have become weaker (ErrWeakened). The caller keeps the connection.
//
// Without Embedded others may publish too, and nothing gets in that they were faster than.
func Open(ctx context.Context, nc *nats.Conn, replicas int, options ...Option) (*Log, error) {
	return open(ctx, nc, replicas, usual, options...)
}

// OpenExisting opens a log that must be there: ErrAbsent if it is not. For whoever
// has read from it before, an empty log in its place would be another log.
func OpenExisting(ctx context.Context, nc *nats.Conn, replicas int, options ...Option) (*Log, error) {
	l, err := prepare(nc, usual)
	if err != nil {
		return nil, err
	}
	if l.stream, err = l.js.Stream(ctx, Name); errors.Is(err, jetstream.ErrStreamNotFound) {
		return nil, cause.Of(ErrAbsent, err)
	}
	return l.opened(ctx, replicas, err, options)
}

func open(ctx context.Context, nc *nats.Conn, replicas int, b bounds, options ...Option) (*Log, error) {
	l, err := prepare(nc, b)
	if err != nil {
		return nil, err
	}
	l.stream, err = l.js.Stream(ctx, Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		l.stream, err = l.js.CreateStream(ctx, settings(replicas))
		err = tooManyCopies(err, replicas)
	}
	return l.opened(ctx, replicas, err, options)
}

// opened checks what was found, or made: an account's defaults may have changed
// what we asked for.
func (l *Log) opened(ctx context.Context, replicas int, err error, options []Option) (*Log, error) {
	if err != nil {
		return nil, fmt.Errorf("the log cannot be opened: %w", err)
	}
	config := l.stream.CachedInfo().Config
	if err := checkSettings(config, replicas); err != nil {
		return nil, err
	}
	l.atomic.Store(config.AllowAtomicPublish)
	if err := l.readClock(ctx); err != nil {
		return nil, err
	}
	for _, option := range options {
		if err := option(l); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// prepare makes a log that has not looked at its stream yet.
func prepare(nc *nats.Conn, b bounds) (*Log, error) {
	l := &Log{Batch: 1000, appender: appender{
		Clock: NewClock(time.Now), leave: func() {}, queue: make(chan *call, maxGroup), ended: make(chan struct{}),
		sender: sender{server: server{nc: nc, bounds: b}},
	}}
	l.send = l.transmit
	var err error
	if l.js, err = jetstream.New(nc); err == nil {
		l.leader, err = nc.JetStream()
	}
	if err != nil {
		return nil, fmt.Errorf("the log cannot be reached: %w", err)
	}
	return l, nil
}

// Count is how many events the log at a connection holds, whatever its settings are; 0
// where there is none.
func Count(ctx context.Context, nc *nats.Conn) (uint64, error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return 0, fmt.Errorf("the log cannot be reached: %w", err)
	}
	stream, err := js.Stream(ctx, Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("the log did not say how far it reaches: %w", err)
	}
	return stream.CachedInfo().State.LastSeq, nil
}
