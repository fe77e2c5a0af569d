package main

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// peopleSay are organisations by what people call them.
var peopleSay = map[string]string{"fia": "FIA", "moi": "MoI", "ncrc": "NCRC", "ssdo": "SSDO", "npb": "N.P.B.", "usmission": "US Mission", "usemb": "us  embassy"}

// takesParty are the flags that name an organisation, by command; that on whose behalf
// something is entered every command has.
func takesParty(t *testing.T) map[string]bool {
	t.Helper()
	takes := map[string]bool{"record progress --on-behalf-of": true}
	for _, verb := range verbsThatRecord(t) {
		for _, flag := range verb.Flags {
			if slices.Contains([]string{"ID", "ORG"}, flag.PlaceHolder) && strings.Contains(strings.ToLower(flag.Help), "organisation") {
				takes["record "+verb.Name+" --"+flag.Name] = true
			}
		}
	}
	if len(takes) < 15 {
		t.Errorf("%d flags name an organisation: this test looks in the wrong place", len(takes))
	}
	return takes
}

// Wherever an organisation is named, its acronym names it too: every example is recorded
// with acronyms and names in the place of the ids, and no event holds them.
func TestAnOrganisationIsFoundByItsAcronym(t *testing.T) {
	besideItsFiles(t)
	dir, takes := filepath.Join(t.TempDir(), "data"), takesParty(t)
	recordEveryExample(t, dir, func(line string) string {
		words := strings.Split(line, " ")
		for i := 1; i < len(words); i++ {
			name, flag := peopleSay[words[i]], words[1]+" "+words[2]+" "+words[i-1]
			if words[i-1] == "--on-behalf-of" {
				flag = "record progress --on-behalf-of"
			}
			if _, names := takes[flag]; names && name != "" {
				words[i], takes[flag] = `"`+name+`"`, false
			}
		}
		return strings.Join(words, " ")
	})
	for flag, untried := range takes {
		if untried {
			t.Errorf("no example of %s names an organisation", flag)
		}
	}
	for _, body := range ledgerFile(t, dir) {
		if strings.Contains(string(body), `"correlationid":"register-`) { // imported: sources say FIA
			continue
		}
		for _, text := range slices.Collect(maps.Values(peopleSay)) {
			text = `"` + text + `"`
			if strings.Contains(string(body), text) && !strings.Contains(string(body), `"acronym":`+text) && !strings.Contains(string(body), `"name":`+text) {
				t.Errorf("an event holds %s: %.300s", text, body)
			}
		}
	}
}

// The same command is the same, whatever organisations are called meanwhile; and where a
// name can mean several, nobody guesses.
func TestAnAcronymMeansWhatItMeantTheFirstTime(t *testing.T) {
	dir, id := imported(t), uuid.NewString()
	assign := []string{"record", "assign", "--commitment", item, "--party", "FIA", "--command-id", id, "--data", dir, "--json"}
	first := read[recordedAt](t, ok(t, assign...))
	again := func(when string) {
		t.Helper()
		if got := read[recordedAt](t, ok(t, assign...)); got.Recorded || got.Sequence != first.Sequence {
			t.Errorf("%s: %+v, first %+v", when, got, first)
		}
	}
	again("at once")
	ok(t, "record", "name", "--party", "fia", "--called", "National Agency", "--acronym", "NA", "--reason", "A law", "--data", dir)
	again("renamed")
	ok(t, "record", "party", "--id", "another", "--called", "Family Institute", "--kind", "civil-society", "--acronym", "F.I.A.", "--data", dir)
	again("when another has the acronym")
	p := fails(t, 1, "record", "assign", "--commitment", "cm-b2", "--party", "fia-", "--data", dir)
	if p.Code != "party.ambiguous" || !strings.Contains(p.Detail, "fia") || !strings.Contains(p.Detail, "another") || p.Recorded == nil || *p.Recorded {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 1, "list", "commitments", "--lead-party", "FIA", "--data", dir); p.Code != "party.ambiguous" {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 1, "record", "assign", "--commitment", "cm-b2", "--party", "Nobody", "--data", dir); p.Code != "party.unknown" {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 3, append(assign[:5:5], "ncrc", "--command-id", id, "--data", dir)...); p.Code != "id-reused" {
		t.Errorf("%+v", p)
	}
	ok(t, "record", "merge-party", "--party", "another", "--into", "fia", "--reason", "One house", "--data", dir)
	if rows := read[list](t, ok(t, "list", "commitments", "--lead-party", "fia-", "--data", dir, "--json")).Rows; len(rows) != 2 || rows[0]["id"] != item {
		t.Errorf("%v", rows)
	}
	again("when the other became part of it")
	ok(t, "record", "party", "--id", "ministry", "--called", "A ministry", "--kind", "government", "--acronym", "min", "--data", dir)
	assign = []string{"record", "assign", "--commitment", "cm-b4", "--party", "min", "--command-id", uuid.NewString(), "--data", dir, "--json"}
	first = read[recordedAt](t, ok(t, assign...))
	ok(t, "record", "party", "--id", "min", "--called", "A mint", "--kind", "government", "--data", dir)
	again("when another has it as its id")
}

// A list is narrowed by an acronym or a name as by an id.
func TestAListIsNarrowedByAnAcronym(t *testing.T) {
	dir := imported(t)
	ok(t, "record", "assign", "--commitment", "cm-b1", "--party", "fia", "--data", dir)
	ok(t, "record", "assign", "--commitment", "cm-b2", "--party", "Child Protection and Welfare Bureau, Punjab", "--data", dir)
	for text, rows := range map[string]int{"FIA": 2, "fia": 2, "Federal  Investigation agency": 2, "FIA,pcpb": 3, "Child Protection and Welfare Bureau, Punjab": 1, "null": 39} {
		if got := read[list](t, ok(t, "list", "commitments", "--lead-party", text, "--data", dir, "--json")).Rows; len(got) != rows {
			t.Errorf("%s: %d rows, not %d", text, len(got), rows)
		}
	}
	if one, other := ok(t, "diff", "1", "180", "--lead-party", "FIA", "--data", dir, "--json").out, ok(t, "diff", "1", "180", "--lead-party", "fia", "--data", dir, "--json").out; one != other {
		t.Errorf("%s\n%s", one, other)
	}
	fails(t, 1, "list", "commitments", "--lead-party", "Nobody", "--data", dir)
}
