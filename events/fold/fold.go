// Package fold answers: by which rules do the events of a stream add up?
//
// Deciders and tables both ask it, so there is one meaning of every event.
package fold

import (
	"strings"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/convening"
	"ahd/events/instrument"
	"ahd/events/party"
	"ahd/events/person"
	"ahd/events/register"
	"ahd/events/source"
)

// State is what the events of one stream add up to. Only the field of the
// stream's kind is ever set.
type State struct {
	Commitment *commitment.State `json:"commitment,omitempty"`
	Convening  *convening.State  `json:"convening,omitempty"`
	Instrument *instrument.State `json:"instrument,omitempty"`
	Party      *party.State      `json:"party,omitempty"`
	Person     *person.State     `json:"person,omitempty"`
	Register   *register.State   `json:"register,omitempty"`
	Source     *source.State     `json:"source,omitempty"`
}

// Evolve adds one event to the state of its stream and leaves s as it was. It
// panics on an event that no stream has a rule for.
func Evolve(s State, e events.Event) State {
	kind, _, _ := strings.Cut(e.Subject, "/")
	switch kind {
	case "commitment":
		return State{Commitment: step(s.Commitment, e, commitment.Evolve)}
	case "convening":
		return State{Convening: step(s.Convening, e, convening.Evolve)}
	case "instrument":
		return State{Instrument: step(s.Instrument, e, instrument.Evolve)}
	case "party":
		return State{Party: step(s.Party, e, party.Evolve)}
	case "person":
		return State{Person: step(s.Person, e, person.Evolve)}
	case "register":
		return State{Register: step(s.Register, e, register.Evolve)}
	case "source":
		return State{Source: step(s.Source, e, source.Evolve)}
	}
	panic("fold: no rule for streams of kind " + kind)
}

// step evolves one kind of state; nil is a stream without events.
func step[S any](before *S, e events.Event, evolve func(S, events.Event) S) *S {
	var s S
	if before != nil {
		s = *before
	}
	s = evolve(s, e)
	return &s
}
