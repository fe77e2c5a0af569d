package eventlog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Only a log that is alone sends several without holding them together. Whatever an
// external one sends lies behind one guard: alone, or in a batch of which only the first
// is guarded.
func TestAnExternalLogNeverPipelines(t *testing.T) {
	s := serve(t, t.TempDir())
	for _, batches := range []bool{true, false} {
		l := opened(t, s, usual)
		l.atomic.Store(batches)
		arrived := make(chan *nats.Msg, 100)
		watch := connect(t, s)
		subscription, err := watch.Subscribe(subjects, func(m *nats.Msg) { arrived <- m })
		if err != nil || watch.Flush() != nil {
			t.Fatal(err)
		}
		together(t, l, some(6)...)
		for range 7 {
			m := <-arrived
			guarded, batch := m.Header.Get(jetstream.ExpectedLastSeqHeader) != "", m.Header.Get("Nats-Batch-Sequence")
			switch {
			case batches && batch != "" && guarded != (batch == "1"):
				t.Errorf("the message %s of a batch: guarded %t", batch, guarded)
			case batch == "" && (m.Reply == "" || !guarded):
				t.Errorf("sent by itself, guarded %t, without waiting for its answer", guarded)
			case !batches && batch != "":
				t.Error("a batch for a stream that takes none")
			}
		}
		if err := subscription.Unsubscribe(); err != nil {
			t.Fatal(err)
		}
	}
}

// The embedded way is only for a server of this process that nobody else has.
func TestTheEmbeddedLogIsAlone(t *testing.T) {
	s := serve(t, t.TempDir())
	first := openOn(t, s)
	if _, err := Open(t.Context(), connect(t, s), 1, Embedded); !errors.Is(err, ErrAnotherLog) {
		t.Error(err)
	}
	fill(t, first, 1)
	first.Close()
	fill(t, openOn(t, s), 1)

	elsewhere := connect(t, s)
	elsewhere.Opts.InProcessServer = nil
	if _, err := Open(t.Context(), elsewhere, 1, Embedded); err == nil {
		t.Error("a server at an address is taken for one's own")
	}
}

// What an earlier log of the same server left may still get in, so the next one sends one
// by one until its place is taken.
func TestWhatWasLeftIsNotOvertaken(t *testing.T) {
	s := serve(t, t.TempDir())
	b := usual
	b.giveUp = 0
	before := openOn(t, s, b)
	fill(t, before, 1)
	var late []*call
	through := before.send
	before.send = func(ctx context.Context, head uint64, calls []*call) answer {
		if late == nil && len(calls) == 1 {
			return through(ctx, head, calls)
		}
		late = calls
		return answer{err: errSilent, left: true}
	}
	together(t, before, some(3)...)
	before.Close()
	if len(late) != 3 {
		t.Fatalf("%d were sent together", len(late))
	}
	after := openOn(t, s)
	var largest atomic.Int64
	sent := after.send
	after.send = func(ctx context.Context, head uint64, calls []*call) answer {
		if head == 2 { // the last of the three comes before each, the first at its own place
			before.js = after.js
			for i, c := range slices.Backward(late) {
				before.sendLast(ctx, head+uint64(i), c)
			}
		}
		if head < 5 { // the last place for which one of the three was sent
			largest.Store(max(largest.Load(), int64(len(calls))))
		}
		return sent(ctx, head, calls)
	}
	again := late[2].event
	if _, err := after.Append(t.Context(), again, 0, upToDate); !errors.As(err, new(*Held)) {
		t.Errorf("it may get in further on: %v", err)
	}
	for _, err := range together(t, after, some(4)...) {
		if err != nil {
			t.Error(err)
		}
	}
	bodies := readAll(t, after)
	if inOrder(t, bodies); largest.Load() > 1 || len(bodies) != 8 {
		t.Errorf("%d at once, %d events", largest.Load(), len(bodies))
	}
}

