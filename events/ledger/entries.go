package ledger

import (
	"ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// chunk is how much of entries.log Entries reads at once, in bytes. It holds any
// one entry.
const chunk = 1 << 20

// Entries reads the bodies from the sequence first on, in order: as many as fit
// in a megabyte, at least one, none behind the last. They share memory. Each
// is hashed anew. Errors: ErrNoEntry for first 0; ErrDamaged in an *EntryError.
func (l *Ledger) Entries(first uint64) ([][]byte, error) {
	v := l.look()
	if first == v.size+1 {
		return nil, nil
	}
	if _, err := l.leaf(v, first); err != nil {
		return nil, err
	}
	start, _, err := l.extent(v, first)
	if err != nil {
		return nil, err
	}
	if start < 0 || start >= v.bytes {
		return nil, entryError(first, ErrDamaged, "its place is not one that an entry can have")
	}
	part, err := l.entries.read(make([]byte, min(chunk, v.bytes-start)), start)
	if err != nil {
		return nil, &EntryError{Sequence: first, Err: err}
	}
	bodies := wholeBodies(part)
	if len(bodies) == 0 {
		return nil, entryError(first, ErrDamaged, "its length is not the one it had")
	}
	return bodies, l.vouch(v, first, bodies)
}

// vouch compares bodies with the leaf hashes that they had when they were written.
func (l *Ledger) vouch(v view, first uint64, bodies [][]byte) error {
	last := first + uint64(len(bodies)) - 1
	if last > v.size {
		return entryError(v.size, ErrDamaged, "its length is not the one it had")
	}
	at := leafAt(first)
	known, err := l.hashes.read(make([]byte, leafAt(last)+tlog.HashSize-at), at)
	if err != nil {
		return &EntryError{Sequence: first, Err: err}
	}
	for i, body := range bodies {
		sequence := first + uint64(i)
		place := leafAt(sequence) - at
		if place+tlog.HashSize > int64(len(known)) {
			return entryError(sequence, ErrDamaged, "its hash is gone")
		}
		if events.Hash(known[place:]) != events.Hash(tlog.RecordHash(body)) {
			return entryError(sequence, ErrDamaged, "its bytes do not have the hash they had")
		}
	}
	return nil
}
