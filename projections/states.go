package projections

import (
	"ahd/events"
	"ahd/events/fold"
	"ahd/projections/book"
	"ahd/projections/streams"
)

// mostStreams is how many streams a writer remembers unless Options say otherwise:
// about a kilobyte each.
const mostStreams = 300_000

// states are the streams that a writer has in hand: what they add up to, and
// which of them the tables do not show yet. They belong to the writer.
type states struct {
	most    int               // streams, after a batch
	rows    map[string]*state // by subject
	changed []*state
	change  book.Change // of the event in hand
}

type state struct {
	streams.Row
	stream  events.Stream
	changed bool // since the last settle
}

// find returns a stream, from memory or from the book.
func (s *states) find(tx *book.Tx, subject string) (*state, error) {
	if known := s.rows[subject]; known != nil {
		return known, nil
	}
	stream, err := events.ParseStream(subject)
	if err != nil {
		return nil, err
	}
	row, err := streams.Find(tx, stream)
	if err != nil {
		return nil, err
	}
	if s.rows == nil {
		s.rows = map[string]*state{}
	}
	found := &state{Row: row, stream: stream}
	s.rows[subject] = found
	return found, nil
}

// follow evolves the stream of an event that comes next in it. What it returns
// holds until the next call.
func (s *states) follow(tx *book.Tx, e *events.Recorded) (*book.Change, error) {
	row, err := s.find(tx, e.Subject)
	if err != nil {
		return nil, err
	}
	previous := ""
	if row.Version > 0 {
		previous = row.Leaf.String()
	}
	if e.StreamVersion != row.Version+1 || e.StreamPrev != previous {
		return nil, ErrChain
	}
	first := row.First
	if row.Version == 0 {
		first = e.Sequence
	}
	s.change = book.Change{Recorded: e, Stream: row.stream, First: first, Before: row.State, After: fold.Evolve(row.State, e.Event)}
	row.Row = streams.Row{State: s.change.After, First: first, Sequence: e.Sequence, Version: e.StreamVersion, Leaf: e.Leaf}
	if !row.changed {
		row.changed = true
		s.changed = append(s.changed, row)
	}
	return &s.change, nil
}

// settle lets every table show where the changed streams stand now.
func (s *states) settle(tx *book.Tx, tables []table) error {
	for _, row := range s.changed {
		settled := &book.Settled{Stream: row.stream, State: row.State, First: row.First, Sequence: row.Sequence, Version: row.Version, Leaf: row.Leaf}
		for _, table := range tables {
			if table.settle == nil {
				continue
			}
			if err := table.settle(tx, settled); err != nil {
				return err
			}
		}
		row.changed = false
	}
	s.changed = s.changed[:0]
	if s.full() {
		s.forget()
	}
	return nil
}

// full reports whether more streams are in memory than should be.
func (s *states) full() bool { return len(s.rows) > s.most }

// forget drops everything: after a batch that was rolled back, memory is ahead of
// the tables.
func (s *states) forget() { s.rows, s.changed = nil, nil }
