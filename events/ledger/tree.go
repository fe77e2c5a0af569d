package ledger

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
)

var _ tlog.HashReader = (*reading)(nil)

// ReadHashes reads hashes of the tree by their place in the order of
// tlog.StoredHashIndex, so that x/mod can make proofs and tiles of them. It returns
// ErrDamaged if one is gone.
func (r *reading) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		have, err := r.hashes.read(hashes[i][:], index*tlog.HashSize)
		if err != nil {
			return nil, err
		}
		if len(have) < tlog.HashSize {
			return nil, fmt.Errorf("%s: %w: hash %d is gone", roleHashes, ErrDamaged, index)
		}
	}
	return hashes, nil
}

// Prove proves that the event with a sequence is in the tree of a signed checkpoint of
// this ledger. Errors: ErrNoEntry where it is not, ErrCheckpoint, ErrDamaged.
func (r *reading) Prove(sequence uint64, signed []byte) (Proof, error) {
	c, err := r.signedBefore(signed)
	if err != nil {
		return Proof{}, err
	}
	if sequence == 0 || sequence > c.Size {
		return Proof{}, entryError(sequence, ErrNoEntry, fmt.Sprintf("the checkpoint covers %d", c.Size))
	}
	hashes, err := tlog.ProveRecord(int64(c.Size), int64(sequence)-1, r)
	return Proof{Index: sequence - 1, Hashes: asHashes(hashes), Checkpoint: signed}, err
}

// Continue proves that the tree of a signed checkpoint of this ledger continues that of
// the first old events. Errors: those of Prove.
func (r *reading) Continue(old uint64, signed []byte) (Continuation, error) {
	c, err := r.signedBefore(signed)
	if err != nil {
		return Continuation{}, err
	}
	if old == 0 || old > c.Size {
		return Continuation{}, entryError(old, ErrNoEntry, fmt.Sprintf("the checkpoint covers %d", c.Size))
	}
	hashes, err := tlog.ProveTree(int64(c.Size), int64(old), r)
	return Continuation{Old: old, Hashes: asHashes(hashes), Checkpoint: signed}, err
}

// signedBefore takes apart a checkpoint that was signed for what this ledger holds. Who
// signed it is the caller's question.
func (r *reading) signedBefore(signed []byte) (Checkpoint, error) {
	text, _, _ := bytes.Cut(signed, []byte("\n\n"))
	c, err := ParseCheckpoint(string(text) + "\n")
	if err == nil && (c.Origin != r.Origin() || c.Size > r.Size()) {
		err = fmt.Errorf("%w: it is of another ledger", ErrCheckpoint)
	}
	return c, err
}

func asHashes(hashes []tlog.Hash) []events.Hash {
	out := make([]events.Hash, len(hashes))
	for i, hash := range hashes {
		out[i] = events.Hash(hash)
	}
	return out
}

// RootAt is the root hash of the tree of the first size entries; of 0, SHA-256 of
// nothing. Errors: ErrNoEntry beyond the size, ErrDamaged if a hash is gone.
func (r *reading) RootAt(size uint64) (events.Hash, error) {
	v := r.look()
	switch {
	case size == v.size:
		return v.root, nil
	case size > v.size:
		return events.Hash{}, entryError(size, ErrNoEntry, fmt.Sprintf("there are %d", v.size))
	case size == 0:
		return edge(nil).root(), nil
	}
	root, err := tlog.TreeHash(int64(size), r)
	return events.Hash(root), err
}

// tileHeight is how many levels of the tree a tile spans: 256 hashes.
const tileHeight = 8

// Tile is a run of hashes of one level of the tree, or of entries, under the name that
// c2sp.org/tlog-tiles gives it.
type Tile struct{ place tlog.Tile }

// ParseTile reads what stands behind "tile/": "0/x001/067", "1/000.p/17",
// "entries/000.p/3". It takes each tile under one name only. It returns ErrNoEntry.
func ParseTile(path string) (Tile, error) {
	inside, entries := strings.CutPrefix(path, "entries/")
	if entries {
		inside = "data/" + inside
	}
	place, err := tlog.ParseTilePath("tile/8/" + inside)
	if err != nil || len(path) > 64 || entries != (place.L == -1) {
		return Tile{}, cause.Of(fmt.Errorf("%w: that is not the name of a tile", ErrNoEntry), err)
	}
	return Tile{place}, nil
}

