package verification

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/ledger"
)

// Folder is a record in a data folder, or in the folder of a ledger alone. It is read as
// it lies there, without a lock, also while a server writes to it.
type Folder struct {
	Ledger *ledger.Copy
	files  *os.Root // the source texts; nil where there are none
	known  map[string]bool
	last   *os.File // the source that was opened last: quotes come in runs from one
	name   string   // its hash
}

// ErrNoRecord is returned for a folder in which no record lies.
var ErrNoRecord = errors.New("no record lies in this folder")

// OpenFolder opens a data folder, or a folder with entries.log in it.
func OpenFolder(dir string) (*Folder, error) {
	f := &Folder{known: map[string]bool{}}
	place := filepath.Join(dir, "ledger")
	if _, err := os.Stat(filepath.Join(dir, "entries.log")); err == nil {
		place = dir
	} else if _, err := os.Stat(filepath.Join(place, "entries.log")); err != nil {
		return nil, cause.Of(ErrNoRecord, err)
	} else if f.files, err = os.OpenRoot(filepath.Join(dir, "files")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, Because("the folder of files cannot be opened", err)
	}
	var err error
	if f.Ledger, err = ledger.OpenCopy(place); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Close closes it.
func (f *Folder) Close() error {
	var errs []error
	if f.last != nil {
		errs = append(errs, f.last.Close())
	}
	if f.files != nil {
		errs = append(errs, f.files.Close())
	}
	if f.Ledger != nil {
		errs = append(errs, f.Ledger.Close())
	}
	return errors.Join(errs...)
}

// Verify verifies the record. What lies beyond the checkpoint is checked too, and may be
// in the middle of being written.
func (f *Folder) Verify(ctx context.Context, demands Demands) (result Result, err error) {
	record := Record{Live: true}
	if record.Note, err = f.Ledger.Checkpoint(); err != nil {
		return result, err
	}
	if record.Older, err = f.olderThan(record.Note); err != nil {
		return result, err
	}
	entries, err := f.Ledger.Entries()
	if err != nil {
		return result, err
	}
	defer entries.Close()
	info, err := entries.Stat()
	if err != nil {
		return result, Because("the entries cannot be read", err)
	}
	record.Entries = ledger.NewReader(io.LimitReader(entries, info.Size())) // what comes later is for the next time
	hashes, err := f.Ledger.Hashes()
	if err != nil {
		return result, err
	}
	if hashes != nil {
		defer hashes.Close()
		record.Hashes = hashes
	}
	if f.files != nil {
		record.Source = f.source
	}
	if result, err = Whole(ctx, record, demands); err == nil || OfPolicy(err) {
		if wrong := f.named(result.Origin); wrong != nil {
			err = wrong
		}
	}
	result.Sources = len(f.known)
	return result, err
}

// named asks whether the folder says whose record it holds, if it says anything.
func (f *Folder) named(origin string) error {
	line, err := f.Ledger.Origin()
	if err != nil || line == "" || line == origin+"\n" {
		return err
	}
	return failure(Broken, "origin", "The folder says that its record is of another log.").sides(origin, strings.TrimSuffix(line, "\n"))
}

// olderThan are the older checkpoints that were kept, up to the newest: one that is kept
// while we read may be newer than what we read first.
func (f *Folder) olderThan(newest []byte) ([]ledger.Older, error) {
	kept, err := f.Ledger.Older()
	if err != nil {
		return nil, err
	}
	signed, bad := readNote(newest, "The checkpoint")
	if bad != nil {
		return nil, nil // which is said where it belongs
	}
	for i, older := range kept {
		if older.Size > signed.Size {
			return kept[:i], nil
		}
	}
	return kept, nil
}

// source opens a source text and checks, once, that it has its hash.
func (f *Folder) source(hash string) (*io.SectionReader, error) {
	if hash != f.name {
		file, err := durable.OpenIn(f.files, hash)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, Because("it cannot be opened", err)
		}
		if f.last != nil {
			f.last.Close() // it was read only
		}
		f.last, f.name = file, hash
	}
	if !f.known[hash] {
		digest := sha256.New()
		if _, err := io.Copy(digest, f.last); err != nil || hex.EncodeToString(digest.Sum(nil)) != hash {
			return nil, cause.Of(fmt.Errorf("%.16s… no longer has the bytes that were archived", hash), err)
		}
		f.known[hash] = true
	}
	info, err := f.last.Stat()
	if err != nil {
		return nil, Because("it cannot be read", err)
	}
	return io.NewSectionReader(f.last, 0, info.Size()), nil
}

// Source reads a source text, to be put into a bundle; nil where it is not there.
func (f *Folder) Source(hash string) ([]byte, error) {
	if f.files == nil {
		return nil, nil
	}
	source, err := f.source(hash)
	if err != nil {
		return nil, failure(Broken, "source", "A source text cannot be read, or is not what was archived: "+err.Error()+".").because(err)
	}
	if source == nil {
		return nil, nil
	}
	content := make([]byte, source.Size())
	if _, err := io.ReadFull(source, content); err != nil {
		return nil, Because("a source text cannot be read", err)
	}
	return content, nil
}
