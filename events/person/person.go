// Package person answers: for whom does a person act, and in which roles?
package person

import (
	"fmt"
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
)

// Administrator is the role that looks after people. Once somebody has it, who
// holds the data folder can neither assess nor approve as "local".
const Administrator = "administrator"

// ReservedIDs are what events call whoever is no person: the program, whoever works on
// the data folder, whoever follows a link, whoever is not named. No person may have
// one of them as an id.
var ReservedIDs = []string{"system", "local", "link", "withheld"}

// Reserved reports whether no person may have this id.
func Reserved(id string) bool { return slices.Contains(ReservedIDs, id) }

// State is one person, a pseudonym, and every place that the person has had.
type State struct {
	Places []Place `json:"places"` // in the order in which they were recorded; the last one holds
}

// Place is an organisation and the roles in it.
type Place struct {
	Party string   `json:"party,omitempty"`
	Roles []string `json:"roles"`
	From  string   `json:"from,omitempty"`  // civil day, included
	Until string   `json:"until,omitempty"` // civil day, included
}

// Now is the place that holds; false for somebody of whom nothing is recorded.
func (s State) Now() (Place, bool) {
	if len(s.Places) == 0 {
		return Place{}, false
	}
	return s.Places[len(s.Places)-1], true
}

// On reports whether a place holds on a civil day.
func (p Place) On(day edtf.Day) bool {
	return (p.From == "" || p.From <= day.String()) && (p.Until == "" || day.String() <= p.Until)
}

// Has reports whether it comes with a role.
func (p Place) Has(role string) bool { return slices.Contains(p.Roles, role) }

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.PersonRecorded:
		s.Places = append(slices.Clip(s.Places), Place{Party: text(d.Party), Roles: d.Roles, From: text(d.From), Until: text(d.Until)})
	default:
		panic(fmt.Sprintf("person: no rule for %T", d))
	}
	return s
}

func text(stated *string) string {
	if stated == nil {
		return ""
	}
	return *stated
}
