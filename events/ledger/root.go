package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"ahd/events"
)

// RootAt is the root hash of the tree of the first size entries; of 0, SHA-256 of
// nothing. Errors: ErrNoEntry beyond the size, ErrDamaged if a hash is gone.
func (l *Ledger) RootAt(size uint64) (events.Hash, error) {
	v := l.look()
	switch {
	case size == v.size:
		return v.root, nil
	case size > v.size:
		return events.Hash{}, entryError(size, ErrNoEntry, fmt.Sprintf("there are %d", v.size))
	case size == 0:
		return edge(nil).root(), nil
	}
	root, err := tlog.TreeHash(int64(size), tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			have, err := l.hashes.read(hashes[i][:], index*tlog.HashSize)
			if err != nil {
				return nil, err
			}
			if len(have) < tlog.HashSize {
				return nil, fmt.Errorf("%s: %w: hash %d is gone", roleHashes, ErrDamaged, index)
			}
		}
		return hashes, nil
	}))
	return events.Hash(root), err
}
