package ledger

import (
	"encoding/binary"
	"runtime"
	"slices"
	"sync"
	"time"

	"ahd/events"

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
