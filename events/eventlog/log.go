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
	"sync/atomic"
	"time"

	"ahd/events"
	"ahd/events/cause"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Name is the name of the log in JetStream, and its topic in Watermill.
const Name = "AHD_EVENTS"

// Log is the log with its one appender. Its owner closes it, and then the connection,
// after the calls of Append and Follow have ended.
type Log struct {
	// Clock is the clock by which events are stamped. Set it before the first Append.
	Clock *Clock
	// Batch is the most events that Follow hands over at once: 1,000, and never
	// more than 5,000. Set it before the first Follow.
	Batch int
	// Fit is asked before each group of events why this log may not record it; nil for
	// one that always may. Set it before the first Append.
	Fit func() error
	// Node is the id of whoever records here, which is noted beside each event that gets into
	// a log that others keep; nil for nobody. Set it before the first Append.
	Node func() string
	// Foreign is told of each event that somebody else recorded, in order, before Fit is
	// asked again. nil if nobody wants to know.
	Foreign func(sequence uint64, body []byte)

	nc       *nats.Conn
	js       jetstream.JetStream
	leader   nats.JetStreamContext // asks the server that decides; js may ask any that has a copy
	stream   jetstream.Stream      // its handle; the events are with the server
	bounds   bounds
	embedded bool        // nobody else can publish
	atomic   atomic.Bool // the stream takes batches
	leave    func()      // gives the server back to another appender
	send     func(ctx context.Context, head uint64, calls []*call) answer
	appender
	memory *memory
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
	l := &Log{Clock: NewClock(time.Now), Batch: 1000, nc: nc, bounds: b, leave: func() {},
		appender: appender{queue: make(chan *call, maxGroup), ended: make(chan struct{})}}
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

// Head is the last sequence of the log, 0 if it is empty.
func (l *Log) Head(ctx context.Context) (uint64, error) {
	e, err := l.Extent(ctx)
	return e.Last, err
}

// Extent is how far the store of a log reaches, and whether anything in it is missing.
type Extent struct{ First, Last, Events, Deleted uint64 }

// Whole reports whether every event up to the last is there. A store of which a power cut
// tore a part keeps a hole for ever, and calls itself healthy.
func (e Extent) Whole() bool {
	return e.Events == e.Last && e.Deleted == 0 && (e.Last == 0 || e.First == 1)
}

// Extent asks the store. Errors as of Head.
func (l *Log) Extent(ctx context.Context) (Extent, error) {
	info, err := l.stream.Info(ctx)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return Extent{}, cause.Of(ErrAbsent, err)
	}
	if err != nil {
		return Extent{}, fmt.Errorf("the log did not say how far it reaches: %w", err)
	}
	s := info.State
	return Extent{First: s.FirstSeq, Last: s.LastSeq, Events: s.Msgs, Deleted: uint64(s.NumDeleted)}, nil
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

// Check asks again whether the log's settings are what they must be: ErrWeakened
// if they are not.
func (l *Log) Check(ctx context.Context, replicas int) error {
	info, err := l.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("the log did not tell its settings: %w", err)
	}
	l.atomic.Store(info.Config.AllowAtomicPublish)
	return checkSettings(info.Config, replicas)
}

// Batches reports whether the stream takes several events at once. One that does not is
// slower, and as safe.
func (l *Log) Batches() bool { return l.embedded || l.atomic.Load() }

// Body is the event at a place of the log, byte for byte, from the server that decides
// what stands there. It returns ErrGap if the log does not have it.
func (l *Log) Body(ctx context.Context, sequence uint64) ([]byte, error) {
	return l.bodyFromLeader(ctx, sequence)
}

// readClock finds the newest event and its time, before which nothing may be stamped
// even if the clock has gone back since. If that event is damaged, the log is still open
// for reading and refuses to append.
func (l *Log) readClock(ctx context.Context) error {
	head, err := l.Head(ctx)
	l.memory = newMemory(head)
	if err != nil || head == 0 {
		return err
	}
	newest, err := l.fromLeader(ctx, head)
	if errors.Is(err, ErrGap) {
		l.unfit = fmt.Errorf("event %d, the newest, is missing", head)
		return nil
	}
	if err != nil {
		return fmt.Errorf("the newest event of the log could not be read (the NATS user of this node must be allowed to publish to $JS.API.STREAM.MSG.GET.%s): %w", Name, err)
	}
	l.recordedBy(newest.Header.Get(nodeHeader))
	envelope, _, err := events.Scan(newest.Data)
	if err != nil {
		l.unfit = fmt.Errorf("event %d, the newest, is damaged: %w", head, err)
		return nil
	}
	l.last = envelope.Time
	return nil
}
