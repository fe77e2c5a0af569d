package ledger

import (
	"strconv"

	"ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// Among reads the bodies with some sequences, which ascend and stand close together:
// all from the first to the last is read at once, and what was not asked for is left
// out. They share memory. Each is hashed anew. Errors: ErrNoEntry; ErrDamaged in an
// *EntryError.
func (l *Ledger) Among(sequences []uint64) ([][]byte, error) {
	if len(sequences) == 0 {
		return nil, nil
	}
	v, first, last := l.look(), sequences[0], sequences[len(sequences)-1]
	for _, sequence := range []uint64{first, last} {
		if sequence == 0 || sequence > v.size {
			return nil, entryError(sequence, ErrNoEntry, "there are "+strconv.FormatUint(v.size, 10))
		}
	}
	start, _, err := l.extent(v, first)
	if err != nil {
		return nil, err
	}
	_, end, err := l.extent(v, last)
	if err != nil {
		return nil, err
	}
	if start < 0 || end <= start || end > v.bytes || uint64(end-start) > (last-first+1)*(frameHead+events.MaxBody) {
		return nil, entryError(first, ErrDamaged, "its place is not one that an entry can have")
	}
	part, err := l.entries.read(make([]byte, end-start), start)
	if err != nil {
		return nil, &EntryError{Sequence: first, Err: err}
	}
	bodies := wholeBodies(part)
	if have := uint64(len(bodies)); have < last-first+1 {
		return nil, entryError(first+have, ErrDamaged, "its length is not the one it had")
	}
	return l.choose(first, bodies, sequences)
}

// choose keeps the bodies that are asked for, of those from the sequence first on, and
// compares them with the leaf hashes that they had when they were written.
func (l *Ledger) choose(first uint64, bodies [][]byte, sequences []uint64) ([][]byte, error) {
	at := leafAt(first)
	known, err := l.hashes.read(make([]byte, leafAt(sequences[len(sequences)-1])+tlog.HashSize-at), at)
	if err != nil {
		return nil, &EntryError{Sequence: first, Err: err}
	}
	chosen := make([][]byte, len(sequences))
	for i, sequence := range sequences {
		place := leafAt(sequence) - at
		if sequence < first || sequence-first >= uint64(len(bodies)) {
			return nil, entryError(sequence, ErrNoEntry, "it is out of order")
		}
		chosen[i] = bodies[sequence-first]
		if place+tlog.HashSize > int64(len(known)) {
			return nil, entryError(sequence, ErrDamaged, "its hash is gone")
		}
		if events.Hash(known[place:]) != events.Hash(tlog.RecordHash(chosen[i])) {
			return nil, entryError(sequence, ErrDamaged, "its bytes do not have the hash they had")
		}
	}
	return chosen, nil
}
