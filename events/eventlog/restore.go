package eventlog

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events"
)

const restoredAtOnce = 256

// Restore adds bodies that were recorded before, the first of which must get the
// sequence first: into a log that is made anew from the ledger or has lost its end, before
// anything is appended to it.
// Each is guarded by its place. Where one gets another place or none, Restore returns
// an error and the log is of no use.
func (l *Log) Restore(ctx context.Context, first uint64, bodies [][]byte) error {
	for len(bodies) > 0 {
		some := bodies[:min(len(bodies), restoredAtOnce)]
		if err := l.restore(ctx, first, some); err != nil {
			return err
		}
		bodies, first = bodies[len(some):], first+uint64(len(some))
	}
	return l.readClock(ctx)
}

func (l *Log) restore(ctx context.Context, first uint64, bodies [][]byte) error {
	js, err := jetstream.New(l.nc, jetstream.WithPublishAsyncMaxPending(len(bodies)))
	if err != nil {
		return err
	}
	sent := make([]jetstream.PubAckFuture, len(bodies))
	for i, body := range bodies {
		sequence := first + uint64(i)
		envelope, _, err := events.Scan(body)
		if err != nil {
			return fmt.Errorf("event %d cannot be brought back: %w", sequence, err)
		}
		stream, err := events.ParseStream(envelope.Subject)
		if err != nil {
			return fmt.Errorf("event %d cannot be brought back: %w", sequence, err)
		}
		message := &nats.Msg{Subject: stream.Address(), Data: body}
		if sent[i], err = js.PublishMsgAsync(message, jetstream.WithExpectLastSequence(sequence-1), jetstream.WithStallWait(l.bounds.answer)); err != nil {
			return fmt.Errorf("event %d was not brought back: %w", sequence, err)
		}
	}
	for i, future := range sent {
		select {
		case ack := <-future.Ok():
			if ack.Sequence != first+uint64(i) {
				return fmt.Errorf("event %d got the place %d", first+uint64(i), ack.Sequence)
			}
		case err := <-future.Err():
			return fmt.Errorf("event %d was not brought back: %w", first+uint64(i), err)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
