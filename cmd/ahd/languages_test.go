package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/cmd/ahd/help"
	"ahd.example/ahd/services/wording"
)

// Whoever adds a language of summaries adds it everywhere: it can be asked for wherever a
// language can, and what is drawn in it is found to be what the record gives.
func TestEveryLanguageOfSummariesIsWhole(t *testing.T) {
	var languages []string
	for _, l := range wording.Languages {
		languages = append(languages, string(l))
		if l.Own() == "" {
			t.Errorf("nobody knows what its speakers call %s", l)
		}
	}
	asked := 0
	for _, leaf := range model(t, newCLI()).Model.Leaves(true) {
		for _, flag := range leaf.Flags {
			if flag.Name != "lang" {
				continue
			}
			asked++
			if !slices.Equal(flag.EnumSlice(), languages) {
				t.Errorf("ahd %s --lang takes %v and not %v", help.PathOf(leaf), flag.EnumSlice(), languages)
			}
		}
	}
	if asked < 2 {
		t.Errorf("%d verbs ask for a language: this test looks in the wrong place", asked)
	}
	dir := imported(t)
	for _, l := range languages {
		file := filepath.Join(t.TempDir(), l+".html")
		ok(t, "report", "summary", "--format", "html", "--lang", l, "-o", file, "--data", dir)
		if said := ok(t, "report", "check", file, "--data", dir); strings.TrimSpace(said.out) == "" {
			t.Errorf("nothing was said of the summary in %s", l)
		}
	}
}
