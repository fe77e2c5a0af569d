package main

import (
	"testing"

	"ahd.example/ahd/services/commands"
)

// The verbs of “ahd record” are those of the catalogue, in the same groups.
func TestRecordHasTheVerbsOfTheCatalogue(t *testing.T) {
	groups := map[string]string{}
	for _, e := range commands.Catalogue {
		groups[e.Verb] = e.Group
	}
	for _, verb := range verbsThatRecord(t) {
		if group, known := groups[verb.Name]; !known || verb.Group == nil || verb.Group.Key != group {
			t.Errorf("record %s is in the catalogue %t, among %q", verb.Name, known, group)
		}
		delete(groups, verb.Name)
	}
	for verb := range groups {
		t.Errorf("%s is in the catalogue, and nobody can record it", verb)
	}
}
