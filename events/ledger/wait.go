package ledger

import (
	"context"
	"sync"

	"ahd.example/ahd/events"
)

// view is what readers may see: entries that are on disk.
type view struct {
	size  uint64
	bytes int64
	root  events.Hash
}

// progress is how far a ledger is, as readers and waiters see it.
type progress struct {
	mu      sync.RWMutex // guards all below
	view    view
	stopped error
	closed  bool
	changed chan struct{} // closed at the next change; nil while nobody waits
}

// Wait returns nil as soon as the entry with the sequence is on disk. If the
// ledger stands still it returns the reason (see Stopped): the entry may still
// come later. It returns the error of ctx if that ends first, ErrClosed after
// Close.
func (p *progress) Wait(ctx context.Context, sequence uint64) error {
	for {
		changed, err := p.await(sequence)
		if changed == nil {
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// await gives the answer for a sequence, or a channel that is closed when it is
// worth asking again.
func (p *progress) await(sequence uint64) (<-chan struct{}, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case sequence <= p.view.size:
		return nil, nil
	case p.closed:
		return nil, ErrClosed
	case p.stopped != nil:
		return nil, p.stopped
	}
	return p.news(), nil
}

// Stopped is why the ledger does not advance; nil when it does, or could.
func (p *progress) Stopped() error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.stopped
}

// publish shows the tail to readers. The holder of writing calls it, and only
// when every entry of the tail is on disk.
func (p *progress) publish(end tail) {
	v := view{size: end.size, bytes: end.bytes, root: end.edge.root()}
	p.change(func() { p.view = v })
}

func (p *progress) stop(reason error) { p.change(func() { p.stopped = reason }) }

// resume says that all is well again.
func (p *progress) resume() {
	if p.Stopped() != nil {
		p.change(func() { p.stopped = nil })
	}
}

// Resumed returns nil as soon as the ledger follows its log, or could. It returns the
// error of ctx if that ends first, ErrClosed after Close.
func (p *progress) Resumed(ctx context.Context) error {
	for {
		changed, err := p.standing()
		if changed == nil {
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// standing gives a channel that is closed when a ledger that stands still may go on.
func (p *progress) standing() (<-chan struct{}, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closed:
		return nil, ErrClosed
	case p.stopped == nil:
		return nil, nil
	}
	return p.news(), nil
}

// news is closed at the next change. Who calls it holds the lock.
func (p *progress) news() <-chan struct{} {
	if p.changed == nil {
		p.changed = make(chan struct{})
	}
	return p.changed
}

// change changes what readers see and wakes all who wait.
func (p *progress) change(what func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	what()
	if p.changed != nil {
		close(p.changed)
		p.changed = nil
	}
}

// markClosed is false if it was closed before.
func (p *progress) markClosed() (first bool) {
	p.change(func() { first, p.closed = !p.closed, true })
	return first
}

func (p *progress) isClosed() bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.closed
}

// Size is the number of entries that are on disk, which is the sequence of the last.
func (p *progress) Size() uint64 { return p.look().size }

// Root gives the size and the RFC 6962 root hash of the tree of that size; the
// root of nothing is SHA-256 of nothing.
func (p *progress) Root() (size uint64, root events.Hash) {
	v := p.look()
	return v.size, v.root
}

func (p *progress) look() view {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.view
}
