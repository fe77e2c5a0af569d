package bench

import (
	"context"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events"
)

// publishers publish one body again and again, each on subjects of its own, under
// the guard that a command has. The server has the settings of ours.
type publishers struct {
	server *server
	js     jetstream.JetStream
	body   []byte
	guards [clients][ownEach]guard
}

// guard is the sequence of the last body on one subject. On a schedule the next
// one may come while it is still under way, and then waits for it.
type guard struct {
	mu   sync.Mutex
	last uint64
}

func preparePublishers(ctx context.Context, dir string, body []byte) (*publishers, error) {
	s, err := startServer(ctx, dir)
	if err != nil {
		return nil, err
	}
	p := &publishers{server: s, body: body}
	if p.js, err = jetstream.New(s.connection); err == nil {
		_, _, err = AtOnce(clients, ownEach, time.Minute, func(client, turn int) error { return p.publish(ctx, client, turn) })
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return p, nil
}

func (p *publishers) publish(ctx context.Context, client, turn int) error {
	address := events.Stream{Kind: "commitment", ID: CommitmentOf(client, turn)}.Address()
	g := &p.guards[client][turn%ownEach]
	g.mu.Lock()
	defer g.mu.Unlock()
	ack, err := p.js.Publish(ctx, address, p.body, jetstream.WithExpectLastSequencePerSubject(g.last))
	if err == nil {
		g.last = ack.Sequence
	}
	return err
}
