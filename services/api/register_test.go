package api

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// gated is a book whose past begins to be looked at when the gate opens.
type gated struct {
	Book
	gate    chan struct{}
	waiting chan uint64
	reading chan struct{} // told of each that is being read
	read    chan struct{} // lets those end
}

func (g gated) ReadAt(_ context.Context, sequence uint64, read func(*book.View) error) error {
	g.waiting <- sequence
	<-g.gate
	return read(nil)
}

func (g gated) ReadOn(ctx context.Context, sequence uint64, _ edtf.Day, read func(*book.View) error) error {
	return g.ReadAt(ctx, sequence, read)
}

// Of many questions about the past one stands in the line of all; those that
// are being read stand in nobody's way.
func TestOnePastIsAskedForAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := gated{gate: make(chan struct{}), waiting: make(chan uint64, 100), reading: make(chan struct{}, 100), read: make(chan struct{})}
		l := newLine(g)
		look := func(*book.View) error {
			g.reading <- struct{}{}
			<-g.read
			return nil
		}
		for i := range 20 {
			go func() {
				var err error
				if i%2 == 0 {
					err = l.ReadAt(t.Context(), 1, look)
				} else {
					err = l.ReadOn(t.Context(), 1, edtf.Day{}, look)
				}
				if err != nil {
					t.Error(err)
				}
			}()
		}
		for turn := range 20 {
			synctest.Wait() // until everybody waits for something
			if standing, reading := len(g.waiting), len(g.reading); standing != 1 || reading != turn {
				t.Errorf("%d stand in line and %d read", standing, reading)
				break
			}
			<-g.waiting
			g.gate <- struct{}{}
		}
		close(g.gate)
		close(g.read)
		synctest.Wait()
		l.line <- struct{}{}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if err := l.ReadAt(gone, 1, look); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

// What is asked of an application stands in line.
func TestAnApplicationStandsInLine(t *testing.T) {
	a := New(Register{Book: gated{}}, Recording{}, Sealing{}, Keeping{})
	if _, is := a.Reading.Book.(inLine); !is {
		t.Error("an application asks without a line")
	}
}
