package wording

import (
	"fmt"
	"strings"

	"ahd/events/commitment"
)

// What the lists of said are of.
const (
	confidences   = "confidence"
	claims        = "claim"
	channels      = "channel"
	milestones    = "milestone"
	silences      = "silence"
	erasures      = "ground of an erasure"
	corrections   = "field of a correction"
	exploitations = "form of exploitation"
	persons       = "sex or age"
	directions    = "direction"
	smart         = "quality"
)

func (l Language) said(list, code string) string { return word(l.table().said[list], code) }

// sentence fills in a sentence of the language.
func (l Language) sentence(name string, parts ...any) string {
	words := l.table().sentences[name]
	if len(parts) == 0 {
		return words
	}
	return fmt.Sprintf(words, parts...)
}

// Confidence is how sure an assessor is: "high".
func (l Language) Confidence(code string) string { return l.said(confidences, code) }

// Claim is what somebody says of a commitment: "not implemented". Closures say it
// with the same codes.
func (l Language) Claim(code string) string { return l.said(claims, code) }

// Channel is how word came from an organisation: "by phone".
func (l Language) Channel(code string) string { return l.said(channels, code) }

// Milestone is how a milestone stands: "reached".
func (l Language) Milestone(state string) string { return l.said(milestones, state) }

// Silence is why nothing is heard of a commitment: "nobody has asked yet".
func (l Language) Silence(code string) string { return l.said(silences, code) }

// Erasure is on what ground a text was erased.
func (l Language) Erasure(basis string) string { return l.said(erasures, basis) }

// Exploitation is a form of exploitation.
func (l Language) Exploitation(code string) string { return l.said(exploitations, code) }

// Persons are whom a number counts, by sex or by age: "children".
func (l Language) Persons(code string) string { return l.said(persons, code) }

// Aim is where a number should go: "should rise".
func (l Language) Aim(code string) string { return l.said(directions, code) }

// YesNo says whether.
func (l Language) YesNo(yes bool) string {
	if yes {
		return l.sentence("yes")
	}
	return l.sentence("no")
}

// NoNews says for how long nothing was heard: "no news for 94 days".
func (l Language) NoNews(days int) string {
	if days == 1 {
		return l.sentence("no news 1")
	}
	return l.sentence("no news", days)
}

// Assessed is what an assessor found: "limited, medium confidence, method ahd-1".
func (l Language) Assessed(level, confidence, method string) string {
	return l.sentence("assessed", l.Value(commitment.AxisAssessed, level), l.Confidence(confidence), method)
}

// Smart says how well a commitment is put: "specific, relevant; not measurable,
// achievable, time-bound".
func (l Language) Smart(s commitment.Smart) string {
	var is, not []string
	for _, quality := range []struct {
		name string
		has  bool
	}{
		{"specific", s.Specific}, {"measurable", s.Measurable}, {"achievable", s.Achievable}, {"relevant", s.Relevant}, {"time_bound", s.TimeBound},
	} {
		if words := l.said(smart, quality.name); quality.has {
			is = append(is, words)
		} else {
			not = append(not, words)
		}
	}
	switch {
	case len(not) == 0:
		return l.sentence("is", strings.Join(is, ", "))
	case len(is) == 0:
		return l.sentence("is not", strings.Join(not, ", "))
	}
	return l.sentence("is and is not", strings.Join(is, ", "), strings.Join(not, ", "))
}

// Trackable says whether one can follow a commitment that is put so.
func (l Language) Trackable(s commitment.Smart) string {
	if s.Trackable() {
		return l.sentence("trackable")
	}
	return l.sentence("not trackable")
}
