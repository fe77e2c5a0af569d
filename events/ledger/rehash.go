package ledger

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Rehash reads every entry from the disk again and hashes the tree of them anew: what
// has rotted since the start is found by it. progress is told how many entries were
// read. Errors: ErrDamaged in an *EntryError for the first entry that is not what it
// was; ErrRewritten where all are but their tree is another.
func (l *Ledger) Rehash(ctx context.Context, progress func(done, total uint64)) error {
	v := l.look()
	var right edge
	for next := uint64(1); next <= v.size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		bodies, err := l.Entries(next)
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
