package powercut

import (
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// Model says what a file system keeps of what was not synced.
type Model string

const (
	// Ordered is like ext4: changes of names reach the disk in their order, with the next
	// sync that needs them at the latest; bytes that were not synced are lost or zeros,
	// but for a file that took the place of another one: its bytes come before its name.
	Ordered Model = "ext4-like"
	// Strict keeps what POSIX promises: the bytes of a file that was synced, under a name
	// whose folder was.
	Strict Model = "strict"
	// Torn keeps of each file nothing of what was not synced, all, a part from its
	// beginning, or four of five pages; of each folder the changes up to some moment.
	Torn Model = "torn"
)

// Models are all of them.
var Models = []Model{Ordered, Strict, Torn}

// After writes to a folder of the machine, which is made, what a model leaves of the
// folder name of the disk: at random, where it leaves room for chance.
func (d *Disk) After(r *rand.Rand, m Model, name, to string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	left := leaving{d: d, r: r, model: m, through: len(d.changes)}
	if since := len(d.changes) - d.recorded; m == Ordered && r.IntN(2) == 0 {
		left.through = d.whole(d.recorded + r.IntN(since+1))
	}
	folder := left.names(d.nodes[root])[name]
	if folder == nil {
		folder = &node{mode: syscall.S_IFDIR | 0o700, first: map[string]*node{}}
	}
	return left.write(folder, to)
}

// leaving is what one cut leaves.
type leaving struct {
	d       *Disk
	r       *rand.Rand
	model   Model
	through int // the changes of names that an ordered file system has written
}

func (l leaving) write(n *node, to string) error {
	switch n.mode & syscall.S_IFMT {
	case syscall.S_IFREG:
		return os.WriteFile(to, l.content(n), fs.FileMode(n.mode&0o777)|0o200)
	case syscall.S_IFDIR:
	default:
		return nil // a socket
	}
	err := os.Mkdir(to, fs.FileMode(n.mode&0o777)|0o700)
	names := l.names(n)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		err = errors.Join(err, l.write(names[name], filepath.Join(to, name)))
	}
	return errors.Join(err, os.Chmod(to, fs.FileMode(n.mode&0o777)))
}

func (l leaving) names(folder *node) map[string]*node {
	switch l.model {
	case Ordered:
		return l.d.namesAt(folder, l.through)
	case Strict:
		return l.d.namesAt(folder, folder.durable)
	}
	unsynced := len(l.d.changes) - folder.durable
	return l.d.namesAt(folder, l.d.whole(folder.durable+l.r.IntN(unsynced+1)))
}

func (l leaving) content(n *node) []byte {
	from := 0
	if l.model == Ordered && n.orderedLayer > 0 && n.orderedAt <= l.through {
		from = n.orderedLayer
	}
	old, pages, least := n.unsynced(from)
	if len(pages) == 0 {
		return old
	}
	switch l.model {
	case Ordered:
		return l.lost(n, old, least)
	case Torn:
		return l.torn(n, old, slices.Sorted(maps.Keys(pages)))
	}
	return old
}

// lost leaves the file as long as it was, or as it became with zeros; what was cut off
// is cut off.
func (l leaving) lost(n *node, old []byte, least int64) []byte {
	if least < int64(len(old)) {
		old = old[:least]
	}
	if l.r.IntN(2) == 0 && len(old) < len(n.content) {
		old = sized(old, int64(len(n.content)))
	}
	return old
}

// torn takes some of the pages that have changed.
func (l leaving) torn(n *node, old []byte, pages []int64) []byte {
	var taken []int64
	size := int64(len(n.content))
	switch l.r.IntN(4) {
	case 0:
		return old
	case 1:
		taken = pages
	case 2:
		taken = pages[:l.r.IntN(len(pages)+1)]
		if end := pages[len(taken):]; len(end) > 0 && size > int64(len(old)) {
			size = max(int64(len(old)), min(size, end[0]*page+l.r.Int64N(page)))
		}
	case 3:
		for _, at := range pages {
			if l.r.IntN(5) > 0 {
				taken = append(taken, at)
			}
		}
	}
	left := sized(old, size)
	for _, at := range taken {
		if at*page < size {
			copy(left[at*page:min((at+1)*page, size)], n.content[at*page:])
		}
	}
	return left
}
