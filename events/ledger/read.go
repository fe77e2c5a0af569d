package ledger

import (
	"encoding/binary"
	"strconv"

	"ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// view is what readers may see: entries that are on disk.
type view struct {
	size  uint64
	bytes int64
	root  events.Hash
}

// Size is the number of entries that are on disk, which is the sequence of the last.
func (l *Ledger) Size() uint64 { return l.look().size }

// Root gives the size and the RFC 6962 root hash of the tree of that size; the
// root of nothing is SHA-256 of nothing.
func (l *Ledger) Root() (size uint64, root events.Hash) {
	v := l.look()
	return v.size, v.root
}

// Entry reads the body with a sequence and hashes it anew. Errors: ErrNoEntry;
// ErrDamaged in an *EntryError if it is not the body that was written.
func (l *Ledger) Entry(sequence uint64) ([]byte, error) {
	v := l.look()
	leaf, err := l.leaf(v, sequence)
	if err != nil {
		return nil, err
	}
	start, end, err := l.extent(v, sequence)
	if err != nil {
		return nil, err
	}
	if length := end - start - frameHead; start < 0 || length < 1 || length > events.MaxBody {
		return nil, entryError(sequence, ErrDamaged, "its place is not one that an entry can have")
	}
	framed, err := l.entries.read(make([]byte, end-start), start)
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
func (l *Ledger) Leaf(sequence uint64) (events.Hash, error) {
	return l.leaf(l.look(), sequence)
}

func (l *Ledger) leaf(v view, sequence uint64) (hash events.Hash, err error) {
	if sequence == 0 || sequence > v.size {
		return hash, entryError(sequence, ErrNoEntry, "there are "+strconv.FormatUint(v.size, 10))
	}
	have, err := l.hashes.read(hash[:], leafAt(sequence))
	if err != nil {
		return hash, &EntryError{Sequence: sequence, Err: err}
	}
	if len(have) < len(hash) {
		return hash, entryError(sequence, ErrDamaged, "its hash is gone")
	}
	return hash, nil
}

// extent is where an entry starts and ends in entries.log, in bytes.
func (l *Ledger) extent(v view, sequence uint64) (start, end int64, err error) {
	var pair [2 * offsetSize]byte
	want := min(2, v.size-sequence+1) * offsetSize
	have, err := l.offsets.read(pair[:want], int64(sequence-1)*offsetSize)
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

func (l *Ledger) look() view {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.view
}
