package projections

import (
	"context"
	"errors"
	"path/filepath"

	"ahd/projections/book"
)

// ErrRebuilding is returned where a rebuild is under way already.
var ErrRebuilding = errors.New("the book is being made anew already")

// Rebuild makes the book anew from the ledger, aside, and lets it serve when it
// has caught up. Meanwhile the old one serves, and its readers finish undisturbed.
// progress is told after each batch. If we stop anywhere, the old book serves and
// what was made is removed at the next start.
func (b *Book) Rebuild(ctx context.Context, progress func(done, total uint64)) error {
	if !b.rebuilding.TryLock() {
		return ErrRebuilding
	}
	defer b.rebuilding.Unlock()
	path := filepath.Join(b.dir, following(filepath.Base(b.current.path)))
	next, err := b.draft(ctx, path, progress)
	if err != nil {
		removeBook(path)
		return err
	}
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.isClosed() {
		return errors.Join(ErrClosed, next.file.Close())
	}
	if err := catchUp(ctx, b.record, next, progress); err != nil {
		return errors.Join(err, next.file.Close())
	}
	if err := writeCurrent(b.dir, filepath.Base(path)); err != nil {
		return errors.Join(err, next.file.Close())
	}
	b.writer, next.recent = next, &b.recent
	b.recent.forget()
	b.replace(&shelved{file: next.file, path: path})
	b.redescribe()
	b.set(next.at, nil)
	b.past.retireAll() // they borrow from the old one, and would keep it
	return nil
}

// draft writes what the ledger holds now, fast, and opens the result as a book
// like any other.
func (b *Book) draft(ctx context.Context, path string, progress func(done, total uint64)) (*writer, error) {
	file, err := book.Draft(path, schema())
	if err != nil {
		return nil, err
	}
	w := newDrafter(file, b.record, b.options)
	if err := catchUp(ctx, b.record, w, progress); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if err := w.finish(ctx); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if err := file.Finish(path, schema()); err != nil {
		return nil, err
	}
	reopened, err := book.Open(path)
	if err != nil {
		return nil, err
	}
	next := newWriter(reopened, w.at, b.record, b.options)
	next.described, next.reread = w.described, w.reread
	return next, nil
}

// catchUp applies what the record holds now and the writer does not.
func catchUp(ctx context.Context, record Record, w *writer, progress func(done, total uint64)) error {
	reading, stop := context.WithCancel(ctx)
	ahead := readAhead(reading, record, w.at.Sequence+1, record.Size())
	defer func() { // waits for the one who reads
		stop()
		for range ahead {
		}
	}()
	for r := range ahead {
		if err := errors.Join(r.err, ctx.Err()); err != nil {
			return err
		}
		if err := w.commit(ctx, r.batch); err != nil {
			return err
		}
		progress(w.at.Sequence, record.Size())
	}
	return ctx.Err()
}

// suspect makes the book anew by itself when an error says that its file is
// damaged: it is a copy. Close waits for it.
func (b *Book) suspect(err error) {
	if !book.Damaged(err) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed || b.mends {
		return
	}
	b.mends = true
	b.mending.Go(func() {
		b.Rebuild(context.Background(), func(uint64, uint64) {}) // what goes wrong stays in Stopped
		b.mu.Lock()
		defer b.mu.Unlock()
		b.mends = false
	})
}
