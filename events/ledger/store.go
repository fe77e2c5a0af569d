package ledger

import (
	"bytes"
	"errors"
	"io"
	"os"
)

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

// settle makes the file hold p at a place, and writes nothing if it does: an
// honest start changes no file.
func (s *store) settle(p []byte, at int64) error {
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
