package erasing

import (
	"context"
	"fmt"
	"sync"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/texts"
)

// Words are the typed texts as pages and verbs read them: they tell what was erased from
// what was lost.
type Words struct {
	texts *texts.Store

	mu     sync.RWMutex
	erased map[string]bool // by id; those of an erasure under way are among them
}

// Read returns the words kept under id; false where they were erased. Those that are not
// there although nobody erased them, or are not what was typed, are events.ErrLost.
func (w *Words) Read(ctx context.Context, id string) (string, bool, error) {
	words, found, err := w.texts.Read(ctx, id)
	switch {
	case err != nil && ctx.Err() == nil:
		return "", false, fmt.Errorf("%w: %w", events.ErrLost, err)
	case err != nil || found:
		return words, found, err
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	if !w.erased[id] {
		err = events.ErrLost
	}
	return "", false, err
}

// gone notes that texts are about to go.
func (w *Words) gone(ids ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, id := range ids {
		w.erased[id] = true
	}
}
