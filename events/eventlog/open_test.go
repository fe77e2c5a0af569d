package eventlog

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"
)

// Whoever has read from a log before must not be given an empty one.
func TestALogThatMustBeThereIsNotMade(t *testing.T) {
	s := serve(t, t.TempDir())
	if _, err := OpenExisting(t.Context(), connect(t, s), 1); !errors.Is(err, ErrAbsent) {
		t.Fatal(err)
	}
	if _, err := OpenExisting(t.Context(), connect(t, s), 1); !errors.Is(err, ErrAbsent) {
		t.Fatalf("asking made one: %v", err)
	}
	receipt := mustAppend(t, openOn(t, s), progress("a"), 0)
	l, err := OpenExisting(t.Context(), connect(t, s), 1)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := l.Body(t.Context(), 1); err != nil || !bytes.Equal(body, receipt.Body) {
		t.Errorf("%s %v", body, err)
	}
	if _, err := l.Body(t.Context(), 2); !errors.Is(err, ErrGap) {
		t.Error(err)
	}
	if _, err := OpenExisting(t.Context(), connect(t, s), 3); !errors.Is(err, ErrWeakened) {
		t.Error(err)
	}
}

// While the connection is away a reader waits for it, and heeds its context.
func TestFollowWaitsForTheConnection(t *testing.T) {
	s := serve(t, t.TempDir())
	l := openOn(t, s)
	s.Close()
	for l.nc.IsConnected() {
		time.Sleep(time.Millisecond)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := l.Follow(ctx, 1, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	l.nc.Close()
	if err := l.Follow(t.Context(), 1, nil); !errors.Is(err, ErrInterrupted) {
		t.Error(err)
	}
}
