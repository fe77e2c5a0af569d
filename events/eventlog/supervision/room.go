package supervision

import (
	"errors"
	"path/filepath"
	"syscall"
	"time"
)

// usualReserve is how many bytes must be free on every disk of the data folder
// for a command to be taken. It is far more than one command writes, so that a
// disk that fills up stops commands before it breaks a write.
const usualReserve = 4 << 20

var errNoRoom = errors.New("the disk of the data folder is full; recording goes on by itself when there is room")

// roomHolds is how long there is room once there was: to use up the reserve in that time
// takes four hundred megabytes a second.
const roomHolds = 10 * time.Millisecond

// Room says that a disk is full. What cannot be asked is found out by writing.
func (l *Log) Room() error {
	now := time.Now()
	if last := l.roomAt.Load(); last != nil && now.Sub(*last) < roomHolds {
		return nil
	}
	if err := l.roomNow(); err != nil {
		return err
	}
	l.roomAt.Store(&now)
	return nil
}

// roomNow asks every disk.
func (l *Log) roomNow() error {
	reserve := l.needs.Reserve
	if reserve == 0 {
		reserve = usualReserve
	}
	for _, part := range []string{".", "jetstream", "ledger", "book", "files"} { // each may be a disk of its own
		var disk syscall.Statfs_t
		if err := syscall.Statfs(filepath.Join(l.needs.Dir, part), &disk); err != nil {
			continue
		}
		if int64(disk.Bavail)*int64(disk.Bsize) < reserve {
			return errNoRoom
		}
	}
	return nil
}
