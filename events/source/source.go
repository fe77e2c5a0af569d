// Package source answers: what do the events of one archived text add up to?
package source

import (
	"fmt"
	"slices"

	"ahd.example/ahd/events"
)

// State is one archived text.
type State struct {
	SHA256 string `json:"sha256"` // "" until archived
	Bytes  int64  `json:"bytes"`

	Ratings []string `json:"ratings,omitempty"` // "<scheme>/<year>/<place>"
}

// Archived reports whether the text was put away.
func (s State) Archived() bool { return s.SHA256 != "" }

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.SourceArchived:
		s.SHA256, s.Bytes = d.SHA256, d.Bytes
	case events.RatingAsserted:
		s.Ratings = append(slices.Clip(s.Ratings), Rated(d))
	default:
		panic(fmt.Sprintf("source: no rule for %T", d))
	}
	return s
}

// Rated names what a rating is of: "<scheme>/<year>/<place>".
func Rated(d events.RatingAsserted) string {
	return fmt.Sprintf("%s/%d/%s", d.Scheme, d.Year, d.Place)
}
