package eventlog

import (
	"context"
	"errors"
	"strconv"

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

// transmit sends calls for the places behind head, once.
func (l *Log) transmit(ctx context.Context, head uint64, calls []*call) answer {
	ctx, done := l.asking(ctx, l.bounds.answer)
	defer done()
	switch {
	case len(calls) > 1 && !l.embedded:
		return l.sendBatch(ctx, head, calls)
	case len(calls) > 1:
		return l.sendPipelined(ctx, head, calls)
	}
	return l.sendLast(ctx, head, calls[0])
}

// sendPipelined sends each for the place that it will have. Only the last has an answer:
// if it is there, so are all before it.
func (l *Log) sendPipelined(ctx context.Context, head uint64, calls []*call) answer {
	for i, c := range calls[:len(calls)-1] {
		if err := l.nc.PublishMsg(messageOf(c, head+uint64(i))); err != nil {
			return answer{err: err, left: i > 0 || !unsent(err)}
		}
	}
	end := len(calls) - 1
	a := l.sendLast(ctx, head+uint64(end), calls[end])
	a.left = true
	return a
}

// sendLast sends one and waits for its answer.
func (l *Log) sendLast(ctx context.Context, head uint64, c *call) answer {
	m := messageOf(c, head)
	ack, err := l.js.PublishMsg(ctx, m, jetstream.WithRetryAttempts(0))
	if unsent(err) {
		return answer{err: err}
	}
	if err == nil && (ack.Stream != Name || ack.Sequence != head+1 || ack.Duplicate) {
		err = errors.New("the answer is not the log's")
	}
	return answerOf(err)
}

// sendBatch sends several of which all get in, or none.
func (l *Log) sendBatch(ctx context.Context, head uint64, calls []*call) answer {
	messages := make([]*nats.Msg, len(calls))
	for i, c := range calls {
		messages[i] = messageOf(c, head)
		if i > 0 {
			messages[i].Header.Del(jetstream.ExpectedLastSeqHeader) // the first holds all in their places
		}
	}
	ack, err := jetstreamext.PublishMsgBatch(ctx, l.js, messages, jetstreamext.BatchFlowControl{})
	if err == nil && (ack.Stream != Name || ack.Sequence != head+uint64(len(calls))) {
		err = errors.New("the answer is not the log's")
	}
	if unsent(err) { // nor was what would have held the rest together
		return answer{err: err}
	}
	a := answerOf(err)
	var refusal *jetstream.APIError
	if errors.As(err, &refusal) && refusal.ErrorCode == codeNotEnabled {
		l.atomic.Store(false)
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
