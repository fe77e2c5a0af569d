package ledger

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
)

// ErrHeads is returned for a proof that does not show what it claims.
var ErrHeads = errors.New("not the head of this stream")

// HeadRecord says where a stream stood at a moment: its last event, which is the
// version-th of the stream, hashed to leaf.
type HeadRecord struct {
	Stream  string // "commitment/<id>"
	Version uint64 // from 1
	Leaf    events.Hash
}

// Line is what is hashed: "commitment/<id> 7 <base64 of the leaf hash>", without an
// end of line. No event begins like it, so no leaf of one tree is one of the other.
func (r HeadRecord) Line() string {
	return r.Stream + " " + strconv.FormatUint(r.Version, 10) + " " + r.Leaf.String()
}

// HeadProof shows that a record is the index-th, from 0, of number records.
type HeadProof struct {
	Record HeadRecord
	Index  uint64
	Number uint64
	Hashes []events.Hash // RFC 6962 section 2.1.1, from the leaf's sibling up
}

// HeadsRoot is the RFC 6962 root of the records in the order of their streams' names
// (bytes ascending, each stream once), and how many there are. A heads event holds
// both: whoever has it can be shown where one stream stood, and that is all of it.
func HeadsRoot(records []HeadRecord) (root events.Hash, number uint64) {
	var tree edge
	var passed []byte
	for i, record := range inOrder(records) {
		passed = tree.add(uint64(i), tlog.RecordHash([]byte(record.Line())), passed[:0])
	}
	return tree.root(), uint64(len(records))
}

// ProveHead proves where a stream stands among the records; false if it is not one
// of them.
func ProveHead(records []HeadRecord, stream string) (HeadProof, bool) {
	ordered := inOrder(records)
	index, found := slices.BinarySearchFunc(ordered, stream, func(r HeadRecord, name string) int { return strings.Compare(r.Stream, name) })
	if !found {
		return HeadProof{}, false
	}
	leaves := make([]tlog.Hash, len(ordered))
	for i, record := range ordered {
		leaves[i] = tlog.RecordHash([]byte(record.Line()))
	}
	return HeadProof{Record: ordered[index], Index: uint64(index), Number: uint64(len(ordered)), Hashes: path(leaves, index)}, true
}

// CheckHead checks a proof against the root and the number of a heads event. It
// returns ErrHeads.
func CheckHead(proof HeadProof, root events.Hash, number uint64) error {
	leaf := events.Hash(tlog.RecordHash([]byte(proof.Record.Line())))
	if proof.Number != number {
		return fmt.Errorf("%w: it is of %d streams, not of %d", ErrHeads, proof.Number, number)
	}
	if err := CheckPath(proof.Hashes, number, root, proof.Index, leaf); err != nil {
		return cause.Of(ErrHeads, err)
	}
	return nil
}

func inOrder(records []HeadRecord) []HeadRecord {
	return slices.SortedFunc(slices.Values(records), func(a, b HeadRecord) int { return strings.Compare(a.Stream, b.Stream) })
}

// path is the inclusion proof of RFC 6962 section 2.1.1.
func path(leaves []tlog.Hash, index int) []events.Hash {
	if len(leaves) == 1 {
		return nil
	}
	left := split(len(leaves))
	if index < left {
		return append(path(leaves[:left], index), events.Hash(treeOf(leaves[left:])))
	}
	return append(path(leaves[left:], index-left), events.Hash(treeOf(leaves[:left])))
}

func treeOf(leaves []tlog.Hash) tlog.Hash {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	left := split(len(leaves))
	return tlog.NodeHash(treeOf(leaves[:left]), treeOf(leaves[left:]))
}

// split is the largest power of two that is smaller than n, for n of at least 2.
func split(n int) int {
	left := 1
	for 2*left < n {
		left *= 2
	}
	return left
}

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
