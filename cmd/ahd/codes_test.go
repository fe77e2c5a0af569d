package main

import (
	"slices"
	"strings"
	"testing"

	codelists "ahd.example/ahd/events/codes"

	"ahd.example/ahd/cmd/ahd/help"
)

// wrongCodes are commands with a code that there is not, one for each flag that takes a code
// of a list.
var wrongCodes = map[string][]string{
	"record classify --pillar":      {"record", "classify", "--commitment", item, "--reason", "Read again", "--pillar", "WRONG"},
	"record classify --sdg-targets": {"record", "classify", "--commitment", item, "--reason", "Read again", "--sdg-targets", "WRONG"},
	"record classify --geography":   {"record", "classify", "--commitment", item, "--reason", "Read again", "--geography", "WRONG"},
	"record classify --groups":      {"record", "classify", "--commitment", item, "--reason", "Read again", "--groups", "WRONG"},
	"record link --scheme":          {"record", "link", "--commitment", item, "--scheme", "WRONG", "--year", "2023", "--number", "4"},
	"record describe --place":       {"record", "describe", "--party", "fia", "--kind", "agency", "--place", "WRONG"},
	"record rating --place":         {"record", "rating", "--source", "source-004", "--scheme", "tip-tier", "--year", "2021", "--place", "WRONG", "--rating", "Tier 2", "--quote", "second-tier watch list"},
	"record measurement --place":    {"record", "measurement", "--commitment", item, "--value", "x=1", "--period", "2026-10", "--place", "WRONG"},
	"record progress --place":       {"record", "progress", "--commitment", item, "--state", "planning", "--value", "x=1", "--period", "2026-10", "--place", "WRONG"},
	"record capture --pillar":       {"record", "capture", "--id", "cm-z9", "--convening", "world-day-2024", "--kind", "pledge", "--source", "source-000", "--quote", "Nothing was adopted", "--pillar", "WRONG"},
	"record capture --sdg-targets":  {"record", "capture", "--id", "cm-z9", "--convening", "world-day-2024", "--kind", "pledge", "--source", "source-000", "--quote", "Nothing was adopted", "--sdg-targets", "WRONG"},
	"record capture --geography":    {"record", "capture", "--id", "cm-z9", "--convening", "world-day-2024", "--kind", "pledge", "--source", "source-000", "--quote", "Nothing was adopted", "--geography", "WRONG"},
	"list --pillar":                 {"list", "commitments", "--pillar", "WRONG"},
	"list --sdg-target":             {"list", "commitments", "--sdg-target", "WRONG"},
	"list --geography":              {"list", "commitments", "--geography", "WRONG"},
	"list --group":                  {"list", "commitments", "--group", "WRONG"},
	"list --link-scheme":            {"list", "commitments", "--link-scheme", "WRONG"},
	"list --place":                  {"list", "parties", "--place", "WRONG"},
	"diff --pillar":                 {"diff", "1", "178", "--pillar", "WRONG"},
	"diff --sdg-target":             {"diff", "1", "178", "--sdg-target", "WRONG"},
	"diff --geography":              {"diff", "1", "178", "--geography", "WRONG"},
	"diff --group":                  {"diff", "1", "178", "--group", "WRONG"},
	"diff --link-scheme":            {"diff", "1", "178", "--link-scheme", "WRONG"},
}

// takesCode are the names of flags that take a code of a list.
var takesCode = []string{"pillar", "sdg-targets", "sdg-target", "geography", "groups", "group", "scheme", "link-scheme", "place"}

// notCodes are flags that are called so and take something else.
var notCodes = []string{"record convening --place", "record session --place", "record rating --scheme", "list --scheme", "diff --scheme", "diff --place",
	"record unlink --scheme", // names what is linked
}

// Whoever types a code that there is not is told which there are.
func TestWhereACodeIsUnknownTheCodesAreTold(t *testing.T) {
	dir := imported(t)
	ok(t, "record", "indicator", "--commitment", item, "--indicator", "x", "--title", "X", "--unit", "x", "--data", dir)
	var all []string
	for _, list := range codelists.Lists() {
		all = append(all, list.Entries[0].Code)
	}
	for name, args := range wrongCodes {
		a := ahd(t, append(args, "--data", dir)...)
		if !slices.ContainsFunc(all, func(code string) bool { return strings.Contains(a.err, code) }) || strings.Contains(a.err, "WRONG") {
			t.Errorf("%s: exit %d: %s", name, a.code, a.err)
		}
	}
	for _, leaf := range model(t, newCLI()).Model.Leaves(true) {
		for _, flag := range leaf.Flags {
			name := help.PathOf(leaf) + " --" + flag.Name
			if slices.Contains(takesCode, flag.Name) && wrongCodes[name] == nil && !slices.Contains(notCodes, name) {
				t.Errorf("say in wrongCodes what %s is told, or in notCodes that it takes none", name)
			}
		}
	}
}
