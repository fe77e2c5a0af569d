package ledger

import (
	"bytes"

	"golang.org/x/mod/sumdb/tlog"
)

// offsetSize is the size of one offset in entries.idx, in bytes.
const offsetSize = 8

// derive brings the derived files up to the end of the group. If we stop in the
// middle of it, the next load does the rest.
func (f *files) derive(g group) error {
	if err := f.deriveOffsets(g); err != nil {
		return err
	}
	return f.hashes.ensure(g.hashes, hashesOf(g.before.size))
}

func (f *files) deriveOffsets(g group) error {
	return f.offsets.ensure(g.offsets, int64(g.before.size)*offsetSize)
}

// memory is what hashes.bin says of the entries that follow the first from ones.
// Hashes are written only after the entry is on disk, so those that stand beyond
// the entries belong to entries that were here and were lost. The zero memory
// knows nothing.
type memory struct {
	from   uint64
	hashes []byte
}

// recall reads what is known of the n entries after from, and of the one after them.
func (f *files) recall(from uint64, n int) (memory, error) {
	at := hashesOf(from)
	have, err := f.hashes.have(at, int(hashesOf(from+uint64(n)+1)-at))
	return memory{from: from, hashes: have}, err
}

// leaf is the known leaf hash of an entry, or zeros: no hash of ours, but what a
// crash can leave in a file that was not synced.
func (m memory) leaf(sequence uint64) (hash tlog.Hash) {
	at := leafAt(sequence) - hashesOf(m.from)
	if at+tlog.HashSize <= int64(len(m.hashes)) {
		hash = tlog.Hash(m.hashes[at:])
	}
	return hash
}

// vouches says that an entry is the one that was checked when it came. The last
// one that is known is not vouched for, because the time in it is needed.
func (m memory) vouches(sequence uint64, leaf tlog.Hash) bool {
	return m.leaf(sequence) == leaf && m.leaf(sequence+1) != tlog.Hash{}
}

// has says that all hashes of the group are known, and are these.
func (m memory) has(g group) bool {
	return len(m.hashes) >= len(g.hashes) && bytes.Equal(m.hashes[:len(g.hashes)], g.hashes)
}

// contradiction is the sequence of the first entry of the group whose hashes are
// known to be others; 0 if there is none.
func (m memory) contradiction(g group) uint64 {
	have := m.hashes[:min(len(m.hashes), len(g.hashes))]
	if bytes.Equal(have, g.hashes[:len(have)]) {
		return 0
	}
	for i := 0; i+tlog.HashSize <= len(have); i += tlog.HashSize {
		known := tlog.Hash(have[i:])
		if known != tlog.Hash(g.hashes[i:]) && known != (tlog.Hash{}) {
			return writtenWith(hashesOf(m.from) + int64(i))
		}
	}
	return 0
}
