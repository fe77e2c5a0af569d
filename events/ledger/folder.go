package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"ahd.example/ahd/events/durable"
)

const (
	roleFolder = "the folder of the ledger"
	roleOrigin = "the origin of the ledger"
)

// openOrigin reads the origin, or writes it where the folder is new. It comes
// before all other files and appears whole or not at all; if we stop after it,
// the next start finds an empty ledger with a name and goes on.
func openOrigin(dir, want string) (string, error) {
	line, err := os.ReadFile(filepath.Join(dir, "origin"))
	if errors.Is(err, fs.ErrNotExist) {
		return want, createOrigin(dir, want)
	}
	if err != nil {
		return "", failure(roleOrigin, err)
	}
	have, whole := strings.CutSuffix(string(line), "\n")
	switch {
	case !whole || !validOrigin(have):
		return "", fmt.Errorf("%s: %w: %q is not one line with a name", roleOrigin, ErrOrigin, line)
	case want != "" && want != have:
		return "", fmt.Errorf("%s: %w: it is %q, not %q", roleOrigin, ErrOrigin, have, want)
	}
	return have, nil
}

// createOrigin names a ledger that has no entries yet. Entries without an origin
// may be another log's, so we do not give them a name.
func createOrigin(dir, origin string) error {
	if !validOrigin(origin) {
		return fmt.Errorf("%s: %w: %q cannot name a log", roleOrigin, ErrOrigin, origin)
	}
	if info, err := os.Stat(filepath.Join(dir, "entries.log")); err == nil && info.Size() > 0 {
		return fmt.Errorf("%s: %w: it is missing although there are entries", roleOrigin, ErrOrigin)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return failure(roleFolder, err)
	}
	return failure(roleOrigin, durable.WriteWhole(filepath.Join(dir, "origin"), origin+"\n", durable.Private))
}

// validOrigin follows the rule of C2SP signed notes for the name of a key.
func validOrigin(origin string) bool {
	return origin != "" && strings.ToValidUTF8(origin, "") == origin &&
		!strings.Contains(origin, "+") && !strings.ContainsFunc(origin, unicode.IsSpace)
}

// files are the three of the folder.
type files struct{ entries, offsets, hashes *store }

// openFiles opens or creates the three files and syncs the folder and the one
// above it, each time: a start that stopped between creating and syncing is
// healed by the next.
func (f *files) openFiles(dir string, wrap func(role string, w writer) writer) error {
	for _, one := range []struct {
		to         **store
		name, role string
	}{
		{&f.entries, "entries.log", roleEntries},
		{&f.offsets, "entries.idx", roleOffsets},
		{&f.hashes, "hashes.bin", roleHashes},
	} {
		file, err := os.OpenFile(filepath.Join(dir, one.name), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return failure(one.role, err)
		}
		*one.to = &store{role: one.role, file: file, writer: wrap(one.role, file)}
	}
	return failure(roleFolder, errors.Join(durable.Sync(dir), durable.Sync(filepath.Dir(filepath.Clean(dir)))))
}

func (f *files) closeFiles() error {
	var errs []error
	for _, s := range []*store{f.entries, f.offsets, f.hashes} {
		if s != nil {
			errs = append(errs, failure(s.role, s.file.Close()))
		}
	}
	return errors.Join(errs...)
}

// The files by their roles, as errors name them.
const (
	roleEntries = "the entries of the ledger"
	roleOffsets = "the offsets of the ledger"
	roleHashes  = "the hashes of the ledger"
)

// writer is what changes a file. When Sync returns nil, what was written before
// it survives the loss of power.
type writer interface {
	WriteAt(p []byte, off int64) (int, error)
	Sync() error
	Truncate(size int64) error
}

var _ writer = (*os.File)(nil)

// store is one file of the folder. Anybody may read; size and whatever writes
// belong to the holder of Ledger.writing.
type store struct {
	role string
	file *os.File
	writer
	size int64 // in bytes, as far as we know; measure asks the file
}

func (s *store) measure() error {
	info, err := s.file.Stat()
	if err != nil {
		return failure(s.role, err)
	}
	s.size = info.Size()
	return nil
}

// read reads up to len(p) bytes at a place; it is short only at the end of the file.
func (s *store) read(p []byte, at int64) ([]byte, error) {
	n, err := s.file.ReadAt(p, at)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, failure(s.role, err)
	}
	return p[:n], nil
}

// have reads the up to n bytes that the file holds at a place.
func (s *store) have(at int64, n int) ([]byte, error) {
	if at >= s.size {
		return nil, nil
	}
	return s.read(make([]byte, min(int64(n), s.size-at)), at)
}

func (s *store) write(p []byte, at int64) error {
	n, err := s.WriteAt(p, at)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return failure(s.role, err)
	}
	s.size = max(s.size, at+int64(len(p)))
	return nil
}

// ensure makes the file hold p at a place, and writes nothing if it does: an
// honest start changes no file.
func (s *store) ensure(p []byte, at int64) error {
	have, err := s.have(at, len(p))
	if err != nil || bytes.Equal(have, p) {
		return err
	}
	return s.write(p, at)
}

func (s *store) cut(size int64) error {
	if err := s.Truncate(size); err != nil {
		return failure(s.role, err)
	}
	s.size = size
	return nil
}

func (s *store) sync() error { return failure(s.role, s.Sync()) }
