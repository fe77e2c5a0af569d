package peers

import (
	"context"
	"errors"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/cmd/ahd-bench/bench"
)

// openJetStream opens a log server as Ahd has one, that syncs each message before it
// acknowledges it and takes it only behind the last one of its subject.
func openJetStream(ctx context.Context, dir string, body []byte, clients int) (*side, error) {
	store, err := own(dir, "jetstream")
	if err != nil {
		return nil, err
	}
	server, err := natsserver.NewServer(&natsserver.Options{
		ServerName: "ahd", DontListen: true, JetStream: true, StoreDir: store, SyncAlways: true,
		JetStreamMaxStore: 1 << 60, MaxPayload: 66_000, NoSigs: true, NoLog: true,
	})
	if err != nil {
		return nil, err
	}
	server.Start()
	if !server.ReadyForConnections(10 * time.Second) {
		server.Shutdown()
		return nil, errors.New("its server did not start")
	}
	connection, err := nats.Connect("", nats.InProcessServer(server))
	if err != nil {
		server.Shutdown()
		return nil, err
	}
	end := func() error {
		connection.Close()
		server.Shutdown()
		server.WaitForShutdown()
		return nil
	}
	s, err := publishing(ctx, connection, body, clients)
	if err != nil {
		return nil, errors.Join(err, end())
	}
	s.close = end
	return s, nil
}

func publishing(ctx context.Context, connection *nats.Conn, body []byte, clients int) (*side, error) {
	js, err := jetstream.New(connection)
	if err != nil {
		return nil, err
	}
	if _, err := js.CreateStream(ctx, jetstream.StreamConfig{
		Name: "PEER", Subjects: []string{"peer.>"}, Storage: jetstream.FileStorage, Discard: jetstream.DiscardNew,
		DenyDelete: true, DenyPurge: true, AllowDirect: true, Replicas: 1, Duplicates: time.Second,
	}); err != nil {
		return nil, err
	}
	last := make([]map[string]uint64, clients) // of each subject; every client has its own
	for i := range last {
		last[i] = map[string]uint64{}
	}
	return &side{
		note: "publishers on a server with our settings and sync always, each body guarded by the last sequence of its subject; nothing can be looked up from it",
		record: func(ctx context.Context, client, turn int) error {
			subject := "peer." + bench.CommitmentOf(client, turn)
			ack, err := js.Publish(ctx, subject, body, jetstream.WithExpectLastSequencePerSubject(last[client][subject]))
			if err == nil {
				last[client][subject] = ack.Sequence
			}
			return err
		},
	}, nil
}
