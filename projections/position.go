package projections

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/described"
)

// ErrBehind is the class of a book that did not reach an event while somebody waited.
var ErrBehind = errors.New("the book is behind the log")

// ErrClosed is returned for a batch that comes after Close.
var ErrClosed = errors.New("the book is closed")

// stall is how long the book may stand without a reason before nobody waits any more.
var stall = 20 * time.Second

// position is where a book stands, for whoever waits for it.
type position struct {
	pace *pace // of the feed

	mu      sync.Mutex
	at      book.Checkpoint
	says    register.Described // what the book says of its register
	stop    *Stop
	closed  bool
	changed chan struct{} // closed and replaced whenever at or stop change
}

func newPosition() position { return position{pace: newPace(), changed: make(chan struct{})} }

// Wait returns when the book has reached sequence. It returns *Stop if the book stands
// still before it; an error of the class ErrBehind, with ctx's, if ctx ends first or the
// book does not move for a while.
func (p *position) Wait(ctx context.Context, sequence uint64) error {
	return p.await(ctx, sequence, stall)
}

// await waits, unless the book does not move for longer than timeout; 0 for ever: until
// ctx ends.
func (p *position) await(ctx context.Context, sequence uint64, timeout time.Duration) error {
	for {
		p.mu.Lock()
		at, stop, changed := p.at, p.stop, p.changed
		p.mu.Unlock()
		switch {
		case at.Sequence >= sequence:
			return nil
		case stop != nil:
			return stop
		}
		p.pace.hurry()
		if err := next(ctx, changed, timeout); err != nil {
			return fmt.Errorf("%w: it stands at event %d, and event %d was waited for: %w", ErrBehind, at.Sequence, sequence, err)
		}
	}
}

var errStalled = errors.New("nothing came for a while, and nobody said why")

// next waits for a change.
func next(ctx context.Context, changed <-chan struct{}, timeout time.Duration) error {
	var over <-chan time.Time
	if timeout > 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-changed:
		return nil
	case <-over:
		return errStalled
	case <-ctx.Done():
		return ctx.Err()
	}
}

// stand says whether, and why, the book stands still where it is.
func (p *position) stand(why func(at uint64) *Stop) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stop = why(p.at.Sequence); p.closed {
		p.stop = nil
	}
	close(p.changed)
	p.changed = make(chan struct{})
}

func (p *position) isClosed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closed
}

// Checkpoint is how far the book has read.
func (p *position) Checkpoint() book.Checkpoint {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at
}

// Stopped says where and why the book stands still; nil while it goes on.
func (p *position) Stopped() *Stop {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stop
}

// set publishes where the book stands.
func (p *position) set(at book.Checkpoint, stop *Stop) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at, p.stop = at, stop
	close(p.changed)
	p.changed = make(chan struct{})
}

// describe reads what an opened book says of its register.
func (p *position) describe(v *book.View) (err error) {
	p.says, err = described.Read(v)
	return err
}

// Described is what the register is called by now, and by which clock its days are
// counted.
func (p *position) Described() register.Described {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.says
}
