package projections

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"ahd/projections/book"
)

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
	w, err := (&Book{record: until{record, through}, options: Options{Texts: silence{}}}).draft(ctx, filepath.Join(dir, "replay.db"), progress)
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
