package projections

import (
	"context"
	"time"
)

// A batch costs a transaction, however few events are in it. Under load events come one
// group of commands after the other: the book lets some come together, unless somebody
// waits for them. Whoever only looks sees a book that is behind by so much at most.
const (
	together = 20 * time.Millisecond // between the beginnings of two small batches
	enough   = 256                   // events that are a batch without waiting
)

// pace holds back the next batch after a small one. It belongs to the feed, but whoever
// waits may hurry it.
type pace struct {
	together time.Duration
	began    time.Time     // since when the last batch could begin
	wake     chan struct{} // holds one while somebody waits for an event
}

func newPace() *pace { return &pace{together: together, wake: make(chan struct{}, 1)} }

// hurry ends the rest that is under way, or the next: somebody waits.
func (p *pace) hurry() {
	select {
	case p.wake <- struct{}{}:
	default: // somebody did already
	}
}

// rest waits after a batch of so many events until others have come together, somebody
// waits for one of them, or ctx ends.
func (p *pace) rest(ctx context.Context, events int) {
	left := p.together - time.Since(p.began)
	defer func() { p.began = time.Now() }()
	if events >= enough || left <= 0 {
		return
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case <-p.wake:
	case <-timer.C:
	case <-ctx.Done():
	}
}
