package eventlog

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events"
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
				sent := asSent(calls)
				late = append(late, func() { before.transmit(context.Background(), head, sent) })
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
