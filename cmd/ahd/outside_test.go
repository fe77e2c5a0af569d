package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events"
)

// ownJSON are the files that read JSON with encoding/json, because the program wrote it
// itself or compares every byte of it with what it would write. Whatever comes from
// outside is read with events/strictjson.
var ownJSON = map[string]string{
	"events/strictjson/":                         "it is the strict reading",
	"events/ledger/bundle/manifest.go":           "every byte is compared with what is written",
	"events/ledger/verification/quotes.go":       "every byte is compared with what is written",
	"events/ledger/standing.go":                  "of an event that was scanned",
	"events/ledger/verification/rules.go":        "of an event that was scanned",
	"events/ledger/bundle/survey.go":             "of an event that was scanned",
	"events/clock.go":                            "of an event that was scanned",
	"events/ledger/verification/order.go":        "of an event that was scanned",
	"events/ledger/witness/state.go":             "a witness's own file",
	"services/importing/lengths.go":              "the schema in the program",
	"services/importing/contradiction.go":        "of an event that was read",
	"services/importing/example/example.go":      "the story in the program",
	"services/reporting/document/differences.go": "a document that was just made",
	"services/reporting/tables.go":               "of the book",
	"services/auditing/fields.go":                "of an event that was read",
	"projections/":                               "of the book, and of events that were read",
	"cmd/ahd/door/door.go":                       "an answer of the server that holds the folder",
	"cmd/ahd/answers/":                           "answers of our own verbs",
	"cmd/ahd/terminal/":                          "answers of our own verbs",
	"events/folder/copies.go":                    "a file of the folder",
	"services/backup/last.go":                    "a file of the folder",
	"services/repair/notes.go":                   "a file of the folder",
	"cmd/ahd-bench/":                             "answers of our own verbs, and lines of our own",
	"cmd/ahd/ ask backup examine import log look publish record record_documents record_text summarise": "answers of our own verbs",
}

func ours(file string) bool {
	for place := range ownJSON {
		dir, names, several := strings.Cut(place, " ")
		if several && filepath.Dir(file)+"/" == dir && slices.Contains(strings.Fields(names), strings.TrimSuffix(filepath.Base(file), ".go")) {
			return true
		}
		if !several && strings.HasPrefix(file, place) {
			return true
		}
	}
	return false
}

func TestWhatComesFromOutsideIsReadStrictly(t *testing.T) {
	strict := 0
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, call := range calls(t, file) {
			switch {
			case (call == "json.Unmarshal" || call == "json.NewDecoder") && !ours(filepath.ToSlash(file)):
				t.Errorf("%s reads JSON with encoding/json: say in ownJSON whose it is, or read it with events/strictjson", file)
			case strings.HasPrefix(call, "strictjson.Unmarshal"):
				strict++
			}
		}
	}
	if strict < 10 {
		t.Errorf("%d strict readings found: this test looks in the wrong place", strict)
	}
}

// ownWords are files that print what nobody typed into a register.
var ownWords = map[string]string{
	"cmd/ahd/cli.go":                    "lists of codes, into help texts",
	"cmd/ahd/terminal/print.go":         "Line and JSONLine themselves",
	"cmd/ahd/terminal/progress.go":      "how far work has come: numbers",
	"cmd/ahd/help/page.go":              "commands and flags of the program",
	"cmd/ahd/help/man.go":               "the same, in what groff reads: its lines are not ours to end",
	"cmd/ahd/help/completion_bash.go":   "the same, in what a shell reads",
	"cmd/ahd/help/completion_shells.go": "the same, in what a shell reads",
}

// What people read on a terminal goes through Line and JSONLine, which show what would
// not be read.
func TestWordsReachTheTerminalInOnePlace(t *testing.T) {
	for _, file := range goFiles(t) {
		file = filepath.ToSlash(file)
		if !strings.HasPrefix(file, "cmd/ahd/") || strings.HasPrefix(file, "cmd/ahd/powercut/") || strings.HasSuffix(file, "_test.go") || ownWords[file] != "" {
			continue
		}
		for _, call := range calls(t, file) {
			if strings.HasPrefix(call, "fmt.Fprint") {
				t.Errorf("%s prints with %s; print with terminal.Line", file, call)
			}
		}
	}
	var out bytes.Buffer
	terminal.Line(&out, "%s: %s", "party/p-1", "a\x1b[31m\u202eb\u009bc")
	if got, want := out.String(), `party/p-1: a\u{1b}[31m\u{202e}b\u{9b}c`+"\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	out.Reset()
	terminal.JSONLine(&out, []byte(`{"name":"a`+"\u202e\u009b"+`b"}`))
	if got := out.String(); strings.ContainsFunc(strings.TrimSpace(got), events.Unseen) || got != `{"name":"a\u202e\u009bb"}`+"\n" {
		t.Errorf("%q", got)
	}
}

// calls are the functions of other packages that a file calls: "json.Unmarshal".
func calls(t *testing.T, file string) (list []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if selected, ok := n.(*ast.SelectorExpr); ok {
			if from, ok := selected.X.(*ast.Ident); ok {
				list = append(list, from.Name+"."+selected.Sel.Name)
			}
		}
		return true
	})
	return list
}
