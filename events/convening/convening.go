// Package convening answers: what do the events of one conference or meeting,
// with its working groups, participants and figures, add up to?
package convening

import "slices"

// State is one convening.
type State struct {
	Kind           string     `json:"kind"`                // "" until registered
	Into           string     `json:"into,omitempty"`      // the convening that it is one with
	Dates          []string   `json:"dates,omitempty"`     // EDTF: all that was said of it
	Date           string     `json:"date,omitempty"`      // EDTF: what the register goes by
	Corrected      bool       `json:"corrected,omitempty"` // Date was settled by a correction
	Conflicts      []Conflict `json:"conflicts,omitempty"` // what cannot all be true
	Earlier        []string   `json:"earlier,omitempty"`   // the convenings that it follows up
	Sessions       []string   `json:"sessions,omitempty"`  // ids
	Participations []string   `json:"participations,omitempty"`
	Identified     []string   `json:"identified,omitempty"` // "<participation>=<participation>"
	WorkingGroups  []string   `json:"working_groups,omitempty"`
	Members        []string   `json:"members,omitempty"` // "<working group>/<party>"
	Figures        []string   `json:"figures,omitempty"`
}

// Conflict is what cannot all be true.
type Conflict struct {
	ID         string `json:"id"`
	Resolution string `json:"resolution,omitempty"` // "" while open
}

// Registered reports whether the convening is known.
func (s State) Registered() bool { return s.Kind != "" }

// Open reports whether a conflict is known and not resolved.
func (s State) Open(conflict string) bool {
	return slices.Contains(s.Conflicts, Conflict{ID: conflict})
}

// Has reports whether a conflict is known.
func (s State) Has(conflict string) bool {
	return slices.ContainsFunc(s.Conflicts, func(c Conflict) bool { return c.ID == conflict })
}