// The answers are lost and the server is started again in between: what was asked is in
// the log once, and who asks again is told where.
func TestALostAnswerAndANewServer(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	b := usual
	b.answer = 100 * time.Millisecond
	l := openOn(t, s, b)
	fill(t, l, 1)
	disturb(l, func() fault { return unheard })
	e := progress("a")
	if _, err := l.Append(t.Context(), e, 0, upToDate); err != nil {
		t.Errorf("it could be seen at its place: %v", err)
	}
	through := l.leader
	l.leader = mute{through}
	f := progress("b")
	if _, err := l.Append(t.Context(), f, 0, upToDate); !errors.Is(err, ErrOutcomeUnknown) || !l.Holds(f.ID) {
		t.Error(err)
	}
	l.Close()
	s.Close()
	next := openOn(t, serve(t, dir))
	if head, err := next.Head(t.Context()); err != nil || head != 3 {
		t.Errorf("%d events, %v", head, err)
	}
	// A caller that has not read so far is told to.
	var conflict *Conflict
	if _, err := next.Append(t.Context(), f, 0, 2); !errors.As(err, &conflict) || conflict.Last != 0 {
		t.Error(err)
	}
	inOrder(t, readAll(t, next))
}

// mute answers no question about a place.
type mute struct{ nats.JetStreamContext }

func (mute) GetMsg(string, uint64, ...nats.JSOpt) (*nats.RawStreamMsg, error) {
	return nil, errSilent
}

// What somebody else recorded is known before the next event is, and told in order; and
// whoever may not append any more does not.
func TestWhatOthersRecordIsTakenIn(t *testing.T) {
	s := serve(t, t.TempDir())
	l, other := opened(t, s, usual), opened(t, s, usual)
	fill(t, l, 1)
	var told []uint64
	l.Foreign = func(sequence uint64, body []byte) { told = append(told, sequence) }
	errDeposed := errors.New("another node commands")
	l.Fit = func() error {
		if len(told) >= 5 {
			return errDeposed
		}
		return nil
	}
	theirs := progress("a")
	mustAppend(t, other, theirs, 0)
	fill(t, other, 1)
	time.Sleep(5 * time.Millisecond) // stamped in the same millisecond it would have the same bytes, and be theirs and ours
	heldErr := func() error { _, err := l.Append(t.Context(), theirs, 0, 1); return err }()
	if heldErr == nil || errors.Is(heldErr, ErrOutcomeUnknown) {
		t.Error(heldErr)
	}
	var conflict *Conflict
	if _, err := l.Append(t.Context(), progress("a"), 0, 1); !errors.As(err, &conflict) || conflict.Last != 2 {
		t.Errorf("somebody else recorded on it: %v", err)
	}
	fill(t, other, 2)
	if _, err := l.Append(t.Context(), progress("b"), 0, upToDate); err != nil || fmt.Sprint(told) != "[2 3 4 5]" {
		t.Errorf("%v, told %v", err, told)
	}
	fill(t, other, 1)
	for range 2 {
		if _, err := l.Append(t.Context(), progress("b"), 6, upToDate); !errors.Is(err, errDeposed) || !errors.Is(err, ErrNotRecorded) {
			t.Error(err)
		}
	}
	inOrder(t, readAll(t, l))
}

// A refusal says nothing of an earlier sending that had no answer.
func TestARefusalAfterASilenceIsNoDenial(t *testing.T) {
	s := serve(t, t.TempDir())
	l := opened(t, s, usual)
	fill(t, l, 1)
	var late func()
	tries := 0
	through := l.send
	l.send = func(ctx context.Context, head uint64, calls []*call) answer {
		switch tries++; tries {
		case 1:
			sent := asSent(calls)
			late = func() { l.transmit(context.Background(), head, sent) }
			return answer{err: errSilent, left: true}
		case 2:
			return answerOf(&jetstream.APIError{ErrorCode: 10023, Description: "insufficient resources"})
		}
		return through(ctx, head, calls)
	}
	e := progress("a")
	if _, err := l.Append(t.Context(), e, 0, upToDate); !errors.Is(err, ErrOutcomeUnknown) || !l.Holds(e.ID) {
		t.Error(err)
	}
	late()
	_, err := l.Append(t.Context(), e, 0, upToDate)
	heldAt(t, err, e.ID, 2)
}
