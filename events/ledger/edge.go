package ledger

import (
	"crypto/sha256"

	"ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// edge is the right edge of the tree: the roots of the complete subtrees that the
// size is made of, largest first, one for each 1 in its binary form. It is all
// that is needed to add a leaf and to know the root.
type edge []tlog.Hash

// add adds the leaf with the given index, from 0, and appends to stored the
// hashes that it completes: its own and those of the subtrees that end with it.
// This is the order of tlog.StoredHashIndex. Formula: RFC 6962 section 2.1.
func (e *edge) add(index uint64, leaf tlog.Hash, stored []byte) []byte {
	stored = append(stored, leaf[:]...)
	for ; index&1 == 1; index >>= 1 {
		last := len(*e) - 1
		leaf = tlog.NodeHash((*e)[last], leaf)
		*e = (*e)[:last]
		stored = append(stored, leaf[:]...)
	}
	*e = append(*e, leaf)
	return stored
}

// root is the hash of the whole tree; of the empty one, SHA-256 of nothing.
func (e edge) root() events.Hash {
	if len(e) == 0 {
		return sha256.Sum256(nil)
	}
	root := e[len(e)-1]
	for i := len(e) - 2; i >= 0; i-- {
		root = tlog.NodeHash(e[i], root)
	}
	return events.Hash(root)
}

// hashesOf is the number of bytes of hashes.bin for a tree of size leaves.
func hashesOf(size uint64) int64 {
	return tlog.StoredHashCount(int64(size)) * tlog.HashSize
}

// leafAt is where hashes.bin has the leaf hash of a sequence, in bytes.
func leafAt(sequence uint64) int64 {
	return tlog.StoredHashIndex(0, int64(sequence)-1) * tlog.HashSize
}

// writtenWith is the sequence of the entry with which the hash at the byte
// position at of hashes.bin was written.
func writtenWith(at int64) uint64 {
	level, n := tlog.SplitStoredHashIndex(at / tlog.HashSize)
	return uint64(n+1) << level
}
