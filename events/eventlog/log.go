// Package eventlog answers: where are the events kept in order, and how does one
// get in?
//
// They are kept in the JetStream stream AHD_EVENTS, one NATS subject for each
// stream of ours. An event gets in by Append, guarded by what the caller had
// read; it comes out by Follow, in order and without a hole, or as Watermill
// messages by a Subscriber. Nothing here decides what may be recorded and
// nothing here remembers beyond the log, except which ids are on their way.
package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd/events"
	"ahd/events/cause"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Name is the name of the log in JetStream, and its topic in Watermill.
const Name = "AHD_EVENTS"

// Log is the log with its one appender. Only one Log may append to a stream at a
// time: time stamps are its own, and so is the knowledge of ids on their way.
// It has no Close: it lives as long as the connection, whose owner first waits
// for its own calls of Append and Follow.
type Log struct {
	// Clock is the clock by which events are stamped. Set it before the first Append.
	Clock *Clock
	// Batch is the most events that Follow hands over at once: 1,000, and never
	// more than 5,000. Set it before the first Follow.
	Batch int

	nc     *nats.Conn
	js     jetstream.JetStream
	leader nats.JetStreamContext // asks the server that decides; js may ask any that has a copy
	stream jetstream.Stream      // its handle; the events are with the server
	bounds bounds

	room   chan struct{} // one token for each event sent and not answered
	turn   chan struct{} // one token: held while an event is stamped and sent
	clock  stamps        // held by turn
	claims claims
}

// bounds keep a log that is slow or silent from holding its callers for ever.
type bounds struct {
	unanswered int           // events sent and not answered
	held       int           // ids held
	stall      time.Duration // waiting for room or for one's turn; nothing was sent
	answer     time.Duration // waiting for the server; afterwards the outcome is unknown
	quiet      time.Duration // no sending after the connection was renewed
	idle       time.Duration // a reader that hears nothing asks how far the log reaches
}

var usual = bounds{unanswered: 256, held: 4096, stall: 2 * time.Second, answer: 5 * time.Second,
	quiet: 2 * time.Second, idle: 5 * time.Second}

// Open opens the log and makes it if it is absent. It refuses one whose settings
// have become weaker (ErrWeakened). The caller keeps the connection.
func Open(ctx context.Context, nc *nats.Conn, replicas int) (*Log, error) {
	return open(ctx, nc, replicas, usual)
}

// OpenExisting opens a log that must be there: ErrAbsent if it is not. For whoever
// has read from it before, an empty log in its place would be another log.
func OpenExisting(ctx context.Context, nc *nats.Conn, replicas int) (*Log, error) {
	l, err := prepare(nc, usual)
	if err != nil {
		return nil, err
	}
	if l.stream, err = l.js.Stream(ctx, Name); errors.Is(err, jetstream.ErrStreamNotFound) {
		return nil, cause.Of(ErrAbsent, err)
	}
	return l.opened(ctx, replicas, err)
}

func open(ctx context.Context, nc *nats.Conn, replicas int, b bounds) (*Log, error) {
	l, err := prepare(nc, b)
	if err != nil {
		return nil, err
	}
	l.stream, err = l.js.Stream(ctx, Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		l.stream, err = l.js.CreateStream(ctx, settings(replicas))
	}
	return l.opened(ctx, replicas, err)
}

// opened checks what was found, or made: an account's defaults may have changed
// what we asked for.
func (l *Log) opened(ctx context.Context, replicas int, err error) (*Log, error) {
	if err != nil {
		return nil, fmt.Errorf("the log cannot be opened: %w", err)
	}
	if err := checkSettings(l.stream.CachedInfo().Config, replicas); err != nil {
		return nil, err
	}
	if err := l.readClock(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

// prepare makes a log that has not looked at its stream yet.
func prepare(nc *nats.Conn, b bounds) (*Log, error) {
	l := &Log{
		Clock: NewClock(time.Now), Batch: 1000, nc: nc, bounds: b,
		room: make(chan struct{}, b.unanswered), turn: make(chan struct{}, 1),
		clock:  stamps{renewals: nc.Stats().Reconnects},
		claims: claims{held: map[string]claim{}, flying: map[*nats.Msg]*attempt{}, most: b.held},
	}
	var err error
	l.js, err = jetstream.New(nc,
		jetstream.WithPublishAsyncMaxPending(b.unanswered),
		jetstream.WithPublishAsyncTimeout(b.answer),
		jetstream.WithPublishAsyncAckHandler(func(_ jetstream.JetStream, m *nats.Msg, ack *jetstream.PubAck) {
			l.answered(m, ack, nil)
		}),
		jetstream.WithPublishAsyncErrHandler(func(_ jetstream.JetStream, m *nats.Msg, err error) {
			l.answered(m, nil, err)
		}))
	if err == nil {
		l.leader, err = nc.JetStream()
	}
	if err != nil {
		return nil, fmt.Errorf("the log cannot be reached: %w", err)
	}
	return l, nil
}

// Head is the last sequence of the log, 0 if it is empty.
func (l *Log) Head(ctx context.Context) (uint64, error) {
	info, err := l.stream.Info(ctx)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return 0, cause.Of(ErrAbsent, err)
	}
	if err != nil {
		return 0, fmt.Errorf("the log did not say how far it reaches: %w", err)
	}
	return info.State.LastSeq, nil
}

// Check asks again whether the log's settings are what they must be: ErrWeakened
// if they are not.
func (l *Log) Check(ctx context.Context, replicas int) error {
	info, err := l.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("the log did not tell its settings: %w", err)
	}
	return checkSettings(info.Config, replicas)
}

// Body is the event at a place of the log, byte for byte, from the server that decides what
// stands there: another may not have it yet. It returns ErrGap if the
// log does not have it.
func (l *Log) Body(ctx context.Context, sequence uint64) ([]byte, error) {
	asking, cancel := context.WithTimeout(ctx, l.bounds.answer)
	defer cancel()
	m, err := l.leader.GetMsg(Name, sequence, nats.Context(asking))
	if errors.Is(err, nats.ErrMsgNotFound) {
		return nil, cause.Of(fmt.Errorf("%w: event %d", ErrGap, sequence), err)
	}
	if err != nil {
		return nil, fmt.Errorf("event %d of the log could not be read: %w", sequence, err)
	}
	return m.Data, nil
}

// readClock finds the time of the newest event, before which nothing may be
// stamped even if the clock has gone back since. If that event is damaged, the
// log is still open for reading and refuses to append.
func (l *Log) readClock(ctx context.Context) error {
	head, err := l.Head(ctx)
	if err != nil || head == 0 {
		return err
	}
	newest, err := l.Body(ctx, head)
	if errors.Is(err, ErrGap) {
		l.clock.unfit = fmt.Errorf("event %d, the newest, is missing", head)
		return nil
	}
	if err != nil {
		return fmt.Errorf("the newest event of the log could not be read: %w", err)
	}
	envelope, _, err := events.Scan(newest)
	if err != nil {
		l.clock.unfit = fmt.Errorf("event %d, the newest, is damaged: %w", head, err)
		return nil
	}
	l.clock.last = envelope.Time
	return nil
}
