package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"ahd/events"
)

// HeadsTree makes the same root as HeadsRoot of records that come one by one, in the
// order of their streams' names: it remembers one hash for each level of the tree,
// however many streams there are. The zero HeadsTree is empty.
type HeadsTree struct {
	edge   edge
	passed []byte
	number uint64
	last   string
}

// Add adds the next record. It returns ErrHeads for one that is out of order.
func (t *HeadsTree) Add(r HeadRecord) error {
	if t.number > 0 && r.Stream <= t.last {
		return fmt.Errorf("%w: %s does not come after %s", ErrHeads, r.Stream, t.last)
	}
	t.passed = t.edge.add(t.number, tlog.RecordHash([]byte(r.Line())), t.passed[:0])
	t.number, t.last = t.number+1, r.Stream
	return nil
}

// Root is the root of the records that were added, and how many there were.
func (t *HeadsTree) Root() (root events.Hash, number uint64) { return t.edge.root(), t.number }
