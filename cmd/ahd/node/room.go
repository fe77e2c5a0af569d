package node

import (
	"path/filepath"
	"syscall"
)

// roomAfterSnapshot is what must be free on the disk of the book besides a snapshot: the
// record comes first.
const roomAfterSnapshot = 256 << 20

// KeepSnapshots lets any past moment be near, for whoever serves: see
// projections.Book.KeepSnapshots.
func (n *Node) KeepSnapshots() {
	n.Book.KeepSnapshots(func(bytes int64) bool {
		var disk syscall.Statfs_t
		err := syscall.Statfs(filepath.Join(n.options.Dir, "book"), &disk)
		return err == nil && int64(disk.Bavail)*int64(disk.Bsize) > bytes+roomAfterSnapshot
	})
}
