package eventlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ahd.example/ahd/events"

	"github.com/nats-io/nats.go/jetstream"
)

func TestAnEventIsKeptAsItWasSent(t *testing.T) {
	l := newLog(t)
	l.Clock = NewClock(func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 999_999_999, time.FixedZone("", 5*3600)) })
	e := progress("a")
	receipt := mustAppend(t, l, e, 0)
	want := time.Date(2026, 3, 1, 7, 0, 0, 999_000_000, time.UTC)
	if receipt.Sequence != 1 || receipt.Time != want {
		t.Errorf("%+v", receipt)
	}
	decoded, err := events.Decode(receipt.Body)
	if err != nil || decoded.ID != e.ID || decoded.Time != want {
		t.Errorf("%+v, %v", decoded, err)
	}
	kept, err := l.stream.GetMsg(t.Context(), 1)
	if err != nil || !bytes.Equal(kept.Data, receipt.Body) || kept.Subject != "ahd.events.commitment.a" {
		t.Errorf("%+v, %v", kept, err)
	}
	// No message id: the server would answer success for another body.
	for _, added := range []string{"Nats-Stream", "Nats-Subject", "Nats-Sequence", "Nats-Time-Stamp"} {
		kept.Header.Del(added) // the server says this of what it kept
	}
	if len(kept.Header) != 2 || kept.Header.Get("Content-Type") != "application/cloudevents+json" ||
		kept.Header.Get(jetstream.ExpectedLastSeqHeader) != "0" {
		t.Errorf("headers %v", kept.Header)
	}
}

// Times never decrease in the log, whatever the clock does and however many
// append at once, and also not after the log was opened again.
func TestTimesNeverDecrease(t *testing.T) {
	const people, each = 16, 30
	dir := t.TempDir()
	var clock sync.Mutex
	now, ticks := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), 0
	jumping := func() time.Time {
		clock.Lock()
		defer clock.Unlock()
		if ticks++; ticks%7 == 0 {
			now = now.Add(-time.Hour)
		}
		now = now.Add(time.Duration(ticks%13) * time.Minute)
		return now
	}
	for round := range 2 {
		s := serve(t, dir)
		l := openOn(t, s)
		if l.Clock = NewClock(jumping); round == 1 {
			now = now.AddDate(-1, 0, 0)
		}
		var all sync.WaitGroup
		for person := range people {
			all.Go(func() {
				last := uint64(0)
				for range each {
					receipt, err := l.Append(t.Context(), progress(fmt.Sprintf("r%d-%d", round, person)), last, upToDate)
					if err != nil {
						t.Error(err)
						return
					}
					last = receipt.Sequence
				}
			})
		}
		all.Wait()
		bodies := readAll(t, l)
		if len(bodies) != (round+1)*people*each {
			t.Errorf("%d events", len(bodies))
		}
		inOrder(t, bodies)
		s.Close()
	}
}

func TestAStaleGuardIsAConflict(t *testing.T) {
	l := newLog(t)
	first := mustAppend(t, l, progress("a"), 0)
	mustAppend(t, l, progress("b"), 0)
	second := mustAppend(t, l, progress("a"), first.Sequence)
	for _, stale := range []uint64{0, first.Sequence, second.Sequence - 1, second.Sequence + 7} {
		e := progress("a")
		_, err := l.Append(t.Context(), e, stale, upToDate)
		var conflict *Conflict
		if !errors.As(err, &conflict) || conflict.Last != second.Sequence || conflict.Expected != stale || conflict.Subject != e.Subject {
			t.Errorf("expected %d: %v, %+v", stale, err, conflict)
		}
		if errors.Is(err, ErrOutcomeUnknown) {
			t.Error("a conflict is no doubt")
		}
	}
	// The id of a refused event is free again.
	e := progress("a")
	if _, err := l.Append(t.Context(), e, 0, upToDate); err == nil {
		t.Error("a stale guard was taken")
	}
	mustAppend(t, l, e, second.Sequence)
}

// Whoever looked at the same state: exactly one of them records.
func TestOneOfManyWins(t *testing.T) {
	const people, rounds = 16, 20
	l := newLog(t)
	last := uint64(0)
	for range rounds {
		var all sync.WaitGroup
		won := make(chan uint64, people)
		for range people {
			all.Go(func() {
				receipt, err := l.Append(t.Context(), progress("one"), last, upToDate)
				var conflict *Conflict
				switch {
				case err == nil:
					won <- receipt.Sequence
				case !errors.As(err, &conflict):
					t.Error(err)
				}
			})
		}
		all.Wait()
		if len(won) != 1 {
			t.Fatalf("%d events were recorded on the same state", len(won))
		}
		last = <-won
	}
	inOrder(t, readAll(t, l))
}

func TestWhatCannotBeSentIsNotRecorded(t *testing.T) {
	s := serve(t, t.TempDir())
	l := openOn(t, s)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	long := progress("a")
	long.Data = events.ProgressReported{State: strings.Repeat("x", events.MaxBody)}
	nowhere := progress("a")
	nowhere.Subject = "commitment/A.>"
	nameless := progress("a")
	nameless.ID = ""
	cases := []struct {
		name string
		ctx  context.Context
		e    events.Event
		want error
	}{
		{"nobody waits", ended, progress("a"), context.Canceled},
		{"too long", t.Context(), long, events.ErrNotCanonical},
		{"no stream", t.Context(), nowhere, events.ErrStream},
		{"no id", t.Context(), nameless, events.ErrNotCanonical},
	}
	for _, c := range cases {
		_, err := l.Append(c.ctx, c.e, 0, upToDate)
		if !errors.Is(err, ErrNotRecorded) || !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if held := l.Held(); len(held) != 0 {
		t.Errorf("%v are held", held)
	}
	mustAppend(t, l, progress("a"), 0)
	l.nc.Close()
	if _, err := l.Append(t.Context(), progress("b"), 0, upToDate); !errors.Is(err, ErrNotRecorded) {
		t.Error(err)
	}
}

// A log whose newest event is damaged is open for reading and takes nothing: who
// knows what time that event had?
func TestNothingIsAppendedBehindADamagedEvent(t *testing.T) {
	s := serve(t, t.TempDir())
	first := openOn(t, s)
	fill(t, first, 1)
	nc := connect(t, s)
	first.Close()
	if _, err := nc.Request("ahd.events.commitment.x", []byte("no event"), 5*time.Second); err != nil {
		t.Fatal(err)
	}
	l := openOn(t, s)
	if n := len(readAll(t, l)); n != 2 {
		t.Error(n)
	}
	_, err := l.Append(t.Context(), progress("a"), 0, upToDate)
	if !errors.Is(err, ErrNotRecorded) || !strings.Contains(err.Error(), "event 2") {
		t.Error(err)
	}
}
