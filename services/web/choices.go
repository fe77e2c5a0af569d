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

// nobody is said where no organisation answers.
const nobody = "nobody yet"

// choice is one value that can be asked for.
type choice struct {
	Value, Words string
	Chosen       bool
	Off          bool // it says something, and cannot be chosen
}

// chosen is a filter that the list is narrowed by.
type chosen struct {
	Label, Words string
	Without      string // address of the list without it
}

// choices lists what each filter of the form can be.
func choices(n *names) (map[string][]choice, error) {
	all := map[string][]choice{
		"kind":       worded(commitment.Kinds, n.words.Kind),
		"pillar":     append(worded(commitment.Pillars, n.words.Pillar), choice{Value: book.NotStated, Words: n.words.NotStated()}),
		"verifiable": worded([]string{"true", "false"}, n.words.Field),
		"stale":      worded([]string{"true", "false"}, n.words.Field),
		"proxy":      worded([]string{"true", "false"}, n.words.Field),
		"contested":  worded([]string{"true", "false"}, n.words.Field),
		"geography":  worded(wording.Places, n.words.Place),

		"group": coded(codes.Groups, n.words.Group), "link_scheme": coded(codes.Schemes, n.words.Scheme),
	}
	for axis, values := range commitment.Values {
		all[axis] = worded(values, func(value string) string { return n.words.Value(axis, value) })
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

// mostChoices is how many values a field offers to choose from.
const mostChoices = 500

// some are the first of some choices, and the chosen one wherever it stands.
func some(choices []choice) []choice {
	if len(choices) <= mostChoices {
		return choices
	}
	first := choices[:mostChoices:mostChoices]
	for _, c := range choices[mostChoices:] {
		if c.Chosen {
			first = append(first, c)
		}
	}
	return append(first, choice{Words: count(len(choices)-mostChoices) + " more are not offered here", Off: true})
}
