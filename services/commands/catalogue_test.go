package commands_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ahd/services/commands"
	"ahd/services/commands/rule"
)

// otherwise are the commands that no verb of the catalogue gives, with what does.
var otherwise = map[string]string{
	"register.OpenRegister":      "the program, when it begins a register",
	"register.NoteRepair":        "the program, when it made a store anew",
	"register.RecordHeads":       "the program, once a day",
	"register.AppointNode":       "log move and appoint",
	"commitment.DepositEvidence": "evidence, with a file or an address that is not for everybody",
	"summary.PublishSummary":     "report publish",
}

// Each command of the rooms has a verb, or is known to come about otherwise; and whoever
// records something is told what takes it back, or why nothing does.
func TestEveryCommandIsInTheCatalogue(t *testing.T) {
	listed, verbs := map[string]bool{}, map[string]bool{}
	for _, e := range commands.Catalogue {
		if verbs[e.Verb] {
			t.Errorf("%s stands there twice", e.Verb)
		}
		verbs[e.Verb], listed[reflect.TypeOf(e.Command).String()] = true, true
	}
	for _, e := range commands.Catalogue {
		if (e.Undo == "") == (e.Final == "") || e.Undo != "" && !verbs[e.Undo] {
			t.Errorf("%s is taken back by %q, or %q", e.Verb, e.Undo, e.Final)
		}
	}
	for _, name := range deciding(t) {
		if listed[name] == (otherwise[name] != "") {
			t.Errorf("%s: in the catalogue %t, otherwise by %q", name, listed[name], otherwise[name])
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("%s is in the catalogue, and in no room", name)
	}
}

// deciding are the commands of the rooms: the types with a method Decide.
func deciding(t *testing.T) (names []string) {
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range parsed.Decls {
			if method, ok := decl.(*ast.FuncDecl); ok && method.Name.Name == "Decide" && method.Recv != nil && !strings.HasSuffix(file, "_test.go") {
				names = append(names, filepath.Base(filepath.Dir(file))+"."+method.Recv.List[0].Type.(*ast.Ident).Name)
			}
		}
	}
	if len(names) < 80 {
		t.Fatalf("only %d commands found: this test looks in the wrong place", len(names))
	}
	return names
}

// Whoever has several roles gives a command in the one that it needs, without saying so.
func TestACommandIsGivenInItsUsualRole(t *testing.T) {
	roles := map[string]string{"assess": "assessor", "close": "approver", "reopen": "approver", "person": "administrator", "clock-corrected": "administrator"}
	for _, e := range commands.Catalogue {
		if usual := rule.FactsOf(e.Command).Role; usual != cmp.Or(roles[e.Verb], "coordinator") {
			t.Errorf("%s is usually given by the %s", e.Verb, usual)
		}
	}
}
