package node

import (
	"context"
	"errors"
	"sync"

	"ahd/events/texts"
	"ahd/projections/book"
	"ahd/projections/erasures"
)

// ErrWordsGone is returned for a text that is not there although nobody erased it: it
// is not withheld, it is lost.
var ErrWordsGone = errors.New("a text is gone, and no erasure of it was recorded; “ahd doctor” says what to do")

// Words are the typed texts as pages and verbs read them: they tell what was erased from
// what was lost.
type Words struct {
	texts *texts.Store

	mu     sync.RWMutex
	erased map[string]bool // by id; those of an erasure under way are among them
}

// Read returns the words kept under id; false where they were erased. It returns
// ErrWordsGone and texts.ErrDamaged.
func (w *Words) Read(ctx context.Context, id string) (string, bool, error) {
	words, found, err := w.texts.Read(ctx, id)
	if err != nil || found {
		return words, found, err
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	if !w.erased[id] {
		err = ErrWordsGone
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

// openWords reads which texts were erased.
func (n *Node) openWords(ctx context.Context) error {
	n.Words = &Words{texts: n.Texts, erased: map[string]bool{}}
	return n.Book.Read(ctx, func(v *book.View) error {
		all, err := erasures.All(v)
		n.Words.gone(all...)
		return err
	})
}