// Raw reports whether these are entries, not hashes.
func (t Tile) Raw() bool { return t.place.L == -1 }

// Tile reads a tile of the tree of the first size entries. It returns ErrNoEntry where
// that tree has none of that place and width, and ErrDamaged.
func (r *reading) Tile(t Tile, size uint64) ([]byte, error) {
	level := max(t.place.L, 0)
	have := min(size, r.Size()) >> (tileHeight * level) // of 64 bits and more, 0 is left
	if t.place.N >= 1<<48 || uint64(t.place.N)<<tileHeight+uint64(t.place.W) > have {
		return nil, fmt.Errorf("%w: the tree has no such tile", ErrNoEntry)
	}
	if !t.Raw() {
		return tlog.ReadTileData(t.place, r)
	}
	var bundle []byte
	first := uint64(t.place.N)<<tileHeight + 1
	for sequence := first; sequence < first+uint64(t.place.W); sequence++ {
		entry, err := r.Entry(sequence)
		if err != nil {
			return nil, err
		}
		bundle = binary.BigEndian.AppendUint16(bundle, uint16(len(entry))) // no entry is as long as 64 KB
		bundle = append(bundle, entry...)
	}
	return bundle, nil
}

// Stored reads hashes from what lies in hashes.bin. Where one is gone, it returns
// ErrDamaged.
func Stored(hashes io.ReaderAt) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			if n, err := hashes.ReadAt(found[i][:], index*tlog.HashSize); n < tlog.HashSize {
				return nil, fmt.Errorf("%s: %w: hash %d is gone (%w)", roleHashes, ErrDamaged, index, failure(roleHashes, err))
			}
		}
		return found, nil
	})
}

// ProveEntry makes the inclusion proof of the entry with an index, from 0, in the
// tree of a size.
func ProveEntry(size, index uint64, hashes tlog.HashReader) ([]events.Hash, error) {
	if index >= size {
		return nil, entryError(index+1, ErrNoEntry, fmt.Sprintf("there are %d", size))
	}
	proof, err := tlog.ProveRecord(int64(size), int64(index), hashes)
	return ours(proof), err
}

// ProveContinuation makes the consistency proof from the tree of an older size to
// that of a later one.
func ProveContinuation(size, old uint64, hashes tlog.HashReader) ([]events.Hash, error) {
	if old == 0 || old > size {
		return nil, entryError(old, ErrNoEntry, fmt.Sprintf("there are %d", size))
	}
	proof, err := tlog.ProveTree(int64(size), int64(old), hashes)
	return ours(proof), err
}

// RootOf is the root of the tree of a size.
func RootOf(size uint64, hashes tlog.HashReader) (events.Hash, error) {
	if size == 0 {
		return edge(nil).root(), nil
	}
	root, err := tlog.TreeHash(int64(size), hashes)
	return events.Hash(root), err
}

func ours(hashes []tlog.Hash) []events.Hash {
	out := make([]events.Hash, len(hashes))
	for i, hash := range hashes {
		out[i] = events.Hash(hash)
	}
	return out
}

// Tree grows leaf by leaf. The zero Tree is empty.
type Tree struct {
	size   uint64
	edge   edge
	stored []byte
}

// Add adds a leaf and returns the hashes that it completes, in stored order; they
// are overwritten by the next Add.
func (t *Tree) Add(leaf events.Hash) []byte {
	t.stored = t.edge.add(t.size, tlog.Hash(leaf), t.stored[:0])
	t.size++
	return t.stored
}

// Size is how many leaves there are.
func (t *Tree) Size() uint64 { return t.size }

// Root is the root of the tree as it is.
func (t *Tree) Root() events.Hash { return t.edge.root() }

// StoredAt is where in hashes.bin the hashes begin that are completed by the leaf with
// an index, in bytes.
func StoredAt(index uint64) int64 { return hashesOf(index) }
