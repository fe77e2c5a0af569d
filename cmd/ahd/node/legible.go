package node

import (
	"context"
	"errors"

	"ahd.example/ahd/events/texts"
)

// textReader is the store of texts as the book sees it: one that is damaged is not found by
// its words. It is named where it is read, and a book should not stand still for it.
type textReader struct{ *texts.Store }

func (l textReader) Read(ctx context.Context, id string) (string, bool, error) {
	words, found, err := l.Store.Read(ctx, id)
	if errors.Is(err, texts.ErrDamaged) {
		return "", false, nil
	}
	return words, found, err
}
