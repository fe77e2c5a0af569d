package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ahd/events"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Receipt says where and how an event was recorded.
type Receipt struct {
	Sequence uint64    // place in the log
	Body     []byte    // the bytes that were recorded
	Time     time.Time // when, as stamped in the event
}

// Append records one event, stamped with its time, if expected is still the last
// sequence of its subject (0: the subject has none). The caller has read expected
// first and looked for the id in the book afterwards; that is what makes asking
// again with the same id safe (see claims). The server has the event when Append
// returns without an error. Otherwise:
//
//	*Conflict          somebody else recorded on the subject; not recorded
//	*Held              this id is in hand already; this call sent nothing
//	ErrNotRecorded     it is not in the log and will not get there
//	ErrOutcomeUnknown  it was sent and nobody answered within the time or ctx
//
// Events are stamped and sent one after the other on one connection and their
// answers overlap, so that times never decrease in the log. For the same reason
// nothing is ever sent again by itself: a second sending would arrive behind
// events with later times.
func (l *Log) Append(ctx context.Context, e events.Event, expected uint64) (Receipt, error) {
	receipt, err := l.append(ctx, e, expected)
	return receipt, l.claims.correct(e.ID, err)
}

func (l *Log) append(ctx context.Context, e events.Event, expected uint64) (Receipt, error) {
	waiting, cancel := context.WithTimeout(ctx, l.bounds.stall)
	defer cancel()
	if err := acquire(ctx, waiting, l.room); err != nil {
		return Receipt{}, err
	}
	a, err := l.send(ctx, waiting, e, expected)
	if err != nil {
		<-l.room
		return Receipt{}, err
	}
	select {
	case <-a.done:
		return a.receipt, a.err
	case <-ctx.Done():
	}
	select {
	case <-a.done:
		return a.receipt, a.err
	default: // the id stays held until the answer comes or its time is over
		return Receipt{}, fmt.Errorf("%w: nobody waited for the answer: %w", ErrOutcomeUnknown, context.Cause(ctx))
	}
}

// Settled tells that the book has read up to this sequence, so that the ids up
// to there need not be held here any more. Without it, the log takes a few
// thousand events and then refuses more.
func (l *Log) Settled(sequence uint64) { l.claims.settle(sequence) }

// acquire takes a token, for as long as waiting allows.
func acquire(ctx, waiting context.Context, tokens chan struct{}) error {
	if ctx.Err() == nil {
		select {
		case tokens <- struct{}{}:
			return nil
		case <-waiting.Done():
		}
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%w: nobody waited for it to be sent: %w", ErrNotRecorded, context.Cause(ctx))
	}
	return fmt.Errorf("%w: the log is busy", ErrNotRecorded)
}

// send stamps, encodes and sends one event while nobody else does. An error
// means that nothing was sent. After that the answer gives the room back.
func (l *Log) send(ctx, waiting context.Context, e events.Event, expected uint64) (*attempt, error) {
	stream, err := events.ParseStream(e.Subject)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotRecorded, err)
	}
	if err := acquire(ctx, waiting, l.turn); err != nil {
		return nil, err
	}
	defer func() { <-l.turn }()
	if err := l.fit(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotRecorded, err)
	}
	if corrects(e) {
		if err := l.quiet(waiting); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotRecorded, err)
		}
	}
	if err := l.claims.take(e.ID, e.Subject, expected); err != nil {
		return nil, err
	}
	err = l.stamp(&e)
	var body []byte
	if err == nil {
		body, err = events.Encode(e)
	}
	if err != nil {
		l.claims.refuse(e.ID)
		return nil, fmt.Errorf("%w: %w", ErrNotRecorded, err)
	}
	a := &attempt{id: e.ID, subject: e.Subject, expected: expected,
		receipt: Receipt{Body: body, Time: e.Time}, done: make(chan struct{})}
	l.publish(a, stream.Address())
	l.Clock.stamped()
	if corrects(e) {
		l.corrected(a)
	}
	return a, nil
}

// publish sends once. jetstream would send again when nobody listens on the
// subject for a moment; WithRetryAttempts(0) keeps it from that.
func (l *Log) publish(a *attempt, address string) {
	m := &nats.Msg{
		Subject: address,
		Data:    a.receipt.Body,
		Header:  nats.Header{"Content-Type": {"application/cloudevents+json"}},
	}
	l.claims.fly(m, a)
	_, err := l.js.PublishMsgAsync(m,
		jetstream.WithExpectLastSequencePerSubject(a.expected),
		jetstream.WithRetryAttempts(0),
		jetstream.WithStallWait(l.bounds.stall))
	if err != nil {
		l.answered(m, nil, err)
	}
}

// answered ends an attempt, whoever is still waiting for it. jetstream calls it
// once for each message that it took: with the server's answer, after the bound
// on waiting, or when the connection was lost. It may hold its own lock then, so
// nothing here calls it back.
func (l *Log) answered(m *nats.Msg, ack *jetstream.PubAck, err error) {
	a := l.claims.land(m)
	if a == nil {
		return // the connection was lost between taking the message and sending it
	}
	if err == nil && (ack.Stream != Name || ack.Sequence == 0 || ack.Duplicate) {
		err = errors.New("the answer is not the log's")
	}
	if err != nil {
		a.err, a.receipt = verdict(a.subject, a.expected, err), Receipt{}
	}
	switch {
	case err == nil:
		a.receipt.Sequence = ack.Sequence
		l.claims.record(a.id, ack.Sequence)
	case errors.Is(a.err, ErrOutcomeUnknown):
		l.claims.doubt(a.id)
	default:
		l.claims.refuse(a.id)
	}
	close(a.done)
	<-l.room
}
