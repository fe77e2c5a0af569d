package commands_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/commands"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
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

// Whoever looks for a verb is told what it records, and among which verbs it is; an example
// shows how it is typed.
func TestEveryVerbIsToldOf(t *testing.T) {
	for _, e := range commands.Catalogue {
		if e.Group == "" || e.About == "" || len(e.Examples) == 0 || slices.Contains(e.Examples, "") {
			t.Errorf("%s: among %q, %q, examples %q", e.Verb, e.Group, e.About, e.Examples)
		}
	}
}

var inJSON = regexp.MustCompile("^[a-z_]+$")

// Every field of a command has a name in JSON, and whoever types it is told what it is. A
// command says nothing to the command line that others would misread.
func TestEveryFieldIsToldOf(t *testing.T) {
	fields, typed := 0, 0
	for _, e := range commands.Catalogue {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(e.Command)) {
			fields++
			if name := f.Tag.Get("json"); !f.Anonymous && f.Name != "_" && !inJSON.MatchString(name) {
				t.Errorf("%s: JSON calls %s %q", e.Verb, f.Name, name)
			}
			for _, misread := range []string{"enum", "format", "type", "help"} {
				if _, says := f.Tag.Lookup(misread); says {
					t.Errorf("%s: %s says %s to the command line", e.Verb, f.Name, misread)
				}
			}
		}
		for _, f := range typedFields(e) {
			typed++
			if f.Tag.Get("doc") == "" || f.Type.Kind() != reflect.Bool && f.Tag.Get("placeholder") == "" {
				t.Errorf("%s: what is typed for %s? %s", e.Verb, f.Name, f.Tag)
			}
		}
	}
	if fields < 300 || typed < 200 {
		t.Errorf("%d fields, %d of them typed: this test looks in the wrong place", fields, typed)
	}
}

// typedFields are the fields into which somebody types.
func typedFields(e commands.Entry) (fields []reflect.StructField) {
	if e.Typed == nil {
		return nil
	}
	for _, f := range reflect.VisibleFields(reflect.TypeOf(e.Typed)) {
		if !f.Anonymous && f.Name != "_" && f.Tag.Get("kong") != "-" {
			fields = append(fields, f)
		}
	}
	return fields
}

// typing puts something of its own into each field, and tells what has to be found of it.
func typing(e commands.Entry) (typed reflect.Value, found []string) {
	typed = reflect.New(reflect.TypeOf(e.Typed)).Elem()
	for i, f := range typedFields(e) {
		v, word := typed.FieldByIndex(f.Index), fmt.Sprint("x-", i)
		switch {
		case f.Tag.Get("enum") != "":
			v.SetString("true")
			found = append(found, ":true")
			continue
		case f.Name == "Bytes":
			v.SetString("7-9")
			found = append(found, "[7,9]")
			continue
		case v.Kind() == reflect.Bool:
			v.SetBool(true)
			word = "true"
		case v.Kind() == reflect.Int:
			v.SetInt(int64(700 + i))
			word = fmt.Sprint(700 + i)
		case v.Kind() == reflect.String:
			v.SetString(word)
		case v.Kind() == reflect.Slice:
			v.Set(reflect.ValueOf([]string{word}))
		case v.Kind() == reflect.Map:
			v.Set(reflect.ValueOf(map[string]string{"k": word}))
		case v.Type().Elem().Kind() == reflect.Int:
			n := 700 + i
			v.Set(reflect.ValueOf(&n))
			word = fmt.Sprint(n)
		default:
			v.Set(reflect.ValueOf(&word))
		}
		found = append(found, word)
	}
	return typed, found
}

// Whatever somebody types for a verb is in its command, and the command is read from its
// fields as it was sent.
func TestWhatIsTypedIsInTheCommand(t *testing.T) {
	tried := 0
	for _, e := range commands.Catalogue {
		if e.Typed == nil {
			continue
		}
		tried++
		typed, words := typing(e)
		command, err := rule.Fields(typed, "")
		encoded, failed := json.Marshal(command)
		if err != nil || failed != nil {
			t.Errorf("%s: %v, %v", e.Verb, err, failed)
			continue
		}
		for _, word := range words {
			if !bytes.Contains(encoded, []byte(word)) {
				t.Errorf("%s: %q was typed and is not in %s", e.Verb, word, encoded)
			}
		}
		if read, err := e.Read(encoded); e.Verb != "rating" && (err != nil || !reflect.DeepEqual(read, command)) {
			t.Errorf("%s: sent as %+v, read as %+v: %v", e.Verb, command, read, err)
		}
	}
	if tried < 65 {
		t.Errorf("%d verbs tried: this test looks in the wrong place", tried)
	}
}

// Words are kept clean, and blank ones were not typed; what is no words stays as it is.
func TestWordsAreCleanedWhereTheyAreTyped(t *testing.T) {
	blank, around, day := " ", " Why\r\nso ", " 2026 "
	step := commitment.ReviseMilestone{Milestone: " m1 ", Title: around, Due: &day}
	step.Reason = &blank
	made, err := rule.Fields(reflect.ValueOf(&step).Elem(), "cm-1")
	if got, is := made.(commitment.ReviseMilestone); err != nil || !is || got.ID != "cm-1" || got.Milestone != " m1 " || got.Title != "Why\nso" || got.Reason != nil || *got.Due != " 2026 " {
		t.Errorf("%+v, %v", made, err)
	}
	if split, _ := rule.Fields(reflect.ValueOf(&commitment.ClassifyCommitment{}).Elem(), ""); split.(commitment.ClassifyCommitment).Groups == nil {
		t.Error("a list of which nothing was typed is no list")
	}
	dispute := commitment.DisputeProgress{URL: &around}
	if kept, _ := rule.Fields(reflect.ValueOf(&dispute).Elem(), ""); *kept.(commitment.DisputeProgress).URL != " Why\r\nso " {
		t.Error("an address was changed")
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
