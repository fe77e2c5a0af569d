package eventlog

import (
	"fmt"
	"strconv"

	"ahd/events/cause"

	"github.com/ThreeDotsLabs/watermill/message"
)

// Batch reads a message of the Subscriber: the sequence of its first event and
// the bodies in order, which share memory with the payload.
func Batch(m *message.Message) (first uint64, bodies [][]byte, err error) {
	first, err = strconv.ParseUint(m.Metadata.Get(FirstKey), 10, 64)
	if err != nil {
		return 0, nil, cause.Of(fmt.Errorf("%w: the sequence of its first event is missing", ErrPacked), err)
	}
	bodies, err = Unpack(m.Payload)
	return first, bodies, err
}

// InDoubt reports whether an earlier attempt with this id was sent and nobody
// knows whether it got in: it may still be, or come to be, in the log.
func (l *Log) InDoubt(id string) bool { return l.claims.open(id) }

// Holds reports whether Append would answer *Held for this id, or could: it is on
// its way, in doubt, or recorded beyond what was settled.
func (l *Log) Holds(id string) bool {
	l.claims.mu.Lock()
	defer l.claims.mu.Unlock()
	_, held := l.claims.held[id]
	return held
}

// Held are the ids for which Holds is true.
func (l *Log) Held() (ids []string) {
	l.claims.mu.Lock()
	defer l.claims.mu.Unlock()
	for id := range l.claims.held {
		ids = append(ids, id)
	}
	return ids
}

// open reports whether an attempt with this id is under way or doubtful.
func (c *claims) open(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	held, ok := c.held[id]
	return ok && held.state != recorded
}
