package node

import (
	"context"
	"errors"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/texts"
	"ahd/projections"
	"ahd/services/depositing"
)

// eraser is the store of texts as the recorder sees it: what goes leaves every
// other place too.
type eraser struct {
	*texts.Store
	node *Node
}

// Erase leaves no byte of texts and documents, whose erasure the book has read. The
// authoritative stores come last: what is still in them says that the book may still
// hold words of it, so that whoever tries again after a crash knows what is left.
func (e eraser) Erase(ctx context.Context, ids ...string) error {
	e.node.Words.gone(ids...)
	var words, documents []string
	for _, id := range ids {
		if command, field, _ := strings.Cut(id, "/"); field == events.DocumentField {
			documents = append(documents, depositing.EvidenceOf(command))
			continue
		}
		_, kept, err := e.Read(ctx, id)
		if err != nil {
			return err
		}
		if kept {
			words = append(words, id)
		}
	}
	return errors.Join(e.words(ctx, words), e.documents(ctx, documents))
}

func (e eraser) words(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := e.makeAnew(ctx); err != nil {
		return err
	}
	return e.node.Book.ForgetPast(func() error { return e.Store.Erase(ctx, ids...) })
}

// makeAnew lets a book serve that never saw the words. A rebuild that is under way
// may have begun before the erasure was read, so it is waited for.
func (e eraser) makeAnew(ctx context.Context) error {
	for {
		err := e.node.Book.Rebuild(ctx, func(uint64, uint64) {})
		if !errors.Is(err, projections.ErrRebuilding) {
			return err
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// documents forgets documents, their files first.
func (e eraser) documents(ctx context.Context, evidence []string) error {
	forgotten := false
	for _, id := range evidence {
		_, kept, err := e.node.Private.Find(ctx, id)
		if err == nil && kept {
			err = e.node.removeFile(ctx, id)
		}
		if err == nil && kept {
			err = e.node.Private.Forget(ctx, id)
			forgotten = true
		}
		if err != nil {
			return err
		}
	}
	if !forgotten {
		return nil
	}
	return e.node.Private.Flush(ctx)
}
