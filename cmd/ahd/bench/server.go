package bench

import (
	"context"

	"github.com/nats-io/nats.go"

	"ahd/events/eventlog"
	"ahd/events/eventlog/localnats"
)

// server is an embedded log server with an open log.
type server struct {
	nats       *localnats.Server
	connection *nats.Conn
	log        *eventlog.Log
}

func startServer(ctx context.Context, dir string) (_ *server, err error) {
	s := &server{}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if s.nats, err = localnats.Start(dir); err != nil {
		return nil, err
	}
	if s.connection, err = s.nats.Connect(); err != nil {
		return nil, err
	}
	s.log, err = eventlog.Open(ctx, s.connection, 1)
	return s, err
}

func (s *server) close() {
	if s.connection != nil {
		s.connection.Close()
	}
	if s.nats != nil {
		s.nats.Close()
	}
}
