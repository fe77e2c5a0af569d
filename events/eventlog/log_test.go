package eventlog

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/localnats"

	"github.com/nats-io/nats.go"
)

func serve(t testing.TB, dir string) *localnats.Server {
	t.Helper()
	s, err := localnats.Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func connect(t testing.TB, s *localnats.Server) *nats.Conn {
	t.Helper()
	nc, err := s.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return nc
}

// openOn opens a log for recording on a server, with bounds of its own if any are given.
func openOn(t testing.TB, s *localnats.Server, own ...bounds) *Log {
	t.Helper()
	return opened(t, s, append(own, usual)[0], Embedded)
}

func opened(t testing.TB, s *localnats.Server, b bounds, options ...Option) *Log {
	t.Helper()
	l, err := open(t.Context(), connect(t, s), 1, b, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// upToDate stands for a caller whose book has read everything.
const upToDate = math.MaxUint64

func newLog(t testing.TB, own ...bounds) *Log { return openOn(t, serve(t, t.TempDir()), own...) }

var ids atomic.Uint64

func newID() string {
	n := ids.Add(1)
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", n>>32, n)
}

// progress is an event about a commitment, under an id of its own.
func progress(commitment string) events.Event {
	return events.Event{
		Envelope: events.Envelope{
			ID: newID(), Source: "urn:ahd:test", Type: events.ProgressReported{}.Type(),
			Subject: "commitment/" + commitment, Actor: "p-17", Auth: "local", StreamVersion: 1,
		},
		Data: events.ProgressReported{State: "in_progress"},
	}
}

func mustAppend(t testing.TB, l *Log, e events.Event, expected uint64) Receipt {
	t.Helper()
	receipt, err := l.Append(t.Context(), e, expected, upToDate)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

// fill appends n events, each on a subject of its own.
func fill(t testing.TB, l *Log, n int) {
	t.Helper()
	for range n {
		l.HasRead(mustAppend(t, l, progress(fmt.Sprintf("c-%d", ids.Add(1))), 0).Sequence)
	}
}

// readAll gives every body in the log, through Follow.
func readAll(t testing.TB, l *Log) [][]byte {
	t.Helper()
	head, err := l.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	enough := errors.New("enough")
	if head == 0 {
		return nil
	}
	err = l.Follow(t.Context(), 1, func(first uint64, bodies [][]byte) error {
		if first != uint64(len(all))+1 {
			t.Errorf("a batch begins at %d after %d events", first, len(all))
		}
		if all = append(all, bodies...); uint64(len(all)) >= head {
			return enough
		}
		return nil
	})
	if err != enough {
		t.Fatal(err)
	}
	return all
}

// inOrder is the oracle: every body is canonical, no time is before the one
// before it, no id comes twice.
func inOrder(t testing.TB, bodies [][]byte) {
	t.Helper()
	var last time.Time
	seen := map[string]bool{}
	for i, body := range bodies {
		e, _, err := events.Scan(body)
		if err != nil {
			t.Fatalf("event %d: %v", i+1, err)
		}
		if e.Time.Before(last) {
			t.Errorf("event %d has %s after %s", i+1, e.Time, last)
		}
		if seen[e.ID] {
			t.Errorf("event %d has an id that was there before", i+1)
		}
		last, seen[e.ID] = e.Time, true
	}
}

func TestALogIsMadeOnceAndOpenedAgain(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	first := openOn(t, s)
	if head, err := first.Head(t.Context()); head != 0 || err != nil {
		t.Fatal(head, err)
	}
	receipt := mustAppend(t, first, progress("a"), 0)
	if err := s.Sync(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	again := openOn(t, serve(t, dir))
	if head, err := again.Head(t.Context()); head != 1 || err != nil {
		t.Fatal(head, err)
	}
	if all := readAll(t, again); string(all[0]) != string(receipt.Body) {
		t.Errorf("%s was recorded and %s is in the log", receipt.Body, all[0])
	}
}

func TestALogCannotLoseEvents(t *testing.T) {
	l := newLog(t)
	fill(t, l, 2)
	if err := l.stream.DeleteMsg(t.Context(), 1); err == nil {
		t.Error("an event was deleted")
	}
	if err := l.stream.Purge(t.Context()); err == nil {
		t.Error("the log was purged")
	}
	if n := len(readAll(t, l)); n != 2 {
		t.Errorf("%d events are left", n)
	}
}

func TestOpenHeedsItsContext(t *testing.T) {
	nc := connect(t, serve(t, t.TempDir()))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, nc, 1); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
