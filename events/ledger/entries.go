package ledger

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"

	"ahd.example/ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// chunk is how much of entries.log Entries reads at once, in bytes. It holds any
// one entry.
const chunk = 1 << 20

// Entries reads the bodies from the sequence first on, in order: as many as fit
// in a megabyte, at least one, none behind the last. They share memory. Each
// is hashed anew. Errors: ErrNoEntry for first 0; ErrDamaged in an *EntryError.
func (r *reading) Entries(first uint64) ([][]byte, error) {
	v := r.look()
	if first == v.size+1 {
		return nil, nil
	}
	if _, err := r.leaf(v, first); err != nil {
		return nil, err
	}
	start, _, err := r.extent(v, first)
	if err != nil {
		return nil, err
	}
	if start < 0 || start >= v.bytes {
		return nil, entryError(first, ErrDamaged, "its place is not one that an entry can have")
	}
	part, err := r.entries.read(make([]byte, min(chunk, v.bytes-start)), start)
	if err != nil {
		return nil, &EntryError{Sequence: first, Err: err}
	}
	bodies := wholeBodies(part)
	if len(bodies) == 0 {
		return nil, entryError(first, ErrDamaged, "its length is not the one it had")
	}
	return bodies, r.vouch(v, first, bodies)
}

// vouch compares bodies with the leaf hashes that they had when they were written.
func (r *reading) vouch(v view, first uint64, bodies [][]byte) error {
	last := first + uint64(len(bodies)) - 1
	if last > v.size {
		return entryError(v.size, ErrDamaged, "its length is not the one it had")
	}
	at := leafAt(first)
	known, err := r.hashes.read(make([]byte, leafAt(last)+tlog.HashSize-at), at)
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

// Among reads the bodies with some sequences, which ascend and stand close together:
// all from the first to the last is read at once, and what was not asked for is left
// out. They share memory. Each is hashed anew. Errors: ErrNoEntry; ErrDamaged in an
// *EntryError.
func (r *reading) Among(sequences []uint64) ([][]byte, error) {
	if len(sequences) == 0 {
		return nil, nil
	}
	v, first, last := r.look(), sequences[0], sequences[len(sequences)-1]
	for _, sequence := range []uint64{first, last} {
		if sequence == 0 || sequence > v.size {
			return nil, entryError(sequence, ErrNoEntry, "there are "+strconv.FormatUint(v.size, 10))
		}
	}
	start, _, err := r.extent(v, first)
	if err != nil {
		return nil, err
	}
	_, end, err := r.extent(v, last)
	if err != nil {
		return nil, err
	}
	if start < 0 || end <= start || end > v.bytes || uint64(end-start) > (last-first+1)*(frameHead+events.MaxBody) {
		return nil, entryError(first, ErrDamaged, "its place is not one that an entry can have")
	}
	part, err := r.entries.read(make([]byte, end-start), start)
	if err != nil {
		return nil, &EntryError{Sequence: first, Err: err}
	}
	bodies := wholeBodies(part)
	if have := uint64(len(bodies)); have < last-first+1 {
		return nil, entryError(first+have, ErrDamaged, "its length is not the one it had")
	}
	return r.choose(first, bodies, sequences)
}

// choose keeps the bodies that are asked for, of those from the sequence first on, and
// compares them with the leaf hashes that they had when they were written.
func (r *reading) choose(first uint64, bodies [][]byte, sequences []uint64) ([][]byte, error) {
	at := leafAt(first)
	known, err := r.hashes.read(make([]byte, leafAt(sequences[len(sequences)-1])+tlog.HashSize-at), at)
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

// ErrCut means that the entries end in the middle of one.
var ErrCut = errors.New("an entry is cut off")

// Reader reads the bodies of framed entries from first to last, without a ledger: a
// verifier trusts no file but entries.log.
type Reader struct {
	from io.Reader
	rest []byte // read, and not yet given out
	err  error  // what comes after rest
}

// NewReader returns a reader of what lies in entries.log.
func NewReader(from io.Reader) *Reader { return &Reader{from: from} }

// Next gives the next bodies, as many as fit in a megabyte. They are the caller's. At
// the end it returns io.EOF; where no body can be read, ErrCut or ErrLength.
func (r *Reader) Next() ([][]byte, error) {
	for {
		bodies, used := framed(r.rest)
		if len(bodies) > 0 {
			r.rest = r.rest[used:]
			return bodies, nil
		}
		if err := r.stuck(); err != nil {
			return nil, err
		}
		part := make([]byte, window)
		have := copy(part, r.rest)
		var n int
		n, r.err = io.ReadFull(r.from, part[have:])
		r.rest = part[:have+n]
	}
}

// stuck says why no more can be read; nil if more can.
func (r *Reader) stuck() error {
	switch {
	case len(r.rest) >= frameHead && !possible(binary.BigEndian.Uint32(r.rest)):
		return ErrLength
	case r.err == nil:
		return nil
	case !errors.Is(r.err, io.EOF) && !errors.Is(r.err, io.ErrUnexpectedEOF):
		return r.err
	case len(r.rest) > 0:
		return ErrCut
	}
	return io.EOF
}

func possible(length uint32) bool { return length > 0 && length <= events.MaxBody }

// framed splits off the entries that stand whole at the start of part, and says how
// many bytes they take.
func framed(part []byte) (bodies [][]byte, used int) {
	for _, body := range wholeBodies(part) {
		bodies = append(bodies, body)
		used += frameHead + len(body)
	}
	return bodies, used
}

// Rehash reads every entry from the disk again and hashes the tree of them anew: what
// has rotted since the start is found by it. progress is told how many entries were
// read. Errors: ErrDamaged in an *EntryError for the first entry that is not what it
// was; ErrRewritten where all are but their tree is another.
func (r *reading) Rehash(ctx context.Context, progress func(done, total uint64)) error {
	v := r.look()
	var right edge
	for next := uint64(1); next <= v.size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		bodies, err := r.Entries(next)
		if err != nil {
			return err
		}
		for _, body := range bodies[:min(uint64(len(bodies)), v.size-next+1)] {
			right.add(next-1, tlog.RecordHash(body), nil)
			next++
		}
		progress(next-1, v.size)
	}
	if root := right.root(); root != v.root {
		return fmt.Errorf("%w: its %d entries have another root", ErrRewritten, v.size)
	}
	return nil
}
