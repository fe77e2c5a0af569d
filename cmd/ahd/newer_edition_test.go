package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/importing"
)

// edition is a register file that plans every kind of command that a register can.
const edition = `{"format": "ahd-register/1", "title": "T",
 "sources": [{"id": "s-1", "file": "s.txt", "sha256": "e2667e97dde59cb77a47620606feededbdbd14b5ae4cb367622e708021c1e09a"}],
 "parties": [{"id": "p-1", "name": "P1", "acronym": "P", "kind": "government"}, {"id": "p-2", "name": "P2", "kind": "government"}],
 "convenings": [{"id": "c-1", "kind": "conference", "name": "Conf", "date": {"stated": null, "edtf": "2024-02-27", "basis": "source"}, "sources": ["s-1"],
   "participants": [{"name": null, "role_stated": "Chair", "convening_role": "speaker", "quote": "We will act.", "source": "s-1"}]}],
 "working_groups": [{"id": "wg-1", "convening": "c-1", "name": "Group"}],
 "instruments": [{"id": "d-1", "kind": "declaration", "convening": "c-1", "title": "Words", "clauses": []}],
 "items": [
  {"id": "i-1", "convening": "c-1", "kind": "recommendation", "text": "Do it", "verifiable": true, "pillar": "prevention",
   "quotes": [{"source": "s-1", "quote": "We will act."}], "lead_party": "p-1", "due": "2030-01-01", "review_days": 60},
  {"id": "i-2", "convening": "c-1", "kind": "recommendation", "text": "Build", "verifiable": true,
   "quotes": [{"source": "s-1", "quote": "We will build."}]}],
 "figures": [{"id": "fg-1", "source": "s-1", "claim": "All", "quote": "We will act."}],
 "open_questions": [{"id": "oq-1", "question": "Who?"}]}`

// later is a newer edition, which says for the first time of i-2 what it says of i-1.
var later = strings.Replace(edition, `"quote": "We will build."}]}`, `"quote": "We will build."}], "lead_party": "p-1", "due": "2030-01-01", "review_days": 60}`, 1)

// acts is what a person can do to what each kind of command recorded, and what is told
// of it when the file comes again: field, what the register keeps, what the file says.
// A kind without an act is one of which nothing can be changed.
var acts = []struct {
	kind   string // of command, by its name in package recording
	act    []string
	newer  bool // the newer edition says it for the first time
	differ [3]string
}{
	{"ArchiveSource", nil, false, [3]string{}},
	{"RecordParticipation", nil, false, [3]string{}},
	{"FormWorkingGroup", nil, false, [3]string{}},
	{"AssertFigure", nil, false, [3]string{}},
	{"AssertRating", nil, false, [3]string{}},
	{"CorroborateCommitment", nil, false, [3]string{}},
	{"RaiseQuestion", []string{"answer", "--question", "oq-1", "--finding", "Nobody"}, false, [3]string{}},
	{"RegisterParty", []string{"name", "--party", "p-1", "--called", "P One", "--reason", "a new law"}, false, [3]string{"name", "P One", "P1"}},
	{"RegisterParty", []string{"describe", "--party", "p-1", "--kind", "ngo"}, false, [3]string{"kind", "ngo", "government"}},
	{"RegisterConvening", []string{"correct-date", "--convening", "c-1", "--edtf", "2023-02-27", "--reason", "the year was wrong"}, false, [3]string{"date", "2023-02-27", "2024-02-27"}},
	{"RecordInstrument", []string{"attach", "--instrument", "d-1", "--source", "s-1", "--title", "Our words", "--clause", "clause-1=We will act.", "--item", "clause-1=i-1"}, false, [3]string{"title", "Our words", "Words"}},
	{"AttachText", nil, false, [3]string{}},
	{"CaptureCommitment", []string{"correct", "--commitment", "i-1", "--field", "text", "--value", "Do it now", "--reason", "a slip"}, false, [3]string{"text", "Do it now", "Do it"}},
	{"CaptureCommitment", []string{"correct", "--commitment", "i-1", "--field", "pillar", "--reason", "a slip"}, false, [3]string{"pillar", "", "prevention"}},
	{"CaptureCommitment", []string{"classify", "--commitment", "i-1", "--pillar", "protection", "--reason", "it fits"}, false, [3]string{"pillar", "protection", "prevention"}},
	{"CaptureCommitment", []string{"verifiable", "--commitment", "i-1", "--verifiable", "false", "--reason", "nobody can say"}, false, [3]string{"verifiable", "false", "true"}},
	{"WordCommitment", nil, false, [3]string{}},
	{"ConfirmCommitment", []string{"withdraw", "--commitment", "i-1", "--reason", "taken back"}, false, [3]string{}},
	{"AssignCommitment", []string{"hand-over", "--commitment", "i-1", "--party", "p-2", "--reason", "dissolved"}, false, [3]string{"lead_party", "p-2", "p-1"}},
	{"AssignCommitment", []string{"hand-over", "--commitment", "i-2", "--party", "p-2", "--reason", "dissolved"}, true, [3]string{"lead_party", "p-2", "p-1"}},
	{"AssignCommitment", []string{"assign", "--commitment", "i-2", "--party", "p-2"}, true, [3]string{"lead_party", "p-2", "p-1"}},
	{"AssignCommitment", []string{"operationalise", "--commitment", "i-2", "--party", "p-2", "--review-days", "60"}, true, [3]string{"lead_party", "p-2", "p-1"}},
	{"SetDueDate", []string{"revise-due", "--commitment", "i-1", "--due", "2031-01-01", "--reason", "later"}, false, [3]string{"due", "2031-01-01", "2030-01-01"}},
	{"SetDueDate", []string{"due", "--commitment", "i-2", "--due", "2031-01-01"}, true, [3]string{"due", "2031-01-01", "2030-01-01"}},
	{"SetReviewInterval", []string{"review", "--commitment", "i-1", "--days", "90"}, false, [3]string{"review_days", "90", "60"}},
	{"SetReviewInterval", []string{"review", "--commitment", "i-2", "--days", "90"}, true, [3]string{"review_days", "90", "60"}},
	{"SetReviewInterval", []string{"hand-over", "--commitment", "i-2", "--party", "p-2", "--reason", "dissolved"}, true, [3]string{"lead_party", "p-2", "p-1"}},
	{"SetReviewInterval", []string{"withdraw", "--commitment", "i-2", "--reason", "taken back"}, true, [3]string{"review_days", "", "60"}},
	{"SetDueDate", []string{"merge", "--commitment", "i-2", "--into", "i-1", "--reason", "the same"}, true, [3]string{"due", "", "2030-01-01"}},
}

