// Package instrument answers: what do the events of one declaration or set of
// recommendations add up to?
package instrument

import (
	"fmt"
	"slices"

	"ahd.example/ahd/events"
)

// Kinds of instrument.
const (
	Declaration     = "declaration"
	Recommendations = "recommendations"
	Outcome         = "outcome"
)

// State is one instrument.
type State struct {
	Kind      string `json:"kind"` // one of the above; "" until recorded
	Convening string `json:"convening"`

	Worded      bool     `json:"worded,omitempty"`      // its wording is known
	Signatories []string `json:"signatories,omitempty"` // party ids
}

// Recorded reports whether the instrument is known.
func (s State) Recorded() bool { return s.Kind != "" }

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.DeclarationAdopted:
		s.Kind, s.Convening, s.Worded = Declaration, d.Convening, d.Text != nil
	case events.RecommendationsIssued:
		s.Kind, s.Convening, s.Worded = Recommendations, d.Convening, d.Text != nil
	case events.OutcomePrepared:
		s.Kind, s.Convening, s.Worded = Outcome, d.Convening, d.Text != nil
	case events.TextAttached:
		s.Worded = true
	case events.SignatoryRecorded:
		s.Signatories = append(slices.Clip(s.Signatories), d.Party)
	default:
		panic(fmt.Sprintf("instrument: no rule for %T", d))
	}
	return s
}
