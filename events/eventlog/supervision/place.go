package supervision

import (
	"errors"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	"ahd.example/ahd/events/eventlog/comparison"
)

// place is where the log is, and what is known of it besides.
type place struct {
	needs    Needs
	moved    atomic.Pointer[Address]            // where the log is since it was moved; nil before
	unplaced atomic.Bool                        // the folder does not say where its log is
	bad      atomic.Pointer[comparison.Damaged] // what an examination found in it; nothing but a repair heals that
	roomAt   atomic.Pointer[time.Time]          // when every disk last had room
}

// At is where the log is now.
func (p *place) At() Address {
	if moved := p.moved.Load(); moved != nil {
		return *moved
	}
	return p.needs.Address
}

// quarantined is what an examination found in the log; nil if it found nothing.
func (p *place) quarantined() error {
	if bad := p.bad.Load(); bad != nil {
		return bad
	}
	return nil
}

// Note is what the operator must know and what cannot be seen from here; empty if
// there is nothing.
func (p *place) Note() string {
	if p.At().NATS == "" {
		return ""
	}
	return "Whether the external NATS server writes each event to its disk before it says so cannot be seen from here. " +
		"Its configuration must say “sync_interval: always” under “jetstream”."
}

// usualReserve is how many bytes must be free on every disk of the data folder
// for a command to be taken. It is far more than one command writes, so that a
// disk that fills up stops commands before it breaks a write.
const usualReserve = 4 << 20

var errNoRoom = errors.New("the disk of the data folder is full; recording goes on by itself when there is room")

// roomHolds is how long there is room once there was: to use up the reserve in that time
// takes four hundred megabytes a second.
const roomHolds = 10 * time.Millisecond

// Room says that a disk is full. What cannot be asked is found out by writing.
func (p *place) Room() error {
	now := time.Now()
	if last := p.roomAt.Load(); last != nil && now.Sub(*last) < roomHolds {
		return nil
	}
	if err := p.roomNow(); err != nil {
		return err
	}
	p.roomAt.Store(&now)
	return nil
}

// roomNow asks every disk.
func (p *place) roomNow() error {
	reserve := p.needs.Reserve
	if reserve == 0 {
		reserve = usualReserve
	}
	for _, part := range []string{".", "jetstream", "ledger", "book", "files"} { // each may be a disk of its own
		var disk syscall.Statfs_t
		if err := syscall.Statfs(filepath.Join(p.needs.Dir, part), &disk); err != nil {
			continue
		}
		if int64(disk.Bavail)*int64(disk.Bsize) < reserve {
			return errNoRoom
		}
	}
	return nil
}
