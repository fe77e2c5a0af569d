package wording

import "fmt"

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

// Terms are the words for the codes that events hold besides the axes.
type Terms Language

// Terms are the words for such codes in the language.
func (l Language) Terms() Terms { return Terms(l) }

func (t Terms) said(list, code string) string { return word(Language(t).table().said[list], code) }

// sentence fills in a sentence of the language.
func (t *table) sentence(name string, parts ...any) string {
	words := t.sentences[name]
	if len(parts) == 0 {
		return words
	}
	return fmt.Sprintf(words, parts...)
}

// Confidence is how sure an assessor is: "high".
func (t Terms) Confidence(code string) string { return t.said(confidences, code) }

// Claim is what somebody says of a commitment: "not implemented". Closures say it
// with the same codes.
func (t Terms) Claim(code string) string { return t.said(claims, code) }

// Channel is how word came from an organisation: "by phone".
func (t Terms) Channel(code string) string { return t.said(channels, code) }

// Milestone is how a milestone stands: "reached".
func (t Terms) Milestone(state string) string { return t.said(milestones, state) }

// Silence is why nothing is heard of a commitment: "nobody has asked yet".
func (t Terms) Silence(code string) string { return t.said(silences, code) }

// Erasure is on what ground a text was erased.
func (t Terms) Erasure(basis string) string { return t.said(erasures, basis) }

// Exploitation is a form of exploitation.
func (t Terms) Exploitation(code string) string { return t.said(exploitations, code) }

// Persons are whom a number counts, by sex or by age: "children".
func (t Terms) Persons(code string) string { return t.said(persons, code) }

// Aim is where a number should go: "should rise".
func (t Terms) Aim(code string) string { return t.said(directions, code) }

// YesNo says whether.
func (l Language) YesNo(yes bool) string {
	if yes {
		return l.table().sentence("yes")
	}
	return l.table().sentence("no")
}

// NoNews says for how long nothing was heard: "no news for 94 days".
func (l Language) NoNews(days int) string {
	if days == 1 {
		return l.table().sentence("no news 1")
	}
	return l.table().sentence("no news", days)
}
