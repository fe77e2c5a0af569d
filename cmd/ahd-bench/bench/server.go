package bench

import (
	"context"

	natsserver "github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/localnats"
)

// server is an embedded log server with an open log.
type server struct {
	stop       func()
	connection *nats.Conn
	log        *eventlog.Log
}

// startServer starts the one that Ahd runs.
func startServer(ctx context.Context, dir string) (*server, error) {
	embedded, err := localnats.Start(dir)
	if err != nil {
		return nil, err
	}
	connection, err := embedded.Connect()
	return open(ctx, connection, err, func() { embedded.Close() })
}

// startFilling starts one on the same folder that syncs when it ends and not after
// each event: a million of those would take the better part of an hour. What it
// leaves is a log like any other.
func startFilling(ctx context.Context, dir string) (*server, error) {
	embedded, err := natsserver.NewServer(&natsserver.Options{
		ServerName: "ahd", DontListen: true, JetStream: true, StoreDir: dir, MaxPayload: 66_000, NoSigs: true, NoLog: true,
	})
	if err != nil {
		return nil, err
	}
	embedded.Start()
	connection, err := nats.Connect("", nats.InProcessServer(embedded))
	return open(ctx, connection, err, func() {
		embedded.Shutdown()
		embedded.WaitForShutdown()
	})
}

func open(ctx context.Context, connection *nats.Conn, err error, stop func()) (*server, error) {
	s := &server{stop: stop, connection: connection}
	if err == nil {
		s.log, err = eventlog.Open(ctx, connection, 1)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	s.log.Clock.Right() // what was filled ends in another year
	return s, nil
}

func (s *server) close() {
	if s.connection != nil {
		s.connection.Close()
	}
	s.stop()
}
