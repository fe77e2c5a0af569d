// Package convening answers: what do the events of one conference or meeting,
// with its working groups, participants and figures, add up to?
package convening

import (
	"fmt"
	"slices"

	"ahd/events"
)

// State is one convening.
type State struct {
	Kind           string   `json:"kind"` // "" until registered
	Participations []string `json:"participations,omitempty"`
	WorkingGroups  []string `json:"working_groups,omitempty"`
	Figures        []string `json:"figures,omitempty"`
}

// Registered reports whether the convening is known.
func (s State) Registered() bool { return s.Kind != "" }

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.ConveningRegistered:
		s.Kind = d.Kind
	case events.ParticipationRecorded:
		s.Participations = append(slices.Clip(s.Participations), d.Participation)
	case events.WorkingGroupFormed:
		s.WorkingGroups = append(slices.Clip(s.WorkingGroups), d.WorkingGroup)
	case events.FigureAsserted:
		s.Figures = append(slices.Clip(s.Figures), d.Figure)
	default:
		panic(fmt.Sprintf("convening: no rule for %T", d))
	}
	return s
}
