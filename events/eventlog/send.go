package eventlog

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"
)

// ErrAnotherLog: somebody has this server's log open and records into it already.
var ErrAnotherLog = errors.New("the log is open for recording already")

// sole is how a server in this process is connected to, into whose log nobody else can
// publish. It is given to one log at a time, which leaves behind what it sent and what may
// still get in: each id, and the last place for it.
type sole interface {
	nats.InProcessConnProvider
	Take() (doubtful map[string]uint64, free bool)
	GiveBack(doubtful map[string]uint64)
}

// Embedded opens the log for recording where its server is this process's own, listens
// nowhere and has no other log open for recording: ErrAnotherLog. Then several events are
// sent at once without being held together, which is faster, and would let events in out
// of turn where anybody else publishes; so no other server is taken.
func Embedded(l *Log) error {
	server, is := l.nc.Opts.InProcessServer.(sole)
	if !is {
		return errors.New("the log's server is not this process's own")
	}
	doubtful, free := server.Take()
	if !free {
		return ErrAnotherLog
	}
	l.embedded = true
	for id, place := range doubtful {
		if place > l.memory.head {
			l.memory.offer(id, place)
		}
	}
	l.careful = l.memory.doubtful()
	l.leave = func() {
		server.GiveBack(l.memory.open)
		l.leave = func() {}
	}
	return nil
}

// sender sends events once, each guarded by its place, and says what was answered.
type sender struct {
	server
	embedded bool                                    // nobody else can publish
	atomic   atomic.Bool                             // the stream takes batches
	cut      atomic.Pointer[context.CancelCauseFunc] // ends the waiting for an answer
}

var errCut = errors.New("the connection to the log was lost")

// watch ends the waiting for an answer when the connection is lost: it will not come.
func (s *sender) watch(ctx context.Context) {
	status := s.nc.StatusChanged(nats.RECONNECTING, nats.CLOSED)
	defer s.nc.RemoveStatusListener(status)
	for {
		select {
		case <-status:
			if cut := s.cut.Load(); cut != nil {
				(*cut)(errCut)
			}
		case <-ctx.Done():
			return
		}
	}
}

// asking bounds the waiting for one answer, which a lost connection ends too.
func (s *sender) asking(ctx context.Context, longest time.Duration) (_ context.Context, done func()) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	ctx, cut := context.WithCancelCause(ctx)
	s.cut.Store(&cut)
	return ctx, func() { cut(nil); cancel() }
}

// Check asks again whether the log's settings are what they must be: ErrWeakened
// if they are not.
func (s *sender) Check(ctx context.Context, replicas int) error {
	info, err := s.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("the log did not tell its settings: %w", err)
	}
	s.atomic.Store(info.Config.AllowAtomicPublish)
	return checkSettings(info.Config, replicas)
}

// Batches reports whether the stream takes several events at once. One that does not is
// slower, and as safe.
func (s *sender) Batches() bool { return s.embedded || s.atomic.Load() }

// transmit sends calls for the places behind head, once.
func (s *sender) transmit(ctx context.Context, head uint64, calls []*call) answer {
	ctx, done := s.asking(ctx, s.bounds.answer)
	defer done()
	switch {
	case len(calls) > 1 && !s.embedded:
		return s.sendBatch(ctx, head, calls)
	case len(calls) > 1:
		return s.sendPipelined(ctx, head, calls)
	}
	return s.sendLast(ctx, head, calls[0])
}

// sendPipelined sends each for the place that it will have. Only the last has an answer:
// if it is there, so are all before it.
func (s *sender) sendPipelined(ctx context.Context, head uint64, calls []*call) answer {
	for i, c := range calls[:len(calls)-1] {
		if err := s.nc.PublishMsg(messageOf(c, head+uint64(i))); err != nil {
			return answer{err: err, left: i > 0 || !unsent(err)}
		}
	}
	end := len(calls) - 1
	a := s.sendLast(ctx, head+uint64(end), calls[end])
	a.left = true
	return a
}

// sendLast sends one and waits for its answer.
func (s *sender) sendLast(ctx context.Context, head uint64, c *call) answer {
	m := messageOf(c, head)
	ack, err := s.js.PublishMsg(ctx, m, jetstream.WithRetryAttempts(0))
	if unsent(err) {
		return answer{err: err}
	}
	if err == nil && (ack.Stream != Name || ack.Sequence != head+1 || ack.Duplicate) {
		err = errors.New("the answer is not the log's")
	}
	return answerOf(err)
}

// sendBatch sends several of which all get in, or none.
func (s *sender) sendBatch(ctx context.Context, head uint64, calls []*call) answer {
	messages := make([]*nats.Msg, len(calls))
	for i, c := range calls {
		messages[i] = messageOf(c, head)
		if i > 0 {
			messages[i].Header.Del(jetstream.ExpectedLastSeqHeader) // the first holds all in their places
		}
	}
	ack, err := jetstreamext.PublishMsgBatch(ctx, s.js, messages, jetstreamext.BatchFlowControl{})
	if err == nil && (ack.Stream != Name || ack.Sequence != head+uint64(len(calls))) {
		err = errors.New("the answer is not the log's")
	}
	if unsent(err) { // nor was what would have held the rest together
		return answer{err: err}
	}
	a := answerOf(err)
	var refusal *jetstream.APIError
	if errors.As(err, &refusal) && refusal.ErrorCode == codeNotEnabled {
		s.atomic.Store(false)
	}
	return a
}

// messageOf is a call as it is sent, guarded by its place.
func messageOf(c *call, last uint64) *nats.Msg {
	m := &nats.Msg{
		Subject: c.stream.Address(),
		Data:    c.body,
		Header: nats.Header{
			"Content-Type":                  {"application/cloudevents+json"},
			jetstream.ExpectedLastSeqHeader: {strconv.FormatUint(last, 10)},
		},
	}
	if c.by != "" {
		m.Header.Set(nodeHeader, c.by)
	}
	return m
}
