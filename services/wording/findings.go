package wording

import (
	"strings"

	"ahd.example/ahd/events/commitment"
)

// Findings are the sentences on what people found of a commitment, and on how far they
// disagree.
type Findings Language

// Findings are those sentences in the language.
func (l Language) Findings() Findings { return Findings(l) }

// Assessed is what an assessor found: "limited, medium confidence, method ahd-1".
func (f Findings) Assessed(level, confidence, method string) string {
	return Language(f).table().sentence("assessed", Language(f).Value(commitment.AxisAssessed, level), Language(f).Terms().Confidence(confidence), method)
}

// Smart says how well a commitment is put: "specific, relevant; not measurable,
// achievable, time-bound".
func (f Findings) Smart(s commitment.Smart) string {
	var is, not []string
	for _, quality := range []struct {
		name string
		has  bool
	}{
		{"specific", s.Specific}, {"measurable", s.Measurable}, {"achievable", s.Achievable}, {"relevant", s.Relevant}, {"time_bound", s.TimeBound},
	} {
		if words := Language(f).Terms().said(smart, quality.name); quality.has {
			is = append(is, words)
		} else {
			not = append(not, words)
		}
	}
	switch {
	case len(not) == 0:
		return Language(f).table().sentence("is", strings.Join(is, ", "))
	case len(is) == 0:
		return Language(f).table().sentence("is not", strings.Join(not, ", "))
	}
	return Language(f).table().sentence("is and is not", strings.Join(is, ", "), strings.Join(not, ", "))
}

// Trackable says whether one can follow a commitment that is put so.
func (f Findings) Trackable(s commitment.Smart) string {
	if s.Trackable() {
		return Language(f).table().sentence("trackable")
	}
	return Language(f).table().sentence("not trackable")
}
