package recording

import (
	"context"
	"sync"
)

// keyedLock lets one holder at a time have a key. It keeps only keys that
// somebody holds or waits for, so the callers bound its size. The zero value is
// ready.
type keyedLock struct {
	mu   sync.Mutex
	held map[string]*turn
}

// turn is a key's place in line: a token that whoever holds the key has taken.
type turn struct {
	token chan struct{}
	users int // holder and waiters
}

// lock waits for the key or for ctx. The returned function lets it go.
func (l *keyedLock) lock(ctx context.Context, key string) (unlock func(), err error) {
	t := l.join(key)
	select {
	case t.token <- struct{}{}:
		return func() { <-t.token; l.leave(key, t) }, nil
	case <-ctx.Done():
		l.leave(key, t)
		return nil, ctx.Err()
	}
}

func (l *keyedLock) join(key string) *turn {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil {
		l.held = map[string]*turn{}
	}
	t := l.held[key]
	if t == nil {
		t = &turn{token: make(chan struct{}, 1)}
		l.held[key] = t
	}
	t.users++
	return t
}

func (l *keyedLock) leave(key string, t *turn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t.users--; t.users == 0 {
		delete(l.held, key)
	}
}
