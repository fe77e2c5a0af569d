// Package summary answers: what was published as a compliance summary?
package summary

import (
	"fmt"

	"ahd.example/ahd/events"
)

// State is one published summary; the zero value is one that nobody published.
type State struct {
	events.SummaryPublished
}

// Published reports whether it was.
func (s State) Published() bool { return s.Digest != "" }

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.SummaryPublished:
		s.SummaryPublished = d
	default:
		panic(fmt.Sprintf("summary: no rule for %T", d))
	}
	return s
}
