package projections

import (
	"encoding/json"
	"errors"
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/streams"
)

// How many streams a writer remembers unless Options say otherwise, at about four
// kilobytes each, and as much again until that is collected. A draft reads no stream twice
// while it has room for all; beyond that it writes all that it has in hand and begins anew,
// so that memory does not grow with the register. Over a million events that costs three
// hundredths of the processor's time, against one that has room for all, and 200 MiB less.
const (
	maxServing  = 20_000
	maxDrafting = 16_000
)

// states are the streams that a writer has in hand: what they add up to, and
// which of them the tables do not show yet. They belong to the writer.
type states struct {
	limit   int               // streams, after a batch
	rows    map[string]*state // by subject
	changed []*state
	change  book.Change    // of the event in hand
	older   older          // in a book of the past, whose file holds no states; nil in others
	drafts  bool           // the file has no index yet
	left    []flushedState // by the batch in hand, for recent; not in drafts
}

// older tells what a stream added up to at its last event in a book of the past, as is
// known after the event by.
type older func(at streams.Row, by uint64) (fold.State, error)

type state struct {
	streams.Row
	stream  events.Stream
	changed bool   // since the last flush
	through uint64 // the last event that is folded again beforehand, if any is
}

// find returns a stream, from memory or from the book, as it stands after the event by.
func (s *states) find(tx *book.Tx, subject string, by uint64) (*state, error) {
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
	if s.older != nil && row.Version > 0 {
		if row.State, err = s.older(row, by); err != nil {
			return nil, err
		}
	}
	found := &state{Row: row, stream: stream}
	s.remember(found)
	return found, nil
}

// remember takes a stream in hand.
func (s *states) remember(known *state) {
	if s.rows == nil {
		s.rows = map[string]*state{}
	}
	s.rows[known.stream.Subject()] = known
}

// follow evolves the stream of an event that comes next in it. What it returns
// holds until the next call.
func (s *states) follow(tx *book.Tx, e *events.Recorded) (*book.Change, error) {
	row, err := s.find(tx, e.Subject, e.Sequence-1)
	if err != nil {
		return nil, err
	}
	if e.StreamVersion != row.Version+1 || row.Version > 0 && !row.Leaf.Spelt(e.StreamPrev) || row.Version == 0 && e.StreamPrev != "" {
		return nil, ErrChain
	}
	first := row.First
	if row.Version == 0 {
		first = e.Sequence
	}
	found, err := s.takeInHand(tx, row, e)
	if err != nil {
		return nil, err
	}
	before := axesOf(row.State)
	row.State.Add(e.Event) // a batch that fails forgets it
	s.change = book.Change{Recorded: e, Stream: row.stream, First: first, After: row.State, Turned: axesOf(row.State) != before}
	row.Row = streams.Row{State: row.State, First: first, Sequence: e.Sequence, Version: e.StreamVersion, Leaf: e.Leaf}
	if !row.changed {
		row.changed = true
		s.changed = append(s.changed, row)
	}
	return &s.change, s.putApart(tx, found)
}

// flush lets every table show where the changed streams stand now.
func (s *states) flush(tx *book.Tx, tables []table) error {
	ahead := marshal(s.changed, s.older == nil)
	defer func() { // waits for the one who marshals
		for range ahead {
		}
	}()
	for some := range ahead {
		if some.err != nil {
			return some.err
		}
		for _, flushed := range some.flushed {
			if err := flushOne(tx, tables, flushed); err != nil {
				return err
			}
		}
	}
	for _, row := range s.changed {
		row.changed = false
		if !s.drafts && wanted(row.stream) {
			s.left = append(s.left, flushedRow(row))
		}
	}
	s.changed = s.changed[:0]
	if s.full() {
		s.forget()
	}
	return nil
}

func flushOne(tx *book.Tx, tables []table, flushed *book.Flushed) error {
	for _, table := range tables {
		if table.flush == nil {
			continue
		}
		if err := table.flush(tx, flushed); err != nil {
			return err
		}
	}
	return nil
}

// marshalled are some states as JSON.
type marshalled struct {
	flushed []*book.Flushed
	err     error // why they are not
}

// marshal turns states into JSON while those before them are written: at the end of a
// draft these are all there are. A book of the past has them not written at all. The
// channel ends after the last or the first error; its reader takes all.
func marshal(rows []*state, written bool) <-chan marshalled {
	ahead := make(chan marshalled, 1)
	go func() {
		defer close(ahead)
		for some := range slices.Chunk(rows, 256) {
			next := marshalled{flushed: make([]*book.Flushed, len(some))}
			for i, row := range some {
				var text []byte
				if written {
					var err error
					text, err = json.Marshal(kept(row.State))
					next.err = errors.Join(next.err, err)
				}
				next.flushed[i] = &book.Flushed{Stream: row.stream, State: row.State, Text: text,
					First: row.First, Sequence: row.Sequence, Version: row.Version, Leaf: row.Leaf}
			}
			ahead <- next
			if next.err != nil {
				return
			}
		}
	}()
	return ahead
}

// full reports whether more streams are in memory than should be.
func (s *states) full() bool { return len(s.rows) > s.limit }

// forget drops everything: after a batch that was rolled back, memory is ahead of
// the tables.
func (s *states) forget() { s.rows, s.changed = nil, nil }

// taken are the states that the batch left, for whoever wrote it.
func (s *states) taken() []flushedState {
	left := s.left
	s.left = nil
	return left
}

// The state of a commitment is kept apart from the contributions to it, which have rows of
// their own: what an event costs does not grow with those before it. For each event the
// writer takes in hand what it speaks of, and writes what became of that.
//
// In a book of the past states are folded again and hold everything.

// takeInHand seeks what the next event of a stream speaks of.
func (s *states) takeInHand(tx *book.Tx, row *state, e *events.Recorded) ([]streams.Contribution, error) {
	c := row.State.Commitment
	if s.older != nil || c == nil {
		return nil, nil
	}
	named := commitment.Named(e.Data)
	if len(named) == 0 {
		*c = c.Apart()
		return nil, nil
	}
	found, err := streams.SeekToChange(tx, s.drafts, row.First, named)
	*c = c.Apart().With(streams.Together(found), named...)
	return found, err
}

// putApart writes what the event in hand brought, and what it changed.
func (s *states) putApart(tx *book.Tx, found []streams.Contribution) error {
	if s.older != nil {
		return nil
	}
	return streams.Contribute(tx, &s.change, found)
}

// axesOf is how a commitment stands; nothing of anything else.
func axesOf(state fold.State) (axes [5]string) {
	if c := state.Commitment; c != nil {
		axes = [5]string{c.Record, c.Response, c.SelfReported, c.Assessed, c.Closure}
	}
	return axes
}

// kept is a state as its row has it.
func kept(state fold.State) fold.State {
	if state.Commitment != nil {
		apart := state.Commitment.Apart()
		state.Commitment = &apart
	}
	return state
}
