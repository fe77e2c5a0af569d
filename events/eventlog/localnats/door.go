package localnats

import (
	"sync"

	"github.com/nats-io/nats-server/v2/server"
)

// door is how connections get to a server of this process. It lets one log at a time
// record, and remembers for the next what the one before sent and what may still get in:
// each id, and the last place for it.
type door struct {
	*server.Server

	mu       sync.Mutex
	taken    bool
	doubtful map[string]uint64
}

// Take takes the server for recording, unless it is taken.
func (d *door) Take() (doubtful map[string]uint64, free bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.taken {
		return nil, false
	}
	d.taken = true
	return d.doubtful, true
}

// GiveBack gives it back, and says what may still get in.
func (d *door) GiveBack(doubtful map[string]uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.taken, d.doubtful = false, doubtful
}
