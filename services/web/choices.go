package web

import (
	"cmp"
	"slices"
	"strings"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/parties"
)

// Choice is one value that can be asked for.
type Choice struct {
	Value, Words string
	Chosen       bool
	Off          bool // it says something, and cannot be chosen
}

// Chosen is a filter that the list is narrowed by.
type Chosen struct {
	Label, Words string
	Without      string // address of the list without it
}

// Known lists the organisations, meetings, working groups and documents that lists are
// narrowed by, by kind, and names them for everybody who asks n later.
func Known(n *Names) (all map[string][]Choice, err error) {
	all = map[string][]Choice{}
	if all["party"], err = Organisations(n.View); err != nil {
		return nil, err
	}
	for _, one := range all["party"] {
		n.know("party/"+one.Value, one.Words)
	}
	return all, addMeetings(all, n)
}

// addMeetings adds the meetings, their groups and what they issued.
func addMeetings(all map[string][]Choice, n *Names) error {
	meetings, err := convenings.List(n.View, book.Query{})
	if err != nil {
		return err
	}
	for _, row := range meetings {
		n.know("convening/"+row.ID, ConveningName(row))
		all["convening"] = append(all["convening"], Choice{Value: row.ID, Words: ConveningName(row)})
	}
	groups, err := convenings.Groups(n.View, book.Query{})
	if err != nil {
		return err
	}
	for _, row := range groups {
		n.know("working-group/"+row.ID, row.Name)
		all["working-group"] = append(all["working-group"], Choice{Value: row.ID, Words: row.Name})
	}
	issued, err := instruments.List(n.View, book.Query{})
	for _, row := range issued {
		words := n.InstrumentName(row)
		if row.WorkingGroup == nil {
			words += " · " + n.convening(row.Convening)
		}
		all["instrument"] = append(all["instrument"], Choice{Value: row.ID, Words: words})
	}
	return err
}

// Organisations lists every organisation by name.
func Organisations(v *book.View) ([]Choice, error) {
	all, err := parties.All(v)
	listed := make([]Choice, 0, len(all))
	for id, known := range all {
		listed = append(listed, Choice{Value: id, Words: known.Name})
	}
	slices.SortFunc(listed, func(a, b Choice) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Words), strings.ToLower(b.Words)), strings.Compare(a.Value, b.Value))
	})
	return listed, err
}

// Worded are values of a field, each with its words.
func Worded(values []string, words func(string) string) []Choice {
	choices := make([]Choice, len(values))
	for i, value := range values {
		choices[i] = Choice{Value: value, Words: words(value)}
	}
	return choices
}

// Tick marks the value that is chosen.
func Tick(choices []Choice, value string) []Choice {
	ticked := slices.Clone(choices)
	for i := range ticked {
		ticked[i].Chosen = ticked[i].Value == value
	}
	return ticked
}

// Choose does the same and keeps a value that nobody offered: what somebody
// asked for or typed is not taken away.
func Choose(choices []Choice, value string) []Choice {
	offered := slices.ContainsFunc(choices, func(c Choice) bool { return c.Value == value })
	if !offered && value != "" {
		choices = append(slices.Clone(choices), Choice{Value: value, Words: value})
	}
	return Offered(Tick(choices, value))
}

// maxChoices is how many values a field offers to choose from.
const maxChoices = 500

// Offered are the first of some choices, and the chosen one wherever it stands.
func Offered(choices []Choice) []Choice {
	if len(choices) <= maxChoices {
		return choices
	}
	first := choices[:maxChoices:maxChoices]
	for _, c := range choices[maxChoices:] {
		if c.Chosen {
			first = append(first, c)
		}
	}
	return append(first, Choice{Words: Count(len(choices)-maxChoices) + " more are not offered here", Off: true})
}
