package eventlog

import (
	"errors"
	"fmt"
	"sync"

	"github.com/nats-io/nats.go"
)

// claims knows which ids are on their way, so that one command is never two
// events. The book knows the rest: an id leaves here when the book has read far
// enough to know it.
//
// An id whose outcome is unknown may be sent again for the same subject with the
// same or a later expected sequence, because the guard then lets at most one
// attempt land:
//   - the same sequence E: whichever lands first makes the subject's last
//     sequence greater than E, and the other is refused;
//   - a later E2, which the caller read in a book that does not know the id: the
//     subject already ends at E2, so an attempt guarded by an earlier E can never
//     land any more; had it landed before, the book would know the id at E2.
//
// For another subject both could land, and with an earlier sequence the second
// reason is gone; both are refused as Held. The second reason asks the caller to
// read the subject's last sequence first and to look the id up afterwards, in a
// book that only grows. The other way round, an attempt could land between the
// two and be read as somebody else's event.
type claims struct {
	mu      sync.Mutex
	held    map[string]claim
	flying  map[*nats.Msg]*attempt
	most    int    // ids held at most
	sent    uint64 // attempts so far
	settled uint64 // the book has read up to here

	// The attempt answered with a sequence that was sent last. Events are written
	// in the order in which they were sent, so whatever was sent before it lies
	// before newestSequence or is not in the log.
	newest, newestSequence uint64
}

// claim is what is known of one id.
type claim struct {
	subject  string
	expected uint64
	order    uint64 // which attempt, counted in the order of sending
	state    state
	// sequence is the place of a recorded event. For a doubtful one it is a place
	// before which it lies if it lies anywhere, 0 while there is none.
	sequence uint64
	before   *claim // the doubtful claim that this attempt repeats
}

type state int

const (
	flying state = iota
	doubtful
	recorded
)

// attempt is one sending of one event.
type attempt struct {
	id       string
	subject  string
	expected uint64
	receipt  Receipt
	err      error
	done     chan struct{} // closed when receipt and err stand
}

// take claims an id for one attempt, or says who holds it.
func (c *claims) take(id, subject string, expected uint64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	next := claim{subject: subject, expected: expected, order: c.sent + 1}
	if old, ok := c.held[id]; ok {
		if old.state == recorded {
			return &Held{ID: id, Sequence: old.sequence}
		}
		if old.state == flying || old.subject != subject || expected < old.expected {
			return &Held{ID: id}
		}
		next.before = &old
	} else if len(c.held) >= c.most {
		return fmt.Errorf("%w: %d events are waiting for the book to read them", ErrNotRecorded, c.most)
	}
	c.sent++
	c.held[id] = next
	return nil
}

// correct keeps an answer about this call from being taken for an answer about
// the id. "Not recorded" is true of both only if no other attempt is open.
func (c *claims) correct(id string, err error) error {
	var conflict *Conflict
	unnamed := errors.As(err, &conflict) && conflict.Last == 0
	if !errors.Is(err, ErrNotRecorded) && !unnamed {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	other, open := c.held[id]
	switch {
	case !open:
		return err
	case other.state == recorded:
		return &Held{ID: id, Sequence: other.sequence}
	}
	return fmt.Errorf("%w: this time it was not sent or not taken (%v), but an earlier sending has no answer yet",
		ErrOutcomeUnknown, err)
}

// unresolved tells whether an event may still be under way.
func (c *claims) unresolved() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, held := range c.held {
		if held.state == flying || held.sequence == 0 {
			return true
		}
	}
	return false
}

// fly notes the message under which the answer will come.
func (c *claims) fly(m *nats.Msg, a *attempt) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.flying[m] = a
}

// land gives the attempt whose answer has come, nil if it was answered before.
func (c *claims) land(m *nats.Msg) *attempt {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := c.flying[m]
	delete(c.flying, m)
	return a
}

// record notes that the event of this id is in the log.
func (c *claims) record(id string, sequence uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.held[id]
	now.state, now.sequence, now.before = recorded, sequence, nil
	c.put(id, now)
	if now.order > c.newest {
		c.newest, c.newestSequence = now.order, sequence
	}
}

// refuse notes that this attempt is not in the log. What an earlier attempt with
// the same id did stays as doubtful as it was.
func (c *claims) refuse(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.held[id].before
	delete(c.held, id)
	if before != nil {
		c.put(id, *before)
	}
}

// doubt notes that nobody knows whether this attempt is in the log.
func (c *claims) doubt(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.held[id]
	now.state, now.before = doubtful, nil
	c.put(id, now)
}

// settle drops every id of which the book knows the truth.
func (c *claims) settle(sequence uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.settled = max(c.settled, sequence)
	for id, held := range c.held {
		c.put(id, held)
	}
}

// put keeps a claim, or drops it if the book knows the truth.
func (c *claims) put(id string, now claim) {
	if now.state == doubtful && now.sequence == 0 && now.order < c.newest {
		now.sequence = c.newestSequence
	}
	if now.state != flying && now.sequence > 0 && now.sequence <= c.settled {
		delete(c.held, id)
		return
	}
	c.held[id] = now
}
