// Package party answers: what do the events of one organisation add up to?
package party

import (
	"fmt"

	"ahd.example/ahd/events"
)

// State is one organisation.
type State struct {
	Name    string `json:"name"` // "" until registered
	NameUR  string `json:"name_ur,omitempty"`
	Acronym string `json:"acronym,omitempty"`
	Kind    string `json:"kind"`
	Place   string `json:"place,omitempty"`  // code of a place
	Parent  string `json:"parent,omitempty"` // the organisation to which it belongs
	Into    string `json:"into,omitempty"`   // the organisation of which it became part

	Main      string `json:"main,omitempty"`      // who speaks for it
	Alternate string `json:"alternate,omitempty"` // who does if that person cannot
	Validator string `json:"validator,omitempty"` // who looks over what they say
}

// Registered reports whether the organisation is known.
func (s State) Registered() bool { return s.Name != "" }

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.PartyRegistered:
		s.Name, s.Kind, s.Acronym = d.Name, d.Kind, or(d.Acronym, "")
	case events.PartyNamed:
		s.Name, s.NameUR, s.Acronym = d.Name, or(d.NameUR, s.NameUR), or(d.Acronym, s.Acronym)
	case events.PartyDescribed:
		s.Kind, s.Place, s.Parent = d.Kind, or(d.Place, ""), or(d.Parent, "")
	case events.FocalPersonsNamed:
		s.Main, s.Alternate, s.Validator = or(d.Main, ""), or(d.Alternate, ""), or(d.Validator, "")
	case events.PartyMerged:
		s.Into = d.Into
	case events.PartyUnmerged:
		s.Into = ""
	default:
		panic(fmt.Sprintf("party: no rule for %T", d))
	}
	return s
}

// or is the value, or what was there before where none is given.
func or(value *string, before string) string {
	if value == nil {
		return before
	}
	return *value
}
