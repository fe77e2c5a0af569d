package projections

import (
	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
	"ahd/projections/book"
	"ahd/projections/streams"
)

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
