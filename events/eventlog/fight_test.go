package eventlog

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"ahd.example/ahd/events"
)

// link is the way from a log to its server, which a test disturbs. It is the log's own
// way of sending, with a real server behind it.
type link struct {
	mu   sync.Mutex
	log  *Log
	how  func() fault
	late sync.WaitGroup
}

// fault is what happens to one sending.
type fault int

const (
	well      fault = iota
	lost            // it does not arrive
	unheard         // it arrives, and the answer does not
	lateOnce        // it arrives later, behind what is sent next
	lateTwice       // it arrives at once and a second time later; the answer is not heard
)

var errSilent = errors.New("no answer")

// disturb puts a link between a log and its server.
func disturb(l *Log, how func() fault) *link {
	k := &link{log: l, how: how}
	l.send = k.send
	return k
}

func (k *link) send(ctx context.Context, head uint64, calls []*call) answer {
	k.mu.Lock()
	what := k.how()
	k.mu.Unlock()
	silent := answer{err: errSilent, left: true}
	again := func() {
		sent := asSent(calls)
		k.late.Go(func() {
			time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
			k.log.transmit(context.Background(), head, sent)
		})
	}
	switch what {
	case lost:
		return silent
	case unheard:
		k.log.transmit(ctx, head, calls)
		return silent
	case lateOnce:
		again()
		return silent
	case lateTwice:
		k.log.transmit(ctx, head, calls)
		again()
		return silent
	}
	return k.log.transmit(ctx, head, calls)
}

// asSent is what is on its way: the calls themselves may get other bytes for other places.
func asSent(calls []*call) (sent []*call) {
	for _, c := range calls {
		sent = append(sent, &call{event: c.event, stream: c.stream, body: c.body})
	}
	return sent
}

// history is what callers were told.
type history struct {
	mu    sync.Mutex
	told  map[uint64]Receipt
	not   map[string]bool // ids of which it was said that they are not recorded
	maybe map[string]bool
}

func newHistory() *history {
	return &history{told: map[uint64]Receipt{}, not: map[string]bool{}, maybe: map[string]bool{}}
}

func (h *history) note(t *testing.T, id string, r Receipt, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case err == nil:
		if _, twice := h.told[r.Sequence]; twice {
			t.Errorf("event %d was acknowledged twice", r.Sequence)
		}
		h.told[r.Sequence] = r
	case errors.Is(err, ErrOutcomeUnknown):
		h.maybe[id] = true
	case errors.Is(err, ErrNotRecorded), errors.As(err, new(*Conflict)):
		h.not[id] = true
	default:
		t.Errorf("%s: %v", id, err)
	}
}

// holds compares what was told with the log: no event twice, none out of order, each
// acknowledged one exactly there, none that was denied.
func (h *history) holds(t *testing.T, bodies [][]byte) {
	t.Helper()
	inOrder(t, bodies)
	for sequence, receipt := range h.told {
		if sequence == 0 || sequence > uint64(len(bodies)) || string(bodies[sequence-1]) != string(receipt.Body) {
			t.Errorf("event %d was acknowledged and is not there", sequence)
		}
	}
	for i, body := range bodies {
		e, _, _ := events.Scan(body)
		if _, told := h.told[uint64(i+1)]; h.not[e.ID] || !told && !h.maybe[e.ID] {
			t.Errorf("event %d: told %t, denied %t", i+1, told, h.not[e.ID])
		}
	}
	t.Logf("%d events; %d acknowledged, %d denied, %d unknown", len(bodies), len(h.told), len(h.not), len(h.maybe))
}

// ask lets people record on streams of their own and of all, each as the last answer
// tells them, until so many commands were answered.
func ask(t *testing.T, l *Log, h *history, people, each int, name string) {
	var all sync.WaitGroup
	for person := range people {
		all.Go(func() {
			last := uint64(0)
			for turn := range each {
				e := progress(fmt.Sprint(name, person))
				if turn%3 == 0 {
					e = progress("of-all")
				}
				expected := last
				if turn%3 == 0 {
					expected = uint64(rand.IntN(3)) // mostly a conflict
				}
				receipt, err := l.Append(t.Context(), e, expected, upToDate)
				h.note(t, e.ID, receipt, err)
				var conflict *Conflict
				switch {
				case err == nil && turn%3 > 0:
					last = receipt.Sequence
				case errors.As(err, &conflict) && turn%3 > 0:
					last = conflict.Last
				}
			}
		})
	}
	all.Wait()
}

// Two logs record into one stream, each with a clock of its own, while their links fail in
// every way: nothing comes twice, out of order, or elsewhere than it was said.
func TestTwoWritersCannotHurtTheLog(t *testing.T) {
	for _, batches := range []bool{true, false} {
		t.Run(fmt.Sprintf("batches=%t", batches), func(t *testing.T) {
			s := serve(t, t.TempDir())
			h := newHistory()
			var both sync.WaitGroup
			var first *Log
			for writer := range 2 {
				b := usual
				b.answer = 200 * time.Millisecond
				l := opened(t, s, b)
				if first == nil {
					first = l
				}
				if !batches {
					l.atomic.Store(false)
				}
				ahead := time.Duration(writer) * 300 * time.Millisecond
				l.Clock = NewClock(func() time.Time { return time.Now().Round(0).Add(ahead) })
				random := rand.New(rand.NewPCG(uint64(writer), 7))
				k := disturb(l, func() fault {
					if random.IntN(8) > 0 {
						return well
					}
					return fault(1 + random.IntN(4))
				})
				both.Go(func() {
					ask(t, l, h, 8, 40, fmt.Sprintf("w%d-", writer))
					k.late.Wait()
				})
			}
			both.Wait()
			h.holds(t, readAll(t, first))
		})
	}
}

// One log that records by itself sends several at once without anything that holds them
// together. Its link fails in every way too.
func TestTheEmbeddedLogSurvivesItsLink(t *testing.T) {
	b := usual
	b.answer = 200 * time.Millisecond
	l := newLog(t, b)
	h := newHistory()
	random := rand.New(rand.NewPCG(3, 7))
	highest := 0
	k := disturb(l, func() fault {
		if random.IntN(8) > 0 {
			return well
		}
		return fault(1 + random.IntN(4))
	})
	through := l.send
	l.send = func(ctx context.Context, head uint64, calls []*call) answer {
		highest = max(highest, len(calls))
		return through(ctx, head, calls)
	}
	ask(t, l, h, 16, 40, "c-")
	k.late.Wait()
	l.Close()
	if highest < 2 {
		t.Error("nothing was sent together")
	}
	h.holds(t, readAll(t, l))
}
