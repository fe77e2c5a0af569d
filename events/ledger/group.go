package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"runtime"
	"slices"
	"sync"
	"time"

	"ahd.example/ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// frameHead is the length before each body in entries.log, in bytes.
const frameHead = 4

// tail is the end of the ledger: all that is needed to add to it.
type tail struct {
	size  uint64    // entries
	bytes int64     // of entries.log
	last  time.Time // of the last entry
	edge  edge
}

// group is a run of entries that follow before and lead to after.
type group struct {
	before, after tail
	offsets       []byte // what they add to entries.idx
	hashes        []byte // what they add to hashes.bin
}

// admit adds bodies to the tail, in memory only, until one is refused; the error
// names that one, and the group holds those before it. New entries and entries
// read back from disk pass through here: there is one set of rules. Those that
// known vouches for passed it before.
func (t tail) admit(check Check, bodies [][]byte, known memory) (group, error) {
	return t.take(bodies, examineAll(check, bodies, t.size, known))
}

// take is admit for bodies that were examined.
func (t tail) take(bodies [][]byte, found []examined) (group, error) {
	g := group{before: t, after: t}
	g.after.edge = slices.Clone(t.edge)
	g.offsets = make([]byte, 0, 8*len(bodies))
	g.hashes = make([]byte, 0, 2*tlog.HashSize*len(bodies)+64*tlog.HashSize)
	for i, e := range found {
		if err := g.add(bodies[i], e); err != nil {
			return g, err
		}
	}
	return g, nil
}

func (g *group) add(body []byte, e examined) error {
	t := &g.after
	switch {
	case e.err != nil:
		return &EntryError{Sequence: t.size + 1, Err: e.err}
	case !e.vouched && e.at.Before(t.last) && !setsClock(body, t.last):
		return entryError(t.size+1, ErrTime, e.at.Format(time.RFC3339Nano)+" after "+t.last.Format(time.RFC3339Nano))
	}
	g.offsets = binary.BigEndian.AppendUint64(g.offsets, uint64(t.bytes))
	g.hashes = t.edge.add(t.size, e.leaf, g.hashes)
	t.size++
	t.bytes += frameHead + int64(len(body))
	if !e.vouched {
		t.last = e.at
	}
	return nil
}

// setsClock reports whether a body is the one kind of event that may be recorded before
// its predecessor, and says so rightly.
func setsClock(body []byte, before time.Time) bool {
	envelope, data, err := events.Scan(body)
	return err == nil && events.InOrder(before, envelope, data)
}

// examined is what one body says by itself.
type examined struct {
	leaf    tlog.Hash
	vouched bool // checked before; at is not known
	at      time.Time
	err     error
}

func examineOne(check Check, body []byte, sequence uint64, known memory) examined {
	if len(body) == 0 || len(body) > events.MaxBody {
		return examined{err: ErrLength}
	}
	leaf := tlog.RecordHash(body)
	if known.vouches(sequence, leaf) {
		return examined{leaf: leaf, vouched: true}
	}
	at, err := check(body)
	if err != nil {
		return examined{err: refusal{err}}
	}
	return examined{leaf: leaf, at: at}
}

// examineAll examines bodies that follow the first from entries.
func examineAll(check Check, bodies [][]byte, from uint64, known memory) []examined {
	return examine(bodies, func(i int) examined {
		return examineOne(check, bodies[i], from+uint64(i)+1, known)
	})
}

// share is how many bodies make it worth asking another processor.
const share = 64

// examine examines bodies, long runs of them on all processors: nearly all the
// work of opening a ledger is here.
func examine(bodies [][]byte, one func(i int) examined) []examined {
	found := make([]examined, len(bodies))
	parts := max(1, min(runtime.GOMAXPROCS(0), len(bodies)/share))
	work := func(part int) {
		for i := part * len(bodies) / parts; i < (part+1)*len(bodies)/parts; i++ {
			found[i] = one(i)
		}
	}
	var others sync.WaitGroup
	for part := 1; part < parts; part++ {
		others.Go(func() { work(part) })
	}
	work(0)
	others.Wait()
	return found
}

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
