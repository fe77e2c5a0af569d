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
	root, err := tlog.TreeHash(int64(size), l)
	return events.Hash(root), err
}
