package ledger

import "context"

// Wait returns nil as soon as the entry with the sequence is on disk. If the
// ledger stands still it returns the reason (see Stopped): the entry may still
// come later. It returns the error of ctx if that ends first, ErrClosed after
// Close.
func (l *Ledger) Wait(ctx context.Context, sequence uint64) error {
	for {
		changed, err := l.await(sequence)
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
func (l *Ledger) await(sequence uint64) (<-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case sequence <= l.view.size:
		return nil, nil
	case l.closed:
		return nil, ErrClosed
	case l.stopped != nil:
		return nil, l.stopped
	}
	return l.news(), nil
}

// Stopped is why the ledger does not advance; nil when it does, or could.
func (l *Ledger) Stopped() error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.stopped
}

// publish shows the tail to readers. The holder of writing calls it, and only
// when every entry of the tail is on disk.
func (l *Ledger) publish() {
	v := view{size: l.tail.size, bytes: l.tail.bytes, root: l.tail.edge.root()}
	l.change(func() { l.view = v })
}

func (l *Ledger) stop(reason error) { l.change(func() { l.stopped = reason }) }

// resume says that all is well again.
func (l *Ledger) resume() {
	if l.Stopped() != nil {
		l.change(func() { l.stopped = nil })
	}
}

// Resumed returns nil as soon as the ledger follows its log, or could. It returns the
// error of ctx if that ends first, ErrClosed after Close.
func (l *Ledger) Resumed(ctx context.Context) error {
	for {
		changed, err := l.standing()
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
func (l *Ledger) standing() (<-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.closed:
		return nil, ErrClosed
	case l.stopped == nil:
		return nil, nil
	}
	return l.news(), nil
}

// news is closed at the next change. Who calls it holds the lock.
func (l *Ledger) news() <-chan struct{} {
	if l.changed == nil {
		l.changed = make(chan struct{})
	}
	return l.changed
}

// change changes what readers see and wakes all who wait.
func (l *Ledger) change(what func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	what()
	if l.changed != nil {
		close(l.changed)
		l.changed = nil
	}
}

// markClosed is false if it was closed before.
func (l *Ledger) markClosed() (first bool) {
	l.change(func() { first, l.closed = !l.closed, true })
	return first
}

func (l *Ledger) isClosed() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.closed
}
