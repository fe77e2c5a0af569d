package node

import (
	"path/filepath"
	"syscall"
)

// roomAfterStation is what must be free on the disk of the book besides a station: the
// record comes first.
const roomAfterStation = 256 << 20

// KeepStations lets any past moment be near, for whoever serves: see
// projections.Book.KeepStations.
func (n *Node) KeepStations() {
	n.Book.KeepStations(func(bytes int64) bool {
		var disk syscall.Statfs_t
		err := syscall.Statfs(filepath.Join(n.options.Dir, "book"), &disk)
		return err == nil && int64(disk.Bavail)*int64(disk.Bsize) > bytes+roomAfterStation
	})
}
