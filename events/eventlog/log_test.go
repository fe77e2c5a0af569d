package eventlog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ahd/events"
	"ahd/events/eventlog/localnats"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
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

// openOn opens a log on a server, with bounds of its own if any are given.
func openOn(t testing.TB, s *localnats.Server, own ...bounds) *Log {
	t.Helper()
	l, err := open(t.Context(), connect(t, s), 1, append(own, usual)[0])
	if err != nil {
		t.Fatal(err)
	}
	return l
}

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
			ID: newID(), Source: "urn:ahd:test", Type: "ahd.commitment.progress-reported.v1",
			Subject: "commitment/" + commitment, Actor: "p-17", Auth: "local", StreamVersion: 1,
		},
		Data: events.ProgressReported{State: "in_progress"},
	}
}

func mustAppend(t testing.TB, l *Log, e events.Event, expected uint64) Receipt {
	t.Helper()
	receipt, err := l.Append(t.Context(), e, expected)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

// fill appends n events, each on a subject of its own.
func fill(t testing.TB, l *Log, n int) {
	t.Helper()
	for range n {
		l.Settled(mustAppend(t, l, progress(fmt.Sprintf("c-%d", ids.Add(1))), 0).Sequence)
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

func TestAWeakenedLogIsRefused(t *testing.T) {
	cases := []struct {
		name   string
		weaken func(*jetstream.StreamConfig)
	}{
		{"retention", func(c *jetstream.StreamConfig) { c.Retention = jetstream.InterestPolicy }},
		{"discard", func(c *jetstream.StreamConfig) { c.Discard = jetstream.DiscardOld }},
		{"max_msgs", func(c *jetstream.StreamConfig) { c.MaxMsgs = 10 }},
		{"max_bytes", func(c *jetstream.StreamConfig) { c.MaxBytes = 1 << 20 }},
		{"max_age", func(c *jetstream.StreamConfig) { c.MaxAge = time.Hour }},
		{"max_msgs_per_subject", func(c *jetstream.StreamConfig) { c.MaxMsgsPerSubject = 1 }},
		{"deny_delete", func(c *jetstream.StreamConfig) { c.DenyDelete = false }},
		{"deny_purge", func(c *jetstream.StreamConfig) { c.DenyPurge = false }},
		{"allow_rollup_hdrs", func(c *jetstream.StreamConfig) { c.AllowRollup, c.DenyPurge = true, false }},
		{"allow_msg_ttl", func(c *jetstream.StreamConfig) { c.AllowMsgTTL = true }},
		{"subject_delete_marker_ttl", func(c *jetstream.StreamConfig) {
			c.AllowMsgTTL, c.AllowRollup, c.DenyPurge, c.SubjectDeleteMarkerTTL = true, true, false, time.Hour
		}},
		{"allow_msg_counter", func(c *jetstream.StreamConfig) { c.AllowMsgCounter, c.Discard = true, jetstream.DiscardOld }},
		{"allow_msg_schedules", func(c *jetstream.StreamConfig) { c.AllowMsgSchedules, c.Discard = true, jetstream.DiscardOld }},
		{"subjects", func(c *jetstream.StreamConfig) { c.Subjects = append(c.Subjects, "other.>") }},
		{"storage", func(c *jetstream.StreamConfig) { c.Storage = jetstream.MemoryStorage }},
		{"max_msg_size", func(c *jetstream.StreamConfig) { c.MaxMsgSize = 1024 }},
		{"first_seq", func(c *jetstream.StreamConfig) { c.FirstSeq = 5 }},
		{"compression", func(c *jetstream.StreamConfig) { c.Compression = jetstream.S2Compression }},
		{"persist_mode", func(c *jetstream.StreamConfig) { c.PersistMode = jetstream.AsyncPersistMode }},
		{"no_ack", func(c *jetstream.StreamConfig) { c.NoAck = true }},
		{"max_consumers", func(c *jetstream.StreamConfig) { c.MaxConsumers = 1 }},
		{"allow_direct", func(c *jetstream.StreamConfig) { c.AllowDirect = false }},
		{"sources", func(c *jetstream.StreamConfig) { c.Sources = []*jetstream.StreamSource{{Name: "X"}} }},
		{"mirror", func(c *jetstream.StreamConfig) {
			c.Subjects, c.Mirror = nil, &jetstream.StreamSource{Name: "X"}
		}},
		{"republish", func(c *jetstream.StreamConfig) {
			c.RePublish = &jetstream.RePublish{Source: subjects, Destination: "copy.>"}
		}},
		{"subject_transform", func(c *jetstream.StreamConfig) {
			c.SubjectTransform = &jetstream.SubjectTransformConfig{Source: subjects, Destination: "ahd.events.x.>"}
		}},
		{"sealed", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, t.TempDir())
			js, err := jetstream.New(connect(t, s))
			if err != nil {
				t.Fatal(err)
			}
			config := settings(1)
			if c.weaken != nil {
				c.weaken(&config)
			}
			if _, err := js.CreateStream(t.Context(), config); err != nil {
				t.Fatal(err)
			}
			if c.name == "sealed" {
				config.Sealed = true
				if _, err := js.UpdateStream(t.Context(), config); err != nil {
					t.Fatal(err)
				}
			}
			_, err = Open(t.Context(), connect(t, s), 1)
			if !errors.Is(err, ErrWeakened) || !strings.Contains(err.Error(), " "+c.name+" is ") {
				t.Error(err)
			}
		})
	}
}

// The server lets a log that denies deletes be given an age: it must be found at
// the next start, and every weakness in one go.
func TestALogWeakenedLaterIsRefusedAtTheNextStart(t *testing.T) {
	s := serve(t, t.TempDir())
	l := openOn(t, s)
	fill(t, l, 1)
	config := settings(1)
	config.MaxAge, config.MaxMsgs, config.Discard = time.Hour, 1000, jetstream.DiscardOld
	if _, err := l.js.UpdateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), connect(t, s), 1)
	for _, name := range []string{"max_age is 1h0m0s and must be 0", "max_msgs is 1000", "discard is "} {
		if !errors.Is(err, ErrWeakened) || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
	if _, err := l.js.UpdateStream(t.Context(), settings(1)); err != nil {
		t.Fatal(err)
	}
	if n := len(readAll(t, openOn(t, s))); n != 1 {
		t.Error(n)
	}
	if _, err := Open(t.Context(), connect(t, s), 3); !errors.Is(err, ErrWeakened) || !strings.Contains(err.Error(), "num_replicas") {
		t.Error(err)
	}
}

func TestAStrangerOnTheSubjectsIsAnError(t *testing.T) {
	s := serve(t, t.TempDir())
	js, err := jetstream.New(connect(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "OTHER", Subjects: []string{"ahd.>"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), connect(t, s), 1); err == nil {
		t.Error("two streams take the same events")
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
