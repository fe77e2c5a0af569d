package eventlog

import (
	"errors"
	"fmt"
	"sync"
)

// remembered is how many events at the end of the log are known here by stream and id.
// A book that is further behind takes no commands.
const remembered = 1 << 14

// memory is what the book may not have read yet: the last events of the log by stream
// and id, and the ids that were sent and of which it is not known what became of them.
//
// It forgets by number and not by what the book has read: a caller may have read its
// row before the book read on, and its sequence must still be compared with what came
// in between.
type memory struct {
	mu      sync.Mutex
	floor   uint64 // nothing up to here is known
	head    uint64 // the last event of the log
	events  []remembrance
	streams map[string]uint64 // the last event of each
	ids     map[string]uint64
	read    uint64            // the book has read up to here
	open    map[string]uint64 // ids that were sent, and the last place at which one may get in
}

// remembrance is one event; that with the sequence s is at s modulo their number.
type remembrance struct{ stream, id string }

func newMemory(head uint64) *memory {
	return &memory{floor: head, head: head, read: head, events: make([]remembrance, remembered),
		streams: map[string]uint64{}, ids: map[string]uint64{}, open: map[string]uint64{}}
}

// add takes in the event behind the last.
func (m *memory) add(stream, id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.head++
	slot := &m.events[m.head%uint64(len(m.events))]
	if gone := m.head - min(m.head, uint64(len(m.events))); gone > m.floor {
		m.floor = gone
		forget(m.streams, slot.stream, gone)
		forget(m.ids, slot.id, gone)
	}
	*slot = remembrance{stream, id}
	m.streams[stream], m.ids[id] = m.head, m.head
	delete(m.open, id)
	for id, place := range m.open {
		if place <= m.head {
			delete(m.open, id)
		}
	}
}

func forget(known map[string]uint64, name string, sequence uint64) {
	if known[name] == sequence {
		delete(known, name)
	}
}

// admit says what is known against offering an event for a place: *Held or *Conflict.
func (m *memory) admit(c *call, place uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if sequence, recorded := m.ids[c.event.ID]; recorded {
		return &Held{ID: c.event.ID, Sequence: sequence}
	}
	if before, sent := m.open[c.event.ID]; sent && place < before { // both could get in
		return &Held{ID: c.event.ID}
	}
	last, known := m.streams[c.event.Subject]
	conflict := &Conflict{Subject: c.event.Subject, Expected: c.expected, Last: last}
	switch {
	case known && last != c.expected:
		return conflict
	case c.readAt < m.floor, !known && c.expected > m.floor:
		return conflict
	}
	return nil
}

// offer notes that an id is sent for a place. It tells for which it was sent before by
// somebody who was not told what became of it; 0 for none.
func (m *memory) offer(id string, place uint64) (before uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before = m.open[id]
	m.open[id] = max(before, place)
	return before
}

// release notes that what was sent of a call cannot get in any more. What was sent under
// its id before may.
func (m *memory) release(c *call) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c.before > m.head {
		m.open[c.event.ID] = c.before
		return
	}
	delete(m.open, c.event.ID)
}

// doubtful is the last place at which something may get in that was sent.
func (m *memory) doubtful() (last uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, place := range m.open {
		last = max(last, place)
	}
	return last
}

// correct keeps an answer about a call from being taken for an answer about its id.
// "Not recorded" is true of both only if no earlier sending is open.
func (m *memory) correct(id string, err error) error {
	var conflict *Conflict
	unnamed := errors.As(err, &conflict) && conflict.Last == 0
	if !errors.Is(err, ErrNotRecorded) && !unnamed {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if sequence, recorded := m.ids[id]; recorded {
		return &Held{ID: id, Sequence: sequence}
	}
	if _, open := m.open[id]; open {
		return fmt.Errorf("%w: this time it was not sent or not taken (%v), but it is not known what became of an earlier sending",
			ErrOutcomeUnknown, err)
	}
	return err
}

// HasRead tells that the book has read up to this sequence and knows the ids up to there.
func (l *Log) HasRead(sequence uint64) {
	l.memory.mu.Lock()
	defer l.memory.mu.Unlock()
	l.memory.read = max(l.memory.read, sequence)
}

// Holds reports whether an event with this id may be in the log, or may still get there,
// although the book may not know it.
func (l *Log) Holds(id string) bool {
	m := l.memory
	m.mu.Lock()
	defer m.mu.Unlock()
	_, open := m.open[id]
	return open || m.ids[id] > m.read
}

// Held are the ids for which Holds is true.
func (l *Log) Held() (ids []string) {
	m := l.memory
	m.mu.Lock()
	defer m.mu.Unlock()
	for id := range m.open {
		ids = append(ids, id)
	}
	for sequence := max(m.floor, m.read) + 1; sequence <= m.head; sequence++ {
		ids = append(ids, m.events[sequence%uint64(len(m.events))].id)
	}
	return ids
}
