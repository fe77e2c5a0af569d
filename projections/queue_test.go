package projections_test

import (
	"errors"
	"testing"
	"time"

	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// Whoever asks for a past moment while others are made is told so after a while, instead
// of waiting for all of them; later it is there.
func TestNobodyWaitsForeverForAPastMoment(t *testing.T) {
	h := some(t)
	b := openBookWith(t, t.TempDir(), h, projections.Options{Texts: noTexts{}, QueueTimeout: time.Millisecond})
	look := func() error { return b.ReadAt(t.Context(), 3, func(*book.View) error { return nil }) }
	release := b.MakeNothing()
	if err := look(); !errors.Is(err, book.ErrBusy) {
		t.Errorf("while others are made: %v", err)
	}
	release()
	if err := look(); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
