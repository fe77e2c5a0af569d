package projections_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
)

// What the feed brings while the book closes, or after, is not taken.
func TestAClosedBookTakesNothing(t *testing.T) {
	h := newHistory(t)
	h.add("register/register", events.RegisterOpened{Name: "R"})
	for i := range 200 {
		h.add(fmt.Sprintf("party/p-%d", i), events.PartyRegistered{Name: "Labour Department", Kind: "ministry", Sources: []string{}})
	}
	h.hidden = true
	b, err := projections.Open(t.Context(), t.TempDir(), h, projections.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h.hidden = false
	var feed sync.WaitGroup
	taken := make(chan struct{})
	feed.Go(func() {
		for i, body := range h.bodies {
			if err := b.Apply(context.Background(), uint64(i)+1, [][]byte{body}); err != nil && !errors.Is(err, projections.ErrClosed) {
				t.Errorf("event %d: %v", i+1, err)
			}
			if i == 20 {
				close(taken)
			}
		}
	})
	<-taken
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	feed.Wait()
	at := b.Checkpoint().Sequence
	if err := b.Apply(context.Background(), at+1, h.bodies[at:]); !errors.Is(err, projections.ErrClosed) {
		t.Errorf("a batch after the end: %v", err)
	}
	if err := b.Rebuild(context.Background(), func(uint64, uint64) {}); !errors.Is(err, projections.ErrClosed) {
		t.Errorf("a rebuild after the end: %v", err)
	}
}
