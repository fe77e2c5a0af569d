package eventlog

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A node that has a log open lets others see that it is there: it waits on a consumer of
// its own for events that never come. The rights that following needs are enough for it.
const (
	nobodysEvents = "ahd.events.none" // no event has this address
	waitsFor      = 5 * time.Second   // after which it asks again: so long is one seen that has lost its power
	goneAfter     = time.Minute       // the server forgets the consumer of one that does not ask
)

func presenceOf(node string) string { return "node-" + node }

// BePresent lets others see a node until ctx ends. What fails is tried again: at worst
// the node is not seen.
func BePresent(ctx context.Context, nc *nats.Conn, node string) {
	for ctx.Err() == nil {
		if err := wait(ctx, nc, node); err != nil {
			select {
			case <-time.After(waitsFor):
			case <-ctx.Done():
			}
		}
	}
}

func wait(ctx context.Context, nc *nats.Conn, node string) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	asking, cancel := context.WithTimeout(ctx, waitsFor)
	defer cancel()
	consumer, err := js.CreateOrUpdateConsumer(asking, Name, jetstream.ConsumerConfig{
		Name: presenceOf(node), FilterSubject: nobodysEvents, AckPolicy: jetstream.AckNonePolicy, DeliverPolicy: jetstream.DeliverNewPolicy,
		MemoryStorage: true, Replicas: 1, InactiveThreshold: goneAfter,
	})
	for err == nil && ctx.Err() == nil {
		var none jetstream.MessageBatch
		if none, err = consumer.Fetch(1, jetstream.FetchMaxWait(waitsFor)); err != nil {
			break
		}
		select {
		case <-none.Messages(): // there is none; it is closed when the time is over
			err = none.Error()
		case <-ctx.Done():
		}
	}
	return err
}

// Present reports whether a node is seen at the log: whether it waits there now. False
// also where that cannot be asked.
func Present(ctx context.Context, nc *nats.Conn, node string) bool {
	js, err := jetstream.New(nc)
	if err != nil {
		return false
	}
	consumer, err := js.Consumer(ctx, Name, presenceOf(node))
	if err != nil {
		return false
	}
	info, err := consumer.Info(ctx)
	return err == nil && info.NumWaiting > 0
}
