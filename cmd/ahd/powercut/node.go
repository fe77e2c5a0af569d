package powercut

import (
	"syscall"
	"time"
)

// page is what a disk writes whole or not at all.
const page = 4096

// node is a file or a folder.
type node struct {
	inode   uint64
	mode    uint32
	links   int
	changed time.Time

	content []byte  // of a file, as programs see it
	layers  []layer // what it was at each sync that has not ended, and at the last that has
	next    int     // number of the next layer

	names   map[string]*node // of a folder, as programs see them
	first   map[string]*node // before the first change
	durable int              // how many changes of the disk its last sync covers

	recorded     int // how many changes the disk had seen after the last of its names
	orderedLayer int // what is older than this layer reaches the disk before change orderedAt
	orderedAt    int
}

// layer is how a file was when a sync began: what has changed since, page by page.
type layer struct {
	number int
	size   int64
	least  int64            // the smallest size since
	before map[int64][]byte // pages that have changed since, as they were
}

func (n *node) folder() bool { return n.mode&syscall.S_IFMT == syscall.S_IFDIR }

// keep remembers the pages between two places before they change.
func (n *node) keep(from, to int64) {
	l := &n.layers[len(n.layers)-1]
	if l.before == nil {
		l.before = map[int64][]byte{}
	}
	for at := from / page; at*page < to; at++ {
		if _, kept := l.before[at]; kept {
			continue
		}
		end := min((at+1)*page, l.size, int64(len(n.content)))
		if at*page < end {
			l.before[at] = append([]byte{}, n.content[at*page:end]...)
		} else {
			l.before[at] = nil
		}
	}
}

func (n *node) write(data []byte, at int64) {
	end := at + int64(len(data))
	n.keep(min(at, int64(len(n.content))), end)
	if end > int64(len(n.content)) {
		n.resize(end)
	}
	copy(n.content[at:], data)
	n.changed = time.Now()
}

func (n *node) truncate(size int64) {
	have := int64(len(n.content))
	if size == have {
		return
	}
	n.keep(min(size, have), max(size, have))
	n.resize(size)
	l := &n.layers[len(n.layers)-1]
	l.least = min(l.least, size)
	n.changed = time.Now()
}

func (n *node) resize(size int64) {
	if have := int64(len(n.content)); size > have {
		n.content = append(n.content, make([]byte, size-have)...)
		return
	}
	n.content = n.content[:size]
}

// beginSync starts a layer and returns its number.
func (n *node) beginSync() int {
	n.next++
	size := int64(len(n.content))
	n.layers = append(n.layers, layer{number: n.next, size: size, least: size})
	return n.next
}

// endSync makes durable what was there when the layer was begun.
func (n *node) endSync(number int) {
	for len(n.layers) > 1 && n.layers[0].number < number {
		n.layers = n.layers[1:]
	}
}

// unsynced is how the file was at the last sync that ended, the pages that have changed
// since, and the smallest size since. from is the first layer that counts.
func (n *node) unsynced(from int) (old []byte, pages map[int64]bool, least int64) {
	layers := n.layers
	for len(layers) > 1 && layers[0].number < from {
		layers = layers[1:]
	}
	old = append([]byte{}, n.content...)
	pages, least = map[int64]bool{}, int64(len(n.content))
	for i := len(layers) - 1; i >= 0; i-- {
		l := layers[i]
		old = sized(old, l.size)
		for at, was := range l.before {
			pages[at] = true
			if at*page < int64(len(old)) {
				clear(old[at*page : min((at+1)*page, int64(len(old)))])
				copy(old[at*page:], was)
			}
		}
		least = min(least, l.least)
	}
	return old, pages, least
}

func sized(content []byte, size int64) []byte {
	if int64(len(content)) >= size {
		return content[:size]
	}
	return append(content, make([]byte, size-int64(len(content)))...)
}
