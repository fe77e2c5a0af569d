package projections

import (
	"context"
	"testing"
	"time"
)

// slow is a pace that ends by itself long after the test has failed.
func slow() *pace {
	p := newPace()
	p.together, p.began = time.Hour, time.Now()
	return p
}

// rested reports whether a rest ends within what a test waits for.
func rested(ctx context.Context, p *pace, events int) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.rest(ctx, events)
	}()
	select {
	case <-done:
		return true
	case <-time.After(20 * time.Second):
		return false
	}
}

func TestNobodyWaitsForOthersToComeTogether(t *testing.T) {
	p := slow()
	p.hurry()
	p.hurry() // two who wait are waited for once
	if !rested(t.Context(), p, 1) {
		t.Fatal("the book rests while somebody waits for an event")
	}
	if len(p.wake) != 0 {
		t.Fatal("who waited once hurries the book for ever")
	}
}

func TestALargeBatchAndAnEndAreFollowedByNoRest(t *testing.T) {
	if !rested(t.Context(), slow(), enough) {
		t.Error("the book rests while the log is full of events")
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if !rested(ended, slow(), 1) {
		t.Error("whoever ends the feed waits for the rest")
	}
}

func TestTheFirstEventAfterASilenceIsFollowedByNoRest(t *testing.T) {
	p := newPace() // whose last batch was long ago
	p.together = time.Hour
	if !rested(t.Context(), p, 1) {
		t.Error("the book rests although nothing came for long")
	}
	if time.Since(p.began) > time.Hour/2 {
		t.Error("the events after it are not gathered")
	}
}

// Whoever waits says so again each time that the book has moved and does not have the
// event yet: it may not have been in the batch that was hurried.
func TestWaitingHurriesTheBook(t *testing.T) {
	b := &Book{present: present{position: position{changed: make(chan struct{}), pace: slow()}}}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	waited := make(chan error, 1)
	go func() { waited <- b.Wait(ctx, 2) }()
	if !rested(t.Context(), b.pace, 1) {
		t.Fatal("nobody hurried the book")
	}
	at := b.at
	at.Sequence = 1
	b.set(at, nil)
	b.pace.began = time.Now()
	if !rested(t.Context(), b.pace, 1) {
		t.Fatal("nobody hurried the book a second time")
	}
	at.Sequence = 2
	b.set(at, nil)
	if err := <-waited; err != nil {
		t.Error(err)
	}
}
