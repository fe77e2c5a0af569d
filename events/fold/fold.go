// Package fold answers: by which rules do the events of a stream add up?
//
// Deciders and tables both ask it, so there is one meaning of every event.
package fold

import (
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/instrument"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/events/party"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/events/source"
	"ahd.example/ahd/events/summary"
)

// State is what the events of one stream add up to. Only the field of the
// stream's kind is ever set.
type State struct {
	Commitment *commitment.State `json:"commitment,omitempty"`
	Convening  *convening.State  `json:"convening,omitempty"`
	Instrument *instrument.State `json:"instrument,omitempty"`
	Method     *method.State     `json:"method,omitempty"`
	Party      *party.State      `json:"party,omitempty"`
	Person     *person.State     `json:"person,omitempty"`
	Register   *register.State   `json:"register,omitempty"`
	Source     *source.State     `json:"source,omitempty"`
	Summary    *summary.State    `json:"summary,omitempty"`
}

// Evolve adds one event to the state of its stream and leaves s as it was. It
// panics on an event that no stream has a rule for.
func Evolve(s State, e events.Event) State {
	s = Copy(s)
	s.Add(e)
	return s
}

// Copy is a state that stays as it is while the other is added to.
func Copy(s State) State {
	return State{
		Commitment: own(s.Commitment), Convening: own(s.Convening), Instrument: own(s.Instrument), Method: own(s.Method),
		Party: own(s.Party), Person: own(s.Person), Register: own(s.Register), Source: own(s.Source), Summary: own(s.Summary),
	}
}

func own[S any](state *S) *S {
	if state == nil {
		return nil
	}
	copied := *state
	return &copied
}

// Add is Evolve in place, for whoever folds a whole record and holds no state
// before.
func (s *State) Add(e events.Event) {
	kind, _, _ := strings.Cut(e.Subject, "/")
	switch kind {
	case "commitment":
		add(&s.Commitment, e, commitment.Evolve)
	case "convening":
		add(&s.Convening, e, convening.Evolve)
	case "instrument":
		add(&s.Instrument, e, instrument.Evolve)
	case "method":
		add(&s.Method, e, method.Evolve)
	case "party":
		add(&s.Party, e, party.Evolve)
	case "person":
		add(&s.Person, e, person.Evolve)
	case "register":
		add(&s.Register, e, register.Evolve)
	case "source":
		add(&s.Source, e, source.Evolve)
	case "summary":
		add(&s.Summary, e, summary.Evolve)
	default:
		panic("fold: no rule for streams of kind " + kind)
	}
}

// add evolves one kind of state; nil is a stream without events.
func add[S any](state **S, e events.Event, evolve func(S, events.Event) S) {
	if *state == nil {
		*state = new(S)
	}
	**state = evolve(**state, e)
}
