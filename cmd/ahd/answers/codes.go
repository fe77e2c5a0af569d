package answers

import (
	"strings"

	codelists "ahd.example/ahd/events/codes"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/api"
)

// listFor is the list that a code is not in, by the code of the refusal.
var listFor = map[string]*codelists.List{
	"pillar": codelists.Pillars, "sdg-targets": codelists.SDGTargets, "sdg_targets": codelists.SDGTargets,
	"geography": codelists.Places, "place": codelists.Places, "groups": codelists.Groups, "scheme": codelists.Schemes,
}

// fewCodes is how many codes are listed where somebody typed one that there is not.
const fewCodes = 30

// CodesFor are the codes that there are, where a refusal says that what was typed is none of
// a list; "" for other refusals.
func CodesFor(problem *api.Problem) string {
	if list := listFor[problem.Code]; list != nil && strings.Contains(problem.Detail, "ahd list codes") {
		return codesOf(list)
	}
	return ""
}

// NoSuchCodes says of filters that nothing can be found by, because there is no such code.
func (p Printer) NoSuchCodes(asked map[string]string) {
	for _, f := range api.Filters {
		for _, code := range strings.Split(asked[f.Field], ",") {
			if f.Codes != nil && code != "" && code != book.NotStated && !f.Codes.Has(code) {
				p.Note("There is no such code for %s. %s", strings.ReplaceAll(f.Field, "_", " "), codesOf(f.Codes))
				break
			}
		}
	}
}

// codesOf are the codes of a list, or some of them where they are many.
func codesOf(list *codelists.List) string {
	all := list.Codes()
	if len(all) <= fewCodes {
		return "The codes are: " + strings.Join(all, ", ") + "."
	}
	var outer []string // places that lie in no other, and those in the first of them
	for _, entry := range list.Entries {
		if entry.Within == "" || entry.Within == all[0] {
			outer = append(outer, entry.Code)
		}
	}
	if len(outer) > fewCodes {
		outer = append(outer[:fewCodes:fewCodes], "…")
	}
	return "Such as: " + strings.Join(outer, ", ") + ". All of them: “ahd list codes --kind " + list.Name + "”."
}
