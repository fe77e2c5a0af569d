// Package party answers: what do the events of one organisation add up to?
package party

import (
	"fmt"

	"ahd/events"
)

// State is one organisation.
type State struct {
	Name string `json:"name"` // "" until registered
	Kind string `json:"kind"`
}

// Registered reports whether the organisation is known.
func (s State) Registered() bool { return s.Name != "" }

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.PartyRegistered:
		s.Name, s.Kind = d.Name, d.Kind
	default:
		panic(fmt.Sprintf("party: no rule for %T", d))
	}
	return s
}
