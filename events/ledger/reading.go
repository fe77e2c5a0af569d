package ledger

import (
	"encoding/binary"
	"io"
	"strconv"

	"ahd.example/ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// reading is what any number of goroutines may ask of a ledger while somebody writes.
type reading struct {
	origin string
	files
	progress
}

// Origin is the name of the log that this ledger follows.
func (r *reading) Origin() string { return r.origin }

// Entry reads the body with a sequence and hashes it anew. Errors: ErrNoEntry;
// ErrDamaged in an *EntryError if it is not the body that was written.
func (r *reading) Entry(sequence uint64) ([]byte, error) {
	v := r.look()
	leaf, err := r.leaf(v, sequence)
	if err != nil {
		return nil, err
	}
	start, end, err := r.extent(v, sequence)
	if err != nil {
		return nil, err
	}
	if length := end - start - frameHead; start < 0 || length < 1 || length > events.MaxBody {
		return nil, entryError(sequence, ErrDamaged, "its place is not one that an entry can have")
	}
	framed, err := r.entries.read(make([]byte, end-start), start)
	if err != nil {
		return nil, &EntryError{Sequence: sequence, Err: err}
	}
	if int64(len(framed)) < end-start || int64(binary.BigEndian.Uint32(framed)) != end-start-frameHead {
		return nil, entryError(sequence, ErrDamaged, "its length is not the one it had")
	}
	if events.Hash(tlog.RecordHash(framed[frameHead:])) != leaf {
		return nil, entryError(sequence, ErrDamaged, "its bytes do not have the hash they had")
	}
	return framed[frameHead:], nil
}

// Leaf reads the leaf hash of the entry with a sequence. Errors: ErrNoEntry;
// ErrDamaged in an *EntryError if the hash is gone.
func (r *reading) Leaf(sequence uint64) (events.Hash, error) {
	return r.leaf(r.look(), sequence)
}

func (r *reading) leaf(v view, sequence uint64) (hash events.Hash, err error) {
	if sequence == 0 || sequence > v.size {
		return hash, entryError(sequence, ErrNoEntry, "there are "+strconv.FormatUint(v.size, 10))
	}
	have, err := r.hashes.read(hash[:], leafAt(sequence))
	if err != nil {
		return hash, &EntryError{Sequence: sequence, Err: err}
	}
	if len(have) < len(hash) {
		return hash, entryError(sequence, ErrDamaged, "its hash is gone")
	}
	return hash, nil
}

// extent is where an entry starts and ends in entries.log, in bytes.
func (r *reading) extent(v view, sequence uint64) (start, end int64, err error) {
	var pair [2 * offsetSize]byte
	want := min(2, v.size-sequence+1) * offsetSize
	have, err := r.offsets.read(pair[:want], int64(sequence-1)*offsetSize)
	if err != nil {
		return 0, 0, &EntryError{Sequence: sequence, Err: err}
	}
	if uint64(len(have)) < want {
		return 0, 0, entryError(sequence, ErrDamaged, "its place is gone")
	}
	start, end = int64(binary.BigEndian.Uint64(pair[:])), v.bytes
	if sequence < v.size {
		end = int64(binary.BigEndian.Uint64(pair[offsetSize:]))
	}
	return start, end, nil
}

// Prefix reads entries.log through the entry size, byte for byte, also while more is
// written behind it. Errors: ErrNoEntry.
func (r *reading) Prefix(size uint64) (*io.SectionReader, error) {
	v := r.look()
	if size == 0 {
		return io.NewSectionReader(r.entries.file, 0, 0), nil
	}
	if _, err := r.leaf(v, size); err != nil {
		return nil, err
	}
	_, end, err := r.extent(v, size)
	if err != nil {
		return nil, err
	}
	return io.NewSectionReader(r.entries.file, 0, end), nil
}
