package auditing

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
)

// seen is one commitment as far as it was read.
type seen struct {
	state  fold.State
	stated events.CommitmentCaptured
	groups []string // whom it affects
	fields map[string]string
}

// add reads the next event and lists what it changed, by the names of the fields.
func (s *seen) add(event events.Event) ([]Field, error) {
	s.state = fold.Evolve(s.state, event)
	commitment.Restate(&s.stated, event.Data)
	s.classify(event)
	was := s.fields
	is, err := s.flat()
	if err != nil {
		return nil, err
	}
	s.fields = is
	return compare(was, is), nil
}

func (s *seen) classify(event events.Event) {
	if d, ok := event.Data.(events.CommitmentClassified); ok {
		s.groups = d.Groups
	}
}

func compare(was, is map[string]string) []Field {
	var fields []Field
	for name, value := range is {
		if was[name] != value {
			fields = append(fields, Field{Field: name, Before: was[name], After: value})
		}
	}
	for name, value := range was {
		if _, there := is[name]; !there {
			fields = append(fields, Field{Field: name, Before: value})
		}
	}
	slices.SortFunc(fields, func(a, b Field) int { return order(a.Field, b.Field) })
	return fields
}

// stated are the fields of a capture that can change; what else it has is also in
// the state, or never changes.
var stated = []string{"address", "addressee_stated", "geography", "geography_stated", "issued_by", "kind", "note", "pillar", "sdg_targets", "text", "verifiable_note"}

// added are fields of a state that flat words itself: they hold pseudonyms, which are
// nobody's business here, and more than a line can say.
var added = []string{"disputes", "evidence", "finding", "identity", "milestones", "reports", "reporters", "assessors", "persons", "counts"}

// reckoned are fields of a state that follow from the days of its events: nobody set
// them.
var reckoned = []string{"since", "last_day", "undated"}

// flat is a commitment by field: what is stated of it, and what it adds up to. Texts
// are as they are; what is nothing, or false, is left out.
func (s *seen) flat() (map[string]string, error) {
	words := s.wordLists()
	capture, err := members(s.stated)
	if err != nil {
		return nil, err
	}
	for _, name := range stated {
		words[name] = plain(capture[name])
	}
	state, err := members(s.state.Commitment)
	for name, value := range state {
		if !slices.Contains(added, name) && !slices.Contains(reckoned, name) {
			words[name] = plain(value)
		}
	}
	maps.DeleteFunc(words, func(_, value string) bool { return value == "" || value == "false" || value == "0" })
	return words, err
}

// wordLists says in a line what a state has lists of: how many documents, reports and
// objections count, and how each step stands.
func (s *seen) wordLists() map[string]string {
	words := map[string]string{"groups": strings.Join(s.groups, ", ")}
	c := s.state.Commitment
	if c == nil {
		return words
	}
	steps := make([]string, len(c.Milestones))
	for i, m := range c.Milestones {
		steps[i] = m.ID + ": " + m.State
		if m.Due != "" {
			steps[i] += " (" + m.Due + ")"
		}
	}
	words["milestones"] = strings.Join(steps, ", ")
	words["reports"] = howMany(c.Reports, func(r *commitment.Report) bool { return !r.Retracted && r.Word != commitment.DoesNotStand })
	words["evidence"] = howMany(c.Evidence, func(e *commitment.Evidence) bool { return e.Stands() })
	words["disputes"] = howMany(c.Disputes, func(d *commitment.Dispute) bool { return !d.Hidden })
	if c.Finding != nil {
		words["finding"] = c.Finding.Confidence + ", " + c.Finding.Method + ", " + c.Finding.On
	}
	i := c.Identified()
	words["merged_into"], words["split_into"] = i.Into, strings.Join(i.SplitInto, ", ")
	words["links"], words["corroborated"] = strings.Join(i.Links, ", "), strings.Join(i.Told, ", ")
	return words
}

func howMany[T any](list []T, counts func(T) bool) string {
	n := 0
	for _, one := range list {
		if counts(one) {
			n++
		}
	}
	return strconv.Itoa(n)
}

// members are the fields of an object.
func members(object any) (fields map[string]json.RawMessage, err error) {
	text, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	return fields, json.Unmarshal(text, &fields)
}

// plain is a value in a line: a text as it is, "" for nothing.
func plain(value json.RawMessage) string {
	var text string
	var list []string
	switch {
	case json.Unmarshal(value, &text) == nil:
		return text
	case json.Unmarshal(value, &list) == nil:
		return strings.Join(list, ", ")
	}
	return string(value)
}

// order puts the axes first, as they are always named.
func order(a, b string) int {
	place := func(name string) int {
		if i := slices.Index(commitment.RecordedAxes, name); i >= 0 {
			return i
		}
		return len(commitment.RecordedAxes)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
}
