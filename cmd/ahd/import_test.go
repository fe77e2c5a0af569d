package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// counts is the answer of an import as scripts see it.
type counts struct {
	New   map[string]int `json:"new"`
	Known map[string]int `json:"known"`
}

func TestImportingAgainAddsNothing(t *testing.T) {
	try(t, exampleDir, map[string]int{"commitments": 37, "children": 8, "convenings": 4, "parties": 24,
		"working_groups": 4, "instruments": 7, "figures": 9, "questions": 12, "sources": 5}, 45)
}

func TestTheFirstRegisterIsImportedWhole(t *testing.T) {
	try(t, firstRegister(t), map[string]int{"commitments": 46, "children": 8, "convenings": 4, "parties": 21,
		"working_groups": 4, "instruments": 7, "figures": 12, "questions": 22, "sources": 5}, 54)
}

// firstRegister is the folder of the first register, where it is.
func firstRegister(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "seed")
	if _, err := os.Stat(filepath.Join(dir, "register.json")); err != nil {
		t.Skip("the first register is not here")
	}
	return dir
}

func try(t *testing.T, register string, want map[string]int, commitments int) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	args := []string{"import", "register", register + "/register.json", "--sources", register + "/sources", "--data", dir, "--json"}

	dry := read[counts](t, ok(t, append(args, "--dry-run")...))
	same(t, "dry run", dry.New, want)
	if _, err := os.Stat(dir); err == nil {
		t.Error("a dry run made the folder")
	}
	first := read[counts](t, ok(t, args...))
	same(t, "first", first.New, want)
	before := read[status](t, ok(t, "status", "--data", dir, "--json"))
	if before.Row.Ledger.Sequence == 0 || before.Row.Log != struct{ Sequence uint64 }{before.Row.Ledger.Sequence} {
		t.Errorf("%+v", before)
	}
	second := read[counts](t, ok(t, args...))
	same(t, "again, known", second.Known, want)
	for what, n := range second.New {
		if n != 0 {
			t.Errorf("again: %d new %s", n, what)
		}
	}
	if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after != before {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if rows := read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).Rows; len(rows) != commitments {
		t.Errorf("%d commitments", len(rows))
	}
	for _, row := range read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).Rows {
		for _, field := range []string{"id", "text", "kind", "convening", "instrument", "working_group", "lead_party", "parent",
			"record", "response", "self_reported", "assessed", "timeliness", "closure", "due", "review_days", "verifiable",
			"pillar", "sdg_targets", "geography", "sources", "last_event"} {
			if _, there := row[field]; !there {
				t.Fatalf("%v has no field %s", row["id"], field)
			}
		}
		if row["record"] != "confirmed" || row["response"] != "none" || row["self_reported"] != "no_report" ||
			row["assessed"] != "not_assessed" || row["closure"] != "open" {
			t.Errorf("%v", row)
		}
	}
}

func same(t *testing.T, what string, got, want map[string]int) {
	t.Helper()
	for name, n := range want {
		if got[name] != n {
			t.Errorf("%s: %d %s, want %d", what, got[name], name, n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %v", what, got)
	}
}

// changed copies a register and changes its text once.
func changed(t *testing.T, old, new string) string {
	t.Helper()
	file, err := os.ReadFile(exampleDir + "/register.json")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(file), old, new, 1)
	if text == string(file) {
		t.Fatalf("%q is not in the register", old)
	}
	path := filepath.Join(t.TempDir(), "register.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// aQuote is the first quote of the first item, and the item's id.
func aQuote(t *testing.T) (id, quote string) {
	t.Helper()
	file, err := os.ReadFile(exampleDir + "/register.json")
	if err != nil {
		t.Fatal(err)
	}
	var register struct {
		Items []struct {
			ID     string
			Quotes []struct{ Quote string }
		}
	}
	if err := json.Unmarshal(file, &register); err != nil {
		t.Fatal(err)
	}
	return register.Items[0].ID, register.Items[0].Quotes[0].Quote
}

func TestALetterOfAQuoteChangedRecordsNothing(t *testing.T) {
	id, quote := aQuote(t)
	register := changed(t, quote, "Z"+quote[1:])
	dir := filepath.Join(t.TempDir(), "data")
	p := fails(t, 2, "import", "register", register, "--sources", exampleDir+"/sources", "--data", dir)
	if len(p.Faults) == 0 || p.Faults[0].Item != "commitment/"+id || p.Recorded == nil || *p.Recorded {
		t.Errorf("%+v", p)
	}
	if rows := read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).Rows; len(rows) != 0 {
		t.Errorf("%d rows", len(rows))
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a refused import made the folder")
	}
}

func TestAChangedItemUnderAKnownIDRecordsNothing(t *testing.T) {
	dir := imported(t)
	before := read[status](t, ok(t, "status", "--data", dir, "--json"))
	// A new question stands beside the changed item: it does not get in either.
	register := changed(t, `"open_questions": [`, `"open_questions": [ {"id":"am-new","question":"A new one?","rule":null},`)
	text, err := os.ReadFile(register)
	if err != nil {
		t.Fatal(err)
	}
	altered := strings.Replace(string(text), `"verifiable": true`, `"verifiable": false`, 1)
	if err := os.WriteFile(register, []byte(altered), 0o600); err != nil {
		t.Fatal(err)
	}
	p := fails(t, 3, "import", "register", register, "--sources", exampleDir+"/sources", "--data", dir)
	if len(p.Faults) == 0 || !strings.HasPrefix(p.Faults[0].Item, "commitment/") || *p.Recorded {
		t.Errorf("%+v", p)
	}
	if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after != before {
		t.Errorf("before %+v, after %+v", before, after)
	}
}

func TestBadRegistersAreRefused(t *testing.T) {
	file := func(content string) string {
		path := filepath.Join(t.TempDir(), "register.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	huge := filepath.Join(t.TempDir(), "huge.json")
	sparse, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := sparse.Truncate(200 << 20); err != nil {
		t.Fatal(err)
	}
	sparse.Close()
	for name, c := range map[string]struct {
		path string
		code int
	}{
		"no JSON":          {file("<html>"), 7},
		"another format":   {file(`{"format":"csv"}`), 7},
		"200 MB":           {huge, 7},
		"a lying hash":     {changed(t, `"sha256": "`, `"sha256": "00`), 2},
		"a missing source": {changed(t, `"file": "000`, `"file": "999`), 2},
		"no such file":     {filepath.Join(t.TempDir(), "none.json"), 2},
	} {
		dir := filepath.Join(t.TempDir(), "data")
		p := fails(t, c.code, "import", "register", c.path, "--sources", exampleDir+"/sources", "--data", dir)
		if p.Recorded == nil || *p.Recorded || !strings.Contains(p.Detail, "Nothing was recorded") {
			t.Errorf("%s: %+v", name, p)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: the folder was made", name)
		}
	}
}
