package ledger

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"

	"ahd/events"
)

// Salvage reads what can still be read of a damaged ledger, and changes nothing in it.
// It belongs to one goroutine.
type Salvage struct {
	check   Check
	entries *store
	offsets *store
	hashes  *store
}

// OpenSalvage opens the files of a damaged ledger as far as they are there. Its owner
// closes it.
func OpenSalvage(dir string, check Check) (*Salvage, error) {
	s := &Salvage{check: check}
	for _, f := range []struct {
		to         **store
		name, role string
	}{{&s.entries, "entries.log", roleEntries}, {&s.offsets, "entries.idx", roleOffsets}, {&s.hashes, "hashes.bin", roleHashes}} {
		file, err := os.Open(filepath.Join(dir, f.name))
		if err != nil {
			return nil, errors.Join(failure(f.role, err), s.Close())
		}
		*f.to = &store{role: f.role, file: file}
		if err := (*f.to).measure(); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

// Close closes the files.
func (s *Salvage) Close() error {
	var errs []error
	for _, each := range []*store{s.entries, s.offsets, s.hashes} {
		if each != nil {
			errs = append(errs, failure(each.role, each.file.Close()))
		}
	}
	return errors.Join(errs...)
}

// Entry reads the body that stood at a place; nil where none can be read. vouched says
// that it has the hash that it had when it came.
func (s *Salvage) Entry(sequence uint64) (body []byte, vouched bool) {
	if sequence == 0 {
		return nil, false
	}
	at, err := s.offsets.have(int64(sequence-1)*offsetSize, offsetSize)
	if err != nil || len(at) < offsetSize {
		return nil, false
	}
	start := int64(binary.BigEndian.Uint64(at))
	if start < 0 || start >= s.entries.size {
		return nil, false
	}
	framed, err := s.entries.have(start, frameHead+events.MaxBody)
	if err != nil || len(framed) < frameHead {
		return nil, false
	}
	length := int64(binary.BigEndian.Uint32(framed))
	if length == 0 || length > int64(len(framed)-frameHead) {
		return nil, false
	}
	body = framed[frameHead : frameHead+length : frameHead+length]
	if _, err := s.check(body); err != nil {
		return nil, false
	}
	leaf, err := s.hashes.have(leafAt(sequence), tlog.HashSize)
	return body, err == nil && len(leaf) == tlog.HashSize && tlog.Hash(leaf) == tlog.RecordHash(body)
}