// A newer edition of a file never undoes what a person did: that stands, and both values
// are told, in words and in JSON.
func TestANewerEditionNeverUndoesAPersonsAct(t *testing.T) {
	for _, c := range acts {
		if c.act == nil {
			continue
		}
		t.Run(c.kind+" "+c.act[0], func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			takeIn(t, dir, edition)
			ok(t, append(append([]string{"record"}, c.act...), "--data", dir)...)
			file := edition
			if c.newer {
				file = later
			}
			before := history(t, dir, c.act)
			result, words := takeIn(t, dir, file)
			after := history(t, dir, c.act)
			if !c.newer && len(after) != len(before) { // what else the newer edition says may be new
				t.Errorf("%d events, then %d", len(before), len(after))
			}
			same := importing.Difference{Field: c.differ[0], File: &c.differ[2]}
			if c.differ[1] != "" {
				same.Register = &c.differ[1]
			}
			told := slices.ContainsFunc(result.Differences, func(d importing.Difference) bool {
				d.Kind, d.ID = "", ""
				return string(asJSON(t, d)) == string(asJSON(t, same))
			})
			switch {
			case c.differ[0] == "" && len(result.Differences) > 0:
				t.Errorf("%s", asJSON(t, result.Differences))
			case c.differ[0] != "" && (!told || !strings.Contains(words, c.differ[0]+": the register says ") || !strings.Contains(words, "the file says “"+c.differ[2])):
				t.Errorf("%s is not told:\n%s%s", c.differ[0], asJSON(t, result.Differences), words)
			}
			if again, _ := takeIn(t, dir, file); len(history(t, dir, c.act)) != len(after) || len(again.Differences) != len(result.Differences) {
				t.Error("the third time it is something else")
			}
			standsAsSaid(t, dir, c.act, c.differ)
		})
	}
}

// standsAsSaid looks at the thing itself: what the person said is what is shown.
func standsAsSaid(t *testing.T, dir string, act []string, differ [3]string) {
	t.Helper()
	if act[1] != "--commitment" || differ[0] == "" {
		return
	}
	row := read[shown](t, ok(t, "show", "commitment", act[2], "--data", dir, "--json")).Row
	if got := strings.Trim(string(asJSON(t, row[differ[0]])), `"`); got != differ[1] && (differ[1] != "" || got != "null") {
		t.Errorf("%s is %s now, not %s", differ[0], got, differ[1])
	}
}

// takeIn imports a register file and gives what it answers, and says.
func takeIn(t *testing.T, dir, file string) (result importing.Result, words string) {
	t.Helper()
	args := append(fileOf(t, file), "--data", dir)
	if _, err := os.Stat(dir); err == nil {
		words = ok(t, append(args, "--dry-run")...).out
	}
	return read[importing.Result](t, ok(t, append(args, "--json")...)), words
}

// fileOf writes a register file with its source, and asks to import it.
func fileOf(t *testing.T, file string) []string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range map[string]string{"register.json": file, "s.txt": theSource(t)} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{"import", "register", filepath.Join(folder, "register.json"), "--sources", folder}
}

// theSource is the text that the edition quotes.
func theSource(t *testing.T) string {
	t.Helper()
	return "We will act. We will build. We will report.\n"
}

// history is what was recorded of the thing that an act is about.
func history(t *testing.T, dir string, act []string) []map[string]any {
	t.Helper()
	return read[list](t, ok(t, "timeline", strings.TrimPrefix(act[1], "--"), act[2], "--data", dir, "--json")).Rows
}

func asJSON(t *testing.T, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Whoever lets an import plan another kind of command says here what a person can have
// done since to what it recorded.
func TestEveryCommandOfAnImportHasARow(t *testing.T) {
	known := map[string]bool{}
	for _, c := range acts {
		known[c.kind] = true
	}
	planned := map[string]bool{}
	files, err := filepath.Glob("../../services/importing/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, is := n.(*ast.CallExpr)
			if !is || !isAdd(call.Fun) {
				return true
			}
			if command, is := call.Args[min(1, len(call.Args)-1)].(*ast.CompositeLit); is {
				if named, is := command.Type.(*ast.SelectorExpr); is {
					planned[named.Sel.Name] = true
				}
			}
			return true
		})
	}
	for kind := range planned {
		if !known[kind] {
			t.Errorf("nobody says what a person can change of what %s recorded", kind)
		}
	}
	for kind := range known {
		if !planned[kind] {
			t.Errorf("no import plans %s", kind)
		}
	}
}

// isAdd reports whether what is called plans a command.
func isAdd(called ast.Expr) bool {
	method, is := called.(*ast.SelectorExpr)
	return is && method.Sel.Name == "add"
}
