package web

import (
	"cmp"
	"slices"
	"strings"

	"ahd/events/codes"
	"ahd/events/commitment"
	"ahd/projections/book"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
	"ahd/projections/parties"
	"ahd/services/wording"
)

// formFilters are the filters that the form offers, in its order. The address
// takes every filter that the list has.
var formFilters = []string{
	"convening", "working_group", "instrument", "kind",
	commitment.AxisRecord, commitment.AxisSelfReported, commitment.AxisAssessed, commitment.AxisTimeliness,
	commitment.AxisClosure, "lead_party", "pillar", "geography", "group", "link_scheme", "verifiable", "stale", "contested",
}

// choice is one value that can be asked for.
type choice struct {
	Value, Words string
	Chosen       bool
	Off          bool // it says something, and cannot be chosen
}

// filter is one field of the form.
type filter struct {
	Name, Label string
	Choices     []choice
}

// chosen is a filter that the list is narrowed by.
type chosen struct {
	Label, Words string
	Without      string // address of the list without it
}

// choices lists what each filter of the form can be.
func (s *site) choices(n *names) (map[string][]choice, error) {
	all := map[string][]choice{
		"kind":       worded(commitment.Kinds, s.words.Kind),
		"pillar":     append(worded(commitment.Pillars, s.words.Pillar), choice{Value: book.NotStated, Words: s.words.NotStated()}),
		"verifiable": worded([]string{"true", "false"}, s.words.Field),
		"stale":      worded([]string{"true", "false"}, s.words.Field),
		"proxy":      worded([]string{"true", "false"}, s.words.Field),
		"contested":  worded([]string{"true", "false"}, s.words.Field),
		"geography":  worded(wording.Places, s.words.Codes().Place),

		"group": coded(codes.Groups, s.words.Codes().Group), "link_scheme": coded(codes.Schemes, s.words.Codes().Scheme),
	}
	for axis, values := range commitment.Values {
		all[axis] = worded(values, func(value string) string { return s.words.Value(axis, value) })
	}
	organisations, err := organisations(n.view)
	if err != nil {
		return nil, err
	}
	for _, one := range organisations {
		n.know("party/"+one.Value, one.Words)
	}
	all["lead_party"] = append([]choice{{Value: book.NotStated, Words: nobody}}, organisations...)
	return all, addMeetings(all, n)
}

// addMeetings adds the meetings, their groups and what they issued, and names
// them for everybody who asks n later.
func addMeetings(all map[string][]choice, n *names) error {
	meetings, err := convenings.List(n.view, book.Query{})
	if err != nil {
		return err
	}
	for _, row := range meetings {
		n.know("convening/"+row.ID, conveningName(row))
		all["convening"] = append(all["convening"], choice{Value: row.ID, Words: conveningName(row)})
	}
	groups, err := convenings.Groups(n.view, book.Query{})
	if err != nil {
		return err
	}
	for _, row := range groups {
		n.know("working-group/"+row.ID, row.Name)
		all["working_group"] = append(all["working_group"], choice{Value: row.ID, Words: row.Name})
	}
	issued, err := instruments.List(n.view, book.Query{})
	for _, row := range issued {
		words := n.instrumentName(row)
		if row.WorkingGroup == nil {
			words += " · " + n.convening(row.Convening)
		}
		all["instrument"] = append(all["instrument"], choice{Value: row.ID, Words: words})
	}
	return err
}

// organisations lists every organisation by name.
func organisations(v *book.View) ([]choice, error) {
	rows, err := parties.List(v, book.Query{})
	listed := make([]choice, len(rows))
	for i, row := range rows {
		listed[i] = choice{Value: row.ID, Words: row.Name}
	}
	slices.SortFunc(listed, func(a, b choice) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Words), strings.ToLower(b.Words)), strings.Compare(a.Value, b.Value))
	})
	return listed, err
}

func coded(list *codes.List, words func(string) string) []choice {
	choices := make([]choice, len(list.Entries))
	for i, entry := range list.Entries {
		choices[i] = choice{Value: entry.Code, Words: words(entry.Code)}
	}
	return choices
}

func worded(values []string, words func(string) string) []choice {
	choices := make([]choice, len(values))
	for i, value := range values {
		choices[i] = choice{Value: value, Words: words(value)}
	}
	return choices
}

// tick marks the value that is chosen.
func tick(choices []choice, value string) []choice {
	ticked := slices.Clone(choices)
	for i := range ticked {
		ticked[i].Chosen = ticked[i].Value == value
	}
	return ticked
}

// choose does the same and keeps a value that nobody offered: what somebody
// asked for or typed is not taken away.
func choose(choices []choice, value string) []choice {
	offered := slices.ContainsFunc(choices, func(c choice) bool { return c.Value == value })
	if !offered && value != "" {
		choices = append(slices.Clone(choices), choice{Value: value, Words: value})
	}
	return some(tick(choices, value))
}

// filterForm is the form with what was asked for filled in.
func (s *site) filterForm(asked question, all map[string][]choice) []filter {
	form := make([]filter, len(formFilters))
	for i, name := range formFilters {
		value := asked.filters[name]
		form[i] = filter{Name: name, Label: s.label(name), Choices: choose(all[name], value)}
	}
	return form
}

// chosen says in words by what the list is narrowed.
func (s *site) chosen(asked question, all map[string][]choice) []chosen {
	var listed []chosen
	for _, name := range asked.names() {
		words := asked.filters[name]
		for _, choice := range all[name] {
			if choice.Value == words {
				words = choice.Words
				break
			}
		}
		listed = append(listed, chosen{Label: s.label(name), Words: words, Without: asked.without(name).href()})
	}
	return listed
}

// label is the name of a filter, which may be an axis.
func (s *site) label(name string) string {
	if slices.Contains(axes, name) {
		return s.words.Axis(name)
	}
	return s.words.Field(name)
}
