package eventlog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// server is whoever keeps the log, as it is asked: how far does it reach, and what stands
// where?
type server struct {
	nc     *nats.Conn
	js     jetstream.JetStream
	leader nats.JetStreamContext // asks the server that decides; js may ask any that has a copy
	stream jetstream.Stream      // its handle; the events are with the server
	bounds bounds
}

// Head is the last sequence of the log, 0 if it is empty.
func (s *server) Head(ctx context.Context) (uint64, error) {
	e, err := s.Extent(ctx)
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
func (s *server) Extent(ctx context.Context) (Extent, error) {
	info, err := s.stream.Info(ctx)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return Extent{}, cause.Of(ErrAbsent, err)
	}
	if err != nil {
		return Extent{}, fmt.Errorf("the log did not say how far it reaches: %w", err)
	}
	state := info.State
	return Extent{First: state.FirstSeq, Last: state.LastSeq, Events: state.Msgs, Deleted: uint64(state.NumDeleted)}, nil
}

// Body is the event at a place of the log, byte for byte, from the server that decides
// what stands there. It returns ErrGap if the log does not have it.
func (s *server) Body(ctx context.Context, sequence uint64) ([]byte, error) {
	m, err := s.fromLeader(ctx, sequence)
	if err != nil {
		return nil, err
	}
	return m.Data, nil
}

// fromLeader is bodyFromLeader with what stands beside the event.
func (s *server) fromLeader(ctx context.Context, sequence uint64) (*nats.RawStreamMsg, error) {
	asking, cancel := context.WithTimeout(ctx, s.bounds.answer)
	defer cancel()
	m, err := s.leader.GetMsg(Name, sequence, nats.Context(asking))
	if errors.Is(err, nats.ErrMsgNotFound) {
		return nil, cause.Of(fmt.Errorf("%w: event %d", ErrGap, sequence), err)
	}
	if err != nil {
		return nil, fmt.Errorf("event %d of the log could not be read: %w", sequence, err)
	}
	return m, nil
}

// A log that others keep, perhaps several servers, is not called shorter or damaged before
// the one that decides has said so twice, this long apart: one that led it until a moment
// ago may not know better, and a reader is served by any that has a copy.
const noticeInterval = 2 * time.Second

// elsewhere reports whether the log is kept outside this process.
func (s *server) elsewhere() bool { return s.nc.Opts.InProcessServer == nil }

// confirmed asks the server that decides about an event that was not delivered where it
// should have been. One that is there after all comes when it is followed again.
func (s *server) confirmed(ctx context.Context, sequence uint64, err error) error {
	if !errors.Is(err, ErrGap) || !s.elsewhere() {
		return err
	}
	for i := range 2 {
		if i > 0 {
			durable.Sleep(ctx, noticeInterval)
		}
		if _, missing := s.Body(ctx, sequence); !errors.Is(missing, ErrGap) && ctx.Err() == nil {
			return cause.Of(fmt.Errorf("%w: event %d was not delivered, and the log does not say that it is missing", ErrInterrupted, sequence), missing)
		}
	}
	return err
}
