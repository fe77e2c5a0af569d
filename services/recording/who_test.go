package recording_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ahd.example/ahd/events/person"
	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// sources reads the Go files of a folder that are no tests.
func sources(t *testing.T, dir string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(dir + "/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal("no files in", dir, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// personFields are the fields of payloads that hold ids of persons, by the name of the
// struct: their comment says so.
func personFields(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, file := range sources(t, "../../events") {
		ast.Inspect(file, func(n ast.Node) bool {
			declared, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if fields, ok := declared.Type.(*ast.StructType); ok {
				for _, field := range fields.Fields.List {
					if strings.Contains(field.Comment.Text(), "person id") {
						found[declared.Name.Name] = append(found[declared.Name.Name], field.Names[0].Name)
					}
				}
			}
			return true
		})
	}
	delete(found, "Envelope") // who acts is asked of the request
	if len(found["ResponsibilityHandedOver"]) != 3 {
		t.Fatalf("this test does not find what it looks for: %v", found)
	}
	return found
}

// saying is a command all of whose texts are a word.
func saying(command rule.Command, word string) rule.Command {
	filled := reflect.New(reflect.TypeOf(command)).Elem()
	fillWith(filled, word)
	return filled.Interface().(rule.Command)
}

func fillWith(v reflect.Value, word string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(word)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillWith(v.Elem(), word)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillWith(v.Index(0), word)
	case reflect.Struct:
		for i := range v.NumField() {
			fillWith(v.Field(i), word)
		}
	}
}

// Nobody can be recorded, named or heard under a word that is kept for who is no
// person, by whatever command and in whatever field.
func TestNoPersonHasAReservedID(t *testing.T) {
	fields, seen := personFields(t), 0
	for _, command := range everything {
		for _, word := range append([]string{"p-1"}, person.ReservedIDs...) {
			filled := saying(command, word)
			said := reflect.TypeOf(filled.Say(rule.Refs{})).Name()
			names := len(fields[said]) > 0 || filled.Stream().Kind == "person"
			err := recording.Request{ID: commandID, Who: rule.ByLocal(""), Command: filled, Confirmed: true}.Check()
			var refusal *rule.Refusal
			errors.As(err, &refusal)
			reserved := refusal != nil && refusal.Code == "person.reserved"
			if reserved != (names && word != "p-1") {
				t.Errorf("%T of %q: %v", command, word, err)
			}
			if names {
				seen++
			}
		}
	}
	if seen < 3*(1+len(person.ReservedIDs)) {
		t.Errorf("only %d commands with persons", seen)
	}
}

// Each field alone is looked at, not only all of them together.
func TestEachFieldOfAPersonIsLookedAt(t *testing.T) {
	fields := personFields(t)
	for _, command := range everything {
		said := reflect.TypeOf(command.Say(rule.Refs{})).Name()
		for _, field := range fields[said] {
			for _, word := range person.ReservedIDs {
				filled := reflect.ValueOf(saying(command, "p-1"))
				changed := reflect.New(filled.Type()).Elem()
				changed.Set(filled)
				target := changed.FieldByName(field)
				if !target.IsValid() {
					target = changed.FieldByName("Persons").FieldByName(field)
				}
				fillWith(target, word)
				err := recording.Request{ID: commandID, Who: rule.ByLocal(""), Command: changed.Interface().(rule.Command)}.Check()
				var refusal *rule.Refusal
				if errors.As(err, &refusal); refusal == nil || refusal.Code != "person.reserved" {
					t.Errorf("%T.%s = %q: %v", command, field, word, err)
				}
			}
		}
	}
}

// Who asks is made: a typed word is a person, whatever it is, and the zero Who nobody.
func TestWhoAsksIsMadeNotTyped(t *testing.T) {
	for _, word := range append([]string{"", "P 1", "../p"}, person.ReservedIDs...) {
		for _, command := range everything {
			err := recording.Request{ID: commandID, Who: rule.ByPerson(word, ""), Command: saying(command, "x")}.Check()
			if !errors.Is(err, rule.ErrMalformed) {
				t.Fatalf("%q asks for %T: %v", word, command, err)
			}
		}
	}
	if (rule.Who{Role: "administrator", Party: "fia"}).Check() == nil {
		t.Error("nobody may ask")
	}
	for _, who := range []rule.Who{rule.ByLocal("administrator"), rule.ByPerson("system", "administrator"), {}} {
		var refusal *rule.Refusal
		err := registercmd.RecordHeads{}.Decide(register, who, noon)
		if errors.As(err, &refusal); refusal == nil || refusal.Code != "heads.system" {
			t.Errorf("%q records where the streams stand: %v", who.Actor(), err)
		}
	}
}
