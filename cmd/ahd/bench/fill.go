package bench

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd/events"
	"ahd/events/eventlog"
	"ahd/events/eventlog/localnats"
	"ahd/events/ledger"
	"ahd/projections"
)

// filled is the made-up register, in a ledger and in a log. Each is made once,
// when the first figure needs it.
type filled struct {
	dir     string
	options Options
	ledger  *ledger.Ledger
}

func (f *filled) close() error {
	if f.ledger == nil {
		return nil
	}
	return f.ledger.Close()
}

// inLedger gives the ledger of the register.
func (f *filled) inLedger() (*ledger.Ledger, error) {
	if f.ledger != nil {
		return f.ledger, nil
	}
	l, err := ledger.Open(filepath.Join(f.dir, "ledger"), source, func(body []byte) (time.Time, error) {
		envelope, _, err := events.Scan(body)
		return envelope.Time, err
	})
	if err != nil {
		return nil, err
	}
	f.ledger = l
	made, count := newRegister(f.options.Events, f.options.Seed), uint64(f.options.Events)
	for l.Size() < count {
		group := make([][]byte, min(2000, count-l.Size()))
		for i := range group {
			if group[i], err = made.next(); err != nil {
				return nil, err
			}
		}
		if err := l.Append(l.Size()+1, group); err != nil {
			return nil, err
		}
	}
	return l, nil
}

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

// fillLog makes a log with what the ledger holds, byte for byte, and closes it:
// whoever measures opens it again.
func fillLog(ctx context.Context, dir string, from *ledger.Ledger) error {
	s, err := startServer(ctx, dir)
	if err != nil {
		return err
	}
	defer s.close()
	js, err := jetstream.New(s.connection, jetstream.WithPublishAsyncMaxPending(512))
	if err != nil {
		return err
	}
	for next := uint64(1); next <= from.Size(); {
		bodies, err := from.Entries(next)
		if err != nil {
			return err
		}
		for _, body := range bodies {
			envelope, _, err := events.Scan(body)
			if err != nil {
				return err
			}
			stream, err := events.ParseStream(envelope.Subject)
			if err != nil {
				return err
			}
			if _, err := js.PublishAsync(stream.Address(), body, jetstream.WithStallWait(time.Minute)); err != nil {
				return err
			}
		}
		next += uint64(len(bodies))
	}
	select {
	case <-js.PublishAsyncComplete():
	case <-ctx.Done():
		return ctx.Err()
	}
	if head, err := s.log.Head(ctx); err != nil || head != from.Size() {
		return errors.Join(errors.New("the log could not be filled"), err)
	}
	return nil
}

// withheld is a ledger that seems empty until it is released, so that the book
// comes by its events through the feed.
type withheld struct {
	*ledger.Ledger
	released bool
}

var _ projections.Record = (*withheld)(nil)

func (w *withheld) Size() uint64 {
	if !w.released {
		return 0
	}
	return w.Ledger.Size()
}

// noTexts is where every narrative was erased.
type noTexts struct{}

func (noTexts) Read(context.Context, string) (string, bool, error) { return "", false, nil }
