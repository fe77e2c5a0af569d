// Package powercut answers: what does a disk still hold after the power went?
//
// It is a disk for tests, in memory: a program works on it as on any other, and at a
// chosen moment it stops. What it has then is what a disk would have: all that was
// synced, and of the rest whatever a model of a file system may have kept. No program
// that is shipped imports it.
package powercut

import (
	"math/rand/v2"
	"os"
	"sync"
	"syscall"
	"time"
)

// root is the inode of the folder that holds everything.
const root = 1

// Disk is a disk whose power can be cut. It is safe for concurrent use.
type Disk struct {
	mu       sync.Mutex
	nodes    []*node // by inode; a file without a name stays, a program may have it open
	changes  []change
	cut      bool
	recorded int // how many of the changes of names the file system's own record holds: see Ordered

	// SyncTime is how long a sync takes; a cut within it is a cut before it.
	SyncTime func() time.Duration
}

// change is what was done to names at one moment: one folder is moved from one state to
// the next by it, a rename between folders moves two.
type change struct {
	folder *node
	name   string
	to     *node // nil where the name was taken away
	joined bool  // it is the second half of a rename: never without the half before it
}

// New is an empty disk.
func New() *Disk {
	d := &Disk{SyncTime: func() time.Duration { return time.Duration(rand.Int64N(int64(2 * time.Millisecond))) }}
	d.nodes = []*node{nil}
	d.make(syscall.S_IFDIR | 0o700)
	return d
}

// Cut stops the disk: nothing that is asked of it from now on happens.
func (d *Disk) Cut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.cut = true
}

// make makes a node without a name. Its caller holds mu, as for all that follows in
// lower case, unless it says otherwise.
func (d *Disk) make(mode uint32) *node {
	n := &node{inode: uint64(len(d.nodes)), mode: mode, changed: time.Now(), layers: []layer{{}}}
	if n.folder() {
		n.names = map[string]*node{}
		n.first = map[string]*node{}
	}
	d.nodes = append(d.nodes, n)
	return n
}

func (d *Disk) node(inode uint64) (*node, syscall.Errno) {
	if inode == 0 || inode >= uint64(len(d.nodes)) {
		return nil, syscall.ENOENT
	}
	return d.nodes[inode], 0
}

// writable is node for a disk that must not have stopped.
func (d *Disk) writable(inode uint64) (*node, syscall.Errno) {
	if d.cut {
		return nil, syscall.EIO
	}
	return d.node(inode)
}

// sync makes durable what a file or folder holds when it is called; what is written
// meanwhile is not. Its caller does not hold mu.
func (d *Disk) sync(inode uint64) syscall.Errno {
	d.mu.Lock()
	n, no := d.writable(inode)
	if no != 0 {
		d.mu.Unlock()
		return no
	}
	through, recorded := len(d.changes), d.recorded
	if n.recorded > d.recorded || int64(len(n.content)) != n.layers[0].size {
		recorded = through // the record is written whole, or not at all where nothing in it is of this file
	}
	begun := n.beginSync()
	d.mu.Unlock()

	time.Sleep(d.SyncTime())

	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cut {
		return syscall.EIO
	}
	n.endSync(begun)
	if n.folder() {
		n.durable = max(n.durable, through)
	}
	d.recorded = max(d.recorded, recorded)
	return 0
}

// Load puts a folder of the machine on the disk under a name, as if it had been synced
// long ago.
func (d *Disk) Load(from, name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.load(from, name, d.nodes[root])
	for _, n := range d.nodes[1:] {
		n.endSync(n.beginSync())
		n.durable = len(d.changes)
	}
	d.recorded = len(d.changes)
	return err
}

func (d *Disk) load(from, name string, into *node) error {
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	switch {
	case info.IsDir():
		made := d.make(syscall.S_IFDIR | uint32(info.Mode().Perm()))
		d.put(into, name, made)
		entries, err := os.ReadDir(from)
		for _, entry := range entries {
			if err == nil {
				err = d.load(from+"/"+entry.Name(), entry.Name(), made)
			}
		}
		return err
	case info.Mode().IsRegular():
		made := d.make(syscall.S_IFREG | uint32(info.Mode().Perm()))
		d.put(into, name, made)
		made.content, err = os.ReadFile(from)
		return err
	}
	return nil // a socket of a server that ended
}
