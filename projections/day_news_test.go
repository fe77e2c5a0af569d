package projections_test

import (
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections/commitments"
)

// heardLater reports whether any of some events was recorded after a day on which it
// counts, and was news: it was heard when it happened, but in a book that never held
// what happened later, when it was recorded.
func heardLater(told []events.Event, keep func(events.Event) bool, on edtf.Day) bool {
	for _, e := range told {
		if keep(e) && strings.HasPrefix(e.Subject, "commitment/") && edtf.Karachi(e.Time).After(on) && commitment.Evolve(commitment.State{}, e).Heard != "" {
			return true
		}
	}
	return false
}

// leaveNews leaves out of what can be asked when something was heard last, and what
// follows from it.
func leaveNews(told map[string]any) {
	for name, value := range told {
		switch is := value.(type) {
		case commitments.Row:
			is.Heard, is.Stale, is.Silence = nil, false, ""
			told[name] = is
		case fold.State:
			if is.Commitment != nil {
				s := *is.Commitment
				s.Heard, s.Answered = "", false
				told[name] = fold.State{Commitment: &s}
			}
		}
		if strings.HasPrefix(name, "list map[stale:") || strings.HasPrefix(name, "list map[asked:") {
			delete(told, name)
		}
	}
}
