package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// unnamedInTheRecord looks who is named with what must name nobody, in the record and on
// the page.
func unnamedInTheRecord(t *testing.T, dir, url string, unnamed func(id string) bool) {
	t.Helper()
	for _, event := range read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows {
		if !unnamed(event["id"].(string)) {
			continue
		}
		if event["actor"] != "withheld" || event["auth"] != "withheld" || event["role"] != nil || event["party"] != nil || event["on_behalf_of"] != nil {
			t.Errorf("%v", event)
		}
	}
	if said := ok(t, "timeline", "commitment", item, "--data", dir).out; strings.Count(said, "by withheld") != 3 {
		t.Error(said)
	}
	if _, page := get(t, url+"/commitments/"+item); strings.Contains(page, "zqx") || !strings.Contains(page, "by somebody who is not named") {
		t.Error("the page names somebody, or the system")
	}
}

// What an informant says who must not be known names nobody in the record, in the book and
// on pages: neither them nor who entered it. That is in private.db, for administrators.
func TestNobodyFindsTheInformant(t *testing.T) {
	dir := imported(t)
	people(t, dir)
	ok(t, "record", "person", "--id", "p-zqxintake", "--party", "ncrc", "--roles", "coordinator,validator", "--data", dir)
	server := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	path := filepath.Join(t.TempDir(), "visit.txt")
	if err := os.WriteFile(path, []byte("the door was locked\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	document, dispute, file := uuid.NewString(), uuid.NewString(), uuid.NewString()
	unnamed := []string{"--commitment", item, "--informant", "withheld", "--as", "p-zqxintake", "--role", "validator", "--data", dir, "--json"}
	asked := map[string][]string{
		document: {"record", "evidence", "--url", "https://example.org/visit", "--kind", "context"},
		file:     {"record", "evidence", "--file", path, "--kind", "context"},
		dispute:  {"record", "dispute", "--claim", "not_implemented", "--statement", "It is locked", "--evidence", document},
	}
	for _, id := range []string{document, file, dispute} {
		args := append(append(asked[id], "--command-id", id), unnamed...)
		first, again := read[recordedAt](t, ok(t, args...)), read[recordedAt](t, ok(t, args...))
		if !first.Recorded || again.Recorded || again.Sequence != first.Sequence {
			t.Errorf("%+v, then %+v", first, again)
		}
		for i, arg := range args {
			if arg == "p-zqxintake" {
				args[i] = "p-keeper"
			}
			if arg == "validator" {
				args[i] = "coordinator"
			}
		}
		// Whoever sends it is told the same, so nobody is found out by trying one after the other.
		if other := read[recordedAt](t, ok(t, args...)); other != again {
			t.Errorf("somebody else: %+v", other)
		}
	}
	named := uuid.NewString()
	ok(t, "record", "evidence", "--url", "https://example.org/named", "--command-id", named, "--commitment", item, "--as", "p-zqxintake", "--role", "validator", "--data", dir)
	if p := fails(t, 2, append([]string{"record", "dispute", "--claim", "not_implemented", "--statement", "x", "--evidence", named}, unnamed[:len(unnamed)-1]...)...); p.Code != "informant.evidence-named" {
		t.Errorf("%+v", p)
	}

	unnamedInTheRecord(t, dir, server.url, func(id string) bool { return asked[id] != nil })
	for id := range asked {
		var told struct{ Row map[string]any }
		for _, as := range [][]string{{}, {"--as", "p-keeper"}} {
			if err := json.Unmarshal([]byte(ok(t, append([]string{"intake", id, "--data", dir, "--json"}, as...)...).out), &told); err != nil || told.Row["actor"] != "p-zqxintake" || told.Row["role"] != "validator" || told.Row["party"] != "ncrc" || told.Row["id"] != id {
				t.Errorf("%v %v", told, err)
			}
		}
		fails(t, 4, "intake", id, "--as", "p-zqxintake", "--data", dir)
	}
	if p := fails(t, 1, "intake", named, "--data", dir); p.Code != "intake.unknown" {
		t.Errorf("%+v", p)
	}
}
