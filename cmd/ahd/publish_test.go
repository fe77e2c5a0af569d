package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// written is a summary in a file, with its bytes.
func written(t *testing.T, dir string, more ...string) (path string, content []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "summary.json")
	ok(t, append([]string{"report", "summary", "--format", "json", "-o", path, "--data", dir}, more...)...)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, content
}

// checking is what scripts read of a check.
type checking struct {
	Row struct {
		Digest     string
		Reproduced bool
		Published  []string
		Changed    bool
		Exact      bool
		Numbers    []struct {
			Name      string
			Then, Now *int
		}
		By []struct {
			Sequence   uint64
			ID         string
			Correction bool
		}
	}
}

func checked(t *testing.T, dir, file string) checking {
	t.Helper()
	return read[checking](t, ok(t, "report", "check", file, "--data", dir, "--json"))
}

// What was published can be checked by everybody who has the record, and says which
// correction changes it.
func TestASummaryIsPublishedAndChecked(t *testing.T) {
	dir := imported(t)
	file, content := written(t, dir, "--on", "2027-01-01")
	sum := sha256.Sum256(content)
	digest := hex.EncodeToString(sum[:])
	at := read[summarised](t, answer{out: string(content)}).At.Sequence
	id := uuid.NewString()
	publish := []string{"report", "publish", "--title", "Day one", "--on", "2027-01-01", "--command-id", id, "--data", dir, "--json"}
	first := read[recordedAt](t, ok(t, publish...))
	if !first.Recorded || first.Kind != "summary" || first.ID != "s-"+digest[:16] || first.Sequence != at+1 {
		t.Fatalf("%+v, want the digest %s", first, digest)
	}
	ok(t, "record", "correct", "--commitment", item, "--field", "kind", "--value", "call", "--reason", "Read again", "--data", dir)
	ok(t, "record", "suspend", "--commitment", item, "--reason", "Floods", "--data", dir)
	if again := read[recordedAt](t, ok(t, publish...)); again.Recorded || again.Sequence != first.Sequence {
		t.Errorf("the same command again: %+v", again)
	}
	if p := fails(t, 2, "report", "publish", "--title", "Again", "--at", "1", "--id", first.ID, "--data", dir); p.Code != "summary.published-already" {
		t.Errorf("%+v", p)
	}
	row := checked(t, dir, file).Row
	if row.Digest != digest || !row.Reproduced || strings.Join(row.Published, ",") != first.ID || !row.Changed || !row.Exact {
		t.Errorf("%+v", row)
	}
	if len(row.By) != 1 || row.By[0].ID != item || !row.By[0].Correction || row.By[0].Sequence != first.Sequence+1 {
		t.Errorf("changed by %+v", row.By)
	}
	numbers := map[string][2]int{}
	for _, n := range row.Numbers {
		if n.Then != nil && n.Now != nil {
			numbers[n.Name] = [2]int{*n.Then, *n.Now}
		}
	}
	if n := numbers["by_kind.call"]; n[1] != n[0]+1 {
		t.Errorf("numbers: %v", numbers)
	}
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	if byServer := checked(t, dir, file).Row; byServer.Digest != digest || len(byServer.By) != 1 {
		t.Errorf("by a server: %+v", byServer)
	}
}

// A file that the record does not give is found out, whatever was changed in it.
func TestAForgedSummaryIsFoundOut(t *testing.T) {
	dir, other := imported(t), imported(t)
	file, content := written(t, dir)
	forge := func(old, new string) {
		t.Helper()
		forged := bytes.Replace(content, []byte(old), []byte(new), 1)
		if bytes.Equal(forged, content) {
			t.Fatalf("%s is not in it", old)
		}
		if err := os.WriteFile(file, forged, 0o600); err != nil {
			t.Fatal(err)
		}
		if p := fails(t, 5, "report", "check", file, "--data", dir); p.Code != "summary.differs" || len(p.Detail) < 40 {
			t.Errorf("%s: %+v", new, p)
		}
	}
	forge(`"complete":0`, `"complete":1`)
	forge(`"headline":{`, `"headline": {`)
	forge(`"en":"Punjab"`, `"en":"Panjab"`)
	forge(`"score_bp":null`, `"score_bp":9999`)
	if err := os.WriteFile(file, append(content, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	checked(t, dir, file) // a line end is no forgery
	if p := fails(t, 5, "report", "check", file, "--data", other); !strings.Contains(p.Detail, "another record") {
		t.Errorf("%+v", p)
	}
	for what, text := range map[string]string{"a text": "Dear Madam", "another JSON": `{"format":"ahd-register/1"}`, "nothing": "", "no moment": `{"format":"ahd-summary/1"}`} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if p := fails(t, 7, "report", "check", file, "--data", dir); p.Code != "summary.unreadable" {
			t.Errorf("%s: %+v", what, p)
		}
	}
	beyond := bytes.Replace(content, []byte(`"sequence":`), []byte(`"sequence":9`), 1)
	if err := os.WriteFile(file, beyond, 0o600); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 3, "report", "check", file, "--data", dir); p.Code != "register.rolled-back" {
		t.Errorf("beyond the end: %+v", p)
	}
	fails(t, 2, "report", "check", filepath.Join(t.TempDir(), "none.json"), "--data", dir)
}

// A new method stands beside the old one, whose summaries stay as they were.
func TestANewMethodChangesNoOldSummary(t *testing.T) {
	dir := imported(t)
	file, content := written(t, dir, "--on", "2027-01-01")
	ok(t, "record", "method", "--version", "2", "--kinds", "declaration,recommendation,pledge,call,objective,activity", "--changes", "More counts", "--data", dir)
	before, after := summaryOf(t, dir), summaryOf(t, dir, "--method", "ahd-2")
	if string(before.Totals["n"]) == string(after.Totals["n"]) || string(before.Totals["registered"]) != string(after.Totals["registered"]) || after.Method.Version != 2 {
		t.Errorf("n is %s and %s", before.Totals["n"], after.Totals["n"])
	}
	if row := checked(t, dir, file).Row; !row.Reproduced || row.Changed {
		t.Errorf("%+v", row)
	}
	if _, again := written(t, dir, "--on", "2027-01-01", "--at", string(read[struct{ At struct{ Sequence jsonText } }](t, answer{out: string(content)}).At.Sequence)); !bytes.Equal(again, content) {
		t.Error("the old summary is another one now")
	}
	rows := read[list](t, ok(t, "report", "methods", "--data", dir, "--json")).Rows
	if len(rows) != 2 || rows[0]["name"] != "ahd-1" || rows[1]["name"] != "ahd-2" {
		t.Errorf("%v", rows)
	}
	if rows := read[list](t, ok(t, "report", "methods", "--at", "1", "--data", dir, "--json")).Rows; len(rows) != 1 {
		t.Errorf("at the beginning: %v", rows)
	}
	past := []string{"--on", "2027-01-01", "--at", fmt.Sprint(before.At.Sequence - 1)}
	if old := summaryOf(t, dir, append(past, "--method", "ahd-2")...); string(old.Totals["n"]) != string(after.Totals["n"]) {
		t.Errorf("what was known before, by the new method: n is %s", old.Totals["n"])
	}
	if p := fails(t, 2, "record", "method", "--version", "2", "--changes", "x", "--data", dir); p.Code != "method.published-already" {
		t.Errorf("%+v", p)
	}
}

// jsonText is a JSON value as it stands.
type jsonText string

func (j *jsonText) UnmarshalJSON(value []byte) error {
	*j = jsonText(value)
	return nil
}
