package eventlog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd/events"
)

// together appends events at the same time, so that they are sent as one group: the
// appender is busy with another until all wait. It returns their answers in order.
func together(t *testing.T, l *Log, group ...events.Event) []error {
	t.Helper()
	through := l.send
	held, free := make(chan struct{}), make(chan struct{})
	var once sync.Once
	l.send = func(ctx context.Context, head uint64, calls []*call) answer {
		once.Do(func() { close(held); <-free })
		return through(ctx, head, calls)
	}
	var all sync.WaitGroup
	all.Go(func() {
		if _, err := l.Append(t.Context(), progress("busy-"+newID()), 0, upToDate); err != nil && !errors.Is(err, ErrOutcomeUnknown) {
			t.Error(err)
		}
	})
	<-held
	answers := make([]error, len(group))
	for i, e := range group {
		waits := len(l.queue) + 1
		all.Go(func() { _, answers[i] = l.Append(t.Context(), e, 0, upToDate) })
		for len(l.queue) < waits {
			time.Sleep(time.Millisecond)
		}
	}
	close(free)
	all.Wait()
	return answers
}

func some(n int) (group []events.Event) {
	for range n {
		group = append(group, progress("c-"+newID()))
	}
	return group
}

// What was cut off and arrives when the program has started again finds its place taken,
// as one event or as a batch; where nobody came in between it lands whole.
func TestWhatArrivesLateHurtsNothing(t *testing.T) {
	for _, between := range []bool{true, false} {
		for size := 1; size < 4; size++ {
			s := serve(t, t.TempDir())
			b := usual
			b.answer, b.giveUp = 50*time.Millisecond, time.Millisecond
			before := opened(t, s, b)
			fill(t, before, 2)
			var late []func()
			before.send = func(ctx context.Context, head uint64, calls []*call) answer {
				late = append(late, func() { before.transmit(context.Background(), head, calls) })
				return answer{err: errSilent, left: true}
			}
			group := some(size)
			calls := make(chan error)
			for _, e := range group {
				go func() {
					_, err := before.Append(t.Context(), e, 0, upToDate)
					calls <- err
				}()
			}
			for range group {
				if err := <-calls; !errors.Is(err, ErrOutcomeUnknown) && !errors.Is(err, ErrNotRecorded) {
					t.Error(err)
				}
			}
			before.Close()
			held := len(before.Held())
			after := opened(t, s, usual)
			if between {
				fill(t, after, 1)
			}
			for _, deliver := range late {
				deliver()
			}
			fill(t, after, 3)
			bodies := readAll(t, after)
			inOrder(t, bodies)
			if landed := len(bodies) - 5; between && landed != 1 || !between && (landed == 0 || landed > held) {
				t.Errorf("between %t, %d at once: %d landed, %d were held", between, size, landed, held)
			}
		}
	}
}

// A batch that was half sent and whose rest comes late is nothing.
func TestHalfABatchIsNothing(t *testing.T) {
	s := serve(t, t.TempDir())
	l := opened(t, s, usual)
	fill(t, l, 1)
	through, tries := l.send, 0
	l.send = func(ctx context.Context, head uint64, calls []*call) answer {
		if tries++; tries == 2 && len(calls) == 3 { // the first in time, the commit too early
			a := l.transmit(ctx, head, calls[:1])
			_ = a
			m := messageOf(calls[2], head)
			m.Header.Del(jetstream.ExpectedLastSeqHeader)
			m.Header.Set("Nats-Batch-Id", "half")
			m.Header.Set("Nats-Batch-Sequence", "3")
			m.Header.Set("Nats-Batch-Commit", "1")
			_, err := l.js.PublishMsg(ctx, m)
			return answerOf(err)
		}
		return through(ctx, head, calls)
	}
	for _, err := range together(t, l, some(3)...) {
		if err != nil {
			t.Error(err)
		}
	}
	bodies := readAll(t, l)
	if inOrder(t, bodies); len(bodies) != 5 {
		t.Errorf("%d events", len(bodies))
	}
}

// A server that refuses one event of several does not say which. The others are recorded,
// in the order of sending, and the one is denied with the server's words.
func TestOneThatIsRefusedHoldsNobodyUp(t *testing.T) {
	for _, how := range []struct {
		name    string
		options []Option
		batches bool
	}{{"embedded", []Option{Embedded}, false}, {"external", nil, true}, {"external, one by one", nil, false}} {
		for bad := range 4 {
			s := serve(t, t.TempDir())
			l := opened(t, s, usual, how.options...)
			l.atomic.Store(how.batches)
			fill(t, l, 1)
			config := settings(1)
			config.MaxMsgSize = 2000
			if _, err := l.js.UpdateStream(t.Context(), config); err != nil {
				t.Fatal(err)
			}
			group := some(4)
			group[bad].Data = events.ProgressReported{State: strings.Repeat("x", 3000)}
			answers := together(t, l, group...)
			for i, err := range answers {
				if i == bad && (!errors.Is(err, ErrNotRecorded) || !strings.Contains(err.Error(), "10054")) || i != bad && err != nil {
					t.Errorf("%s, %d is too large: %d: %v", how.name, bad, i, err)
				}
			}
			var kept []string
			bodies := readAll(t, l)
			for _, body := range bodies[2:] {
				e, _, _ := events.Scan(body)
				kept = append(kept, e.ID)
			}
			var want []string
			for i, e := range group {
				if i != bad {
					want = append(want, e.ID)
				}
			}
			if inOrder(t, bodies); !slices.Equal(kept, want) || len(l.memory.open) > 0 {
				t.Errorf("%s, %d is too large: %v, not %v", how.name, bad, kept, want)
			}
		}
	}
}

// A stream that takes no batches takes one event at a time, also if that was changed while
// the log was open.
func TestAStreamWithoutBatchesIsRecordedOneByOne(t *testing.T) {
	s := serve(t, t.TempDir())
	l := opened(t, s, usual)
	fill(t, l, 1)
	config := settings(1)
	config.AllowAtomicPublish = false
	if _, err := l.js.UpdateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	for _, err := range together(t, l, some(5)...) {
		if err != nil {
			t.Error(err)
		}
	}
	if bodies := readAll(t, l); len(bodies) != 7 || l.Batches() {
		t.Errorf("%d events, batches %t", len(bodies), l.Batches())
	}
}

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
			late = func() { l.transmit(context.Background(), head, calls) }
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
