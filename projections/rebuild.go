package projections

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"ahd.example/ahd/projections/book"
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
	next, err := draft(ctx, b.record, b.options, path, progress)
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
	b.replace(&servedBook{file: next.file, path: path})
	b.redescribe()
	b.set(next.at, nil)
	b.past.retireAll() // they borrow from the old one, and would keep it
	return nil
}

// draft writes what the ledger holds now, fast, and opens the result as a book
// like any other.
func draft(ctx context.Context, record Record, options Options, path string, progress func(done, total uint64)) (*writer, error) {
	file, err := book.Draft(path, schema())
	if err != nil {
		return nil, err
	}
	w := newDrafter(file, record, options)
	if err := catchUp(ctx, record, w, progress); err != nil {
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
	next := newWriter(reopened, w.at, record, options)
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

// ErrNoBook is returned where no book lies that this build can read.
var ErrNoBook = errors.New("there is no book of this build's schema")

// Digest is what the book that serves in dir says: how far it has read, and the digest
// of its rows. It only looks: a server may have the book open, and goes on. It returns
// ErrNoBook.
func Digest(ctx context.Context, dir string) (at book.Checkpoint, digest string, err error) {
	for range 3 { // a rebuild may take the file away between its name and its opening
		current := readCurrent(dir)
		if !strings.HasPrefix(current, fingerprint()+"-") {
			return at, "", ErrNoBook
		}
		file, opening := book.OpenReader(filepath.Join(dir, current))
		if opening != nil {
			err = errors.Join(ErrNoBook, opening)
			continue
		}
		err = file.Read(ctx, func(v *book.View) (err error) {
			at = v.At
			digest, err = book.Digest(v)
			return err
		})
		if err = errors.Join(err, file.Close()); err == nil {
			return at, digest, nil
		}
	}
	return at, digest, err
}

// Reached is how far the book that serves in dir has read, of whatever schema it is; 0
// where there is none that can be read.
func Reached(ctx context.Context, dir string) uint64 {
	current := readCurrent(dir)
	if current == "" {
		return 0
	}
	file, err := book.OpenReader(filepath.Join(dir, current))
	if err != nil {
		return 0
	}
	var at uint64
	err = file.Read(ctx, func(v *book.View) error { at = v.At.Sequence; return nil })
	if err = errors.Join(err, file.Close()); err != nil {
		return 0
	}
	return at
}

// Replay reads the first events of a record into a new book in the folder dir, which is
// empty and goes afterwards, and returns its digest.
func Replay(ctx context.Context, dir string, record Record, through uint64, progress func(done, total uint64)) (digest string, err error) {
	w, err := draft(ctx, until{record, through}, Options{Texts: silence{}}, filepath.Join(dir, "replay.db"), progress)
	if err != nil {
		return "", err
	}
	err = w.file.Read(ctx, func(v *book.View) (err error) {
		digest, err = book.Digest(v)
		return err
	})
	return digest, errors.Join(err, w.file.Close())
}

// silence is where every typed text was erased: no digest depends on one.
type silence struct{}

func (silence) Read(context.Context, string) (string, bool, error) { return "", false, nil }
