package main

import (
	"strings"

	"ahd/cmd/ahd/terminal"
	codelists "ahd/events/codes"
	"ahd/projections/book"
	"ahd/services/api"
)

// tell prints what went wrong on standard error and returns the exit code.
func (p *program) tell(err error) int {
	problem := api.ProblemOf(err)
	if p.JSON {
		encoded, err := api.Encode(problem)
		if err == nil {
			terminal.JSONLine(p.Err, encoded)
		}
		return problem.Exit
	}
	p.Note("ahd: %s", problem.Detail)
	if flag, known := flagFor[problem.Code]; known {
		p.Note("     The flag for it is %s.", flag)
	}
	if codes := codesFor(problem); codes != "" {
		p.Note("     %s", codes)
	}
	if problem.Code == "internal" && problem.Cause != nil {
		p.Note("  %s", problem.Cause)
	}
	if problem.CommandID != "" {
		p.Note("  To send it again: --command-id %s", problem.CommandID)
	}
	return problem.Exit
}

// flagFor names the flag that answers a refusal, by the code of that.
var flagFor = map[string]string{
	"operationalise.nobody": "--party", "operationalise.undated": "--review-days or --due", "url.secret": "--visibility restricted",
	"progress.not-yours": "--on-behalf-of", "text.sensitive": "--confirmed", "file.author": "--confirmed", "local.four-eyes": "--as",
	"reason.missing": "--reason", "join.without-reason": "--reason", "basis.missing": "--basis, or --source", "quote.not-found": "--quote", "bytes": "--bytes",
}

// listFor is the list that a code is not in, by the code of the refusal.
var listFor = map[string]*codelists.List{
	"pillar": codelists.Pillars, "sdg-targets": codelists.SDGTargets, "sdg_targets": codelists.SDGTargets,
	"geography": codelists.Places, "place": codelists.Places, "groups": codelists.Groups, "scheme": codelists.Schemes,
}

// fewCodes is how many codes are listed where somebody typed one that there is not.
const fewCodes = 30

// codesFor are the codes that there are, where a refusal says that what was typed is none of
// a list; "" for other refusals.
func codesFor(problem *api.Problem) string {
	if list := listFor[problem.Code]; list != nil && strings.Contains(problem.Detail, "ahd list codes") {
		return codesOf(list)
	}
	return ""
}

// noSuchCodes says of filters that nothing can be found by, because there is no such code.
func (p *program) noSuchCodes(asked map[string]string) {
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
