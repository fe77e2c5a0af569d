package ledger

import (
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/tlog"

	"ahd/events"
)

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
