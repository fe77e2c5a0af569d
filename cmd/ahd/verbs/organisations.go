package verbs

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"ahd/projections/parties"
	"ahd/projections/search/spelling"
)

// organisations finds an organisation by its id, its acronym or a name that it has or had.
type organisations struct {
	all      []parties.Row
	recorded []byte // the event of the command that is asked again; nil for none
}

// fitting are the ids of those that a text can mean, the likeliest first.
func (o *organisations) fitting(text string) (ids []string) {
	folded := spelling.Fold(text)
	var acronyms, named []string
	for _, party := range o.all {
		for _, name := range party.Names {
			switch {
			case folded == "":
			case name.Acronym != nil && unspaced(*name.Acronym) == unspaced(text): // F.I.A. too
				acronyms = append(acronyms, party.ID)
			case spelling.Fold(name.Name) == folded, name.NameUR != nil && spelling.Fold(*name.NameUR) == folded:
				named = append(named, party.ID)
			}
		}
	}
	if len(acronyms) == 0 {
		acronyms = named
	}
	return slices.Compact(acronyms)
}

func unspaced(text string) string { return strings.ReplaceAll(spelling.Fold(text), " ", "") }

// id is that of the organisation that a text means: the text itself where it is an id, or
// where it means none. Asked again, a command means what it meant the first time, whatever
// was renamed since.
func (o *organisations) id(text string) (string, error) {
	known := slices.ContainsFunc(o.all, func(party parties.Row) bool { return party.ID == text })
	fits := o.fitting(text)
	for _, id := range fits {
		if o.recorded != nil && !(known && o.says(text)) && o.says(id) {
			return id, nil
		}
	}
	if known {
		return text, nil
	}
	if standing := o.standing(fits); len(standing) > 0 {
		fits = standing
	}
	switch len(fits) {
	case 0:
		return text, nil
	case 1:
		return fits[0], nil
	}
	return "", usage("party.ambiguous", fmt.Sprintf("Several organisations are called so: %s. Say by its id which is meant. Nothing was recorded.", strings.Join(fits, ", ")))
}

// says reports whether the recorded event names an organisation.
func (o *organisations) says(id string) bool { return bytes.Contains(o.recorded, []byte(`"`+id+`"`)) }

// standing leaves out organisations that became part of another.
func (o *organisations) standing(ids []string) (still []string) {
	for _, party := range o.all {
		if party.MergedInto == nil && slices.Contains(ids, party.ID) {
			still = append(still, party.ID)
		}
	}
	return still
}

// severally are the organisations that a filter names with commas between them; a name may
// hold a comma itself.
func (o *organisations) severally(text string) []string {
	if len(o.fitting(text)) > 0 {
		return []string{text}
	}
	return strings.Split(text, ",")
}
