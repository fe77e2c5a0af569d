package eventlog

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ahd.example/ahd/events"
)

// The server goes away while many append: whoever was told "recorded" finds the
// event after the restart, at the place and with the bytes that were told.
func TestNothingAcknowledgedIsLostWhenTheServerGoes(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	l := openOn(t, s)
	var all sync.WaitGroup
	var mu sync.Mutex
	told := map[uint64]Receipt{}
	enough := make(chan struct{}, 10_000)
	for person := range 16 {
		all.Go(func() {
			for last := uint64(0); ; {
				receipt, err := l.Append(t.Context(), progress(fmt.Sprint("c-", person)), last, upToDate)
				if err != nil {
					if !errors.Is(err, ErrNotRecorded) && !errors.Is(err, ErrOutcomeUnknown) {
						t.Error(err)
					}
					return
				}
				last = receipt.Sequence
				l.HasRead(last)
				mu.Lock()
				told[last] = receipt
				mu.Unlock()
				enough <- struct{}{}
			}
		})
	}
	for range 300 {
		<-enough
	}
	s.Close()
	all.Wait()
	kept := readAll(t, openOn(t, serve(t, dir)))
	inOrder(t, kept)
	for sequence, receipt := range told {
		if sequence > uint64(len(kept)) || string(kept[sequence-1]) != string(receipt.Body) {
			t.Errorf("event %d was acknowledged and is lost", sequence)
		}
	}
	t.Logf("%d acknowledged, %d kept", len(told), len(kept))
}

// book follows the log as the real one does, and knows each id and the last
// sequence of each subject.
type book struct {
	mu   sync.Mutex
	read *sync.Cond
	at   uint64
	ids  map[string]uint64
	last map[string]uint64
}

func follow(t *testing.T, ctx context.Context, l *Log) *book {
	b := &book{ids: map[string]uint64{}, last: map[string]uint64{}}
	b.read = sync.NewCond(&b.mu)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			err := l.Follow(ctx, b.at+1, func(first uint64, bodies [][]byte) error {
				b.take(t, first, bodies)
				l.HasRead(b.at)
				return nil
			})
			if ctx.Err() == nil && !errors.Is(err, ErrInterrupted) {
				t.Error(err)
				return
			}
		}
	}()
	t.Cleanup(func() { <-done })
	return b
}

func (b *book) take(t *testing.T, first uint64, bodies [][]byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, body := range bodies {
		e, _, err := events.Scan(body)
		if err != nil || b.ids[e.ID] != 0 {
			t.Errorf("event %d: id twice (first as %d), or %v", first+uint64(i), b.ids[e.ID], err)
		}
		b.at = first + uint64(i)
		b.ids[e.ID], b.last[e.Subject] = b.at, b.at
	}
	b.read.Broadcast()
}

// wait gives what the book knows of an id and of a subject, in one state at or
// behind a sequence, and which that is.
func (b *book) wait(sequence uint64, id, subject string) (known bool, last, at uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.at < sequence {
		b.read.Wait()
	}
	return b.ids[id] != 0, b.last[subject], b.at
}

// command asks for one event until the book knows it, as the recorder does: it
// looks the id up and reads the last sequence in one state of the book.
func (b *book) command(ctx context.Context, l *Log, e events.Event, recorded, doubts *atomic.Int64) error {
	for after := uint64(0); ; {
		found, last, at := b.wait(after, e.ID, e.Subject)
		if found {
			return nil
		}
		receipt, err := l.Append(ctx, e, last, at)
		var conflict *Conflict
		var held *Held
		switch {
		case err == nil:
			recorded.Add(1)
			after = receipt.Sequence
		case errors.As(err, &conflict):
			after = conflict.Last
		case errors.As(err, &held):
			after = held.Sequence
		case errors.Is(err, ErrOutcomeUnknown):
			doubts.Add(1)
		case !errors.Is(err, ErrNotRecorded):
			return err
		}
	}
}

// The connection is cut again and again while many record, each asking again with
// the same id until it is answered. Every command is one event, in order of time.
func TestACommandIsOneEventThroughCutConnections(t *testing.T) {
	const people, each = 12, 25
	b := usual
	b.queue = 200 * time.Millisecond
	l := newLog(t, b)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	known := follow(t, ctx, l)
	var all sync.WaitGroup
	var doubts, recordedNow atomic.Int64
	var finished atomic.Bool
	for person := range people {
		all.Go(func() {
			for range each {
				// Two people share a subject, so that conflicts happen as well.
				e := progress(fmt.Sprint("c-", person/2))
				if err := known.command(ctx, l, e, &recordedNow, &doubts); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	cut := make(chan struct{})
	go func() {
		defer close(cut)
		for recordedNow.Load() < people*each/2 && !finished.Load() {
			seen := recordedNow.Load()
			if err := l.nc.ForceReconnect(); err != nil {
				t.Error(err)
				return
			}
			for recordedNow.Load() < seen+10 && !finished.Load() {
				time.Sleep(time.Millisecond)
			}
		}
	}()
	all.Wait()
	finished.Store(true)
	<-cut
	bodies := readAll(t, l)
	inOrder(t, bodies)
	if len(bodies) != people*each {
		t.Errorf("%d commands, %d events", people*each, len(bodies))
	}
	t.Logf("%d times the outcome was unknown, %d reconnections", doubts.Load(), l.nc.Stats().Reconnects)
}
