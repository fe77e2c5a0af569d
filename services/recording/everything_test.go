package recording_test

import (
	"go/ast"
	"reflect"
	"slices"
	"testing"

	"ahd.example/ahd/services/commands/commitment"
	instrumentcmd "ahd.example/ahd/services/commands/instrument"
	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/summary"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/instrument"
	catalogue "ahd.example/ahd/services/commands"
	"ahd.example/ahd/services/commands/rule"
)

// everything is each command, empty: those of the catalogue, and those that come about
// otherwise. Of what becomes several events there is one for each.
var everything = append(catalogued(),
	registercmd.OpenRegister{}, registercmd.AppointNode{}, registercmd.NoteRepair{}, registercmd.RecordHeads{}, commitment.DepositEvidence{}, summary.PublishSummary{},
	instrumentcmd.RecordInstrument{Kind: instrument.Declaration}, instrumentcmd.RecordInstrument{Kind: instrument.Recommendations}, instrumentcmd.RecordInstrument{Kind: instrument.Outcome})

func catalogued() (all []rule.Command) {
	for _, e := range catalogue.Catalogue {
		if e.Verb != "instrument" {
			all = append(all, e.Command)
		}
	}
	return all
}

// fill puts something harmless into every field of a value, however deep.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.String() == "" {
			v.SetString("x-1")
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Uint8:
		v.SetUint('x')
	}
}

// filled is a command with something in every field.
func filled(command rule.Command) reflect.Value {
	v := reflect.New(reflect.TypeOf(command)).Elem()
	v.Set(reflect.ValueOf(command))
	fill(v)
	return v
}

// places are the texts of a value, by their path.
func places(v reflect.Value, path string, found map[string]reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		found[path] = v
	case reflect.Pointer:
		places(v.Elem(), path, found)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			places(v.Index(0), path, found)
		} else if v.Kind() == reflect.Slice {
			found[path] = v
		}
	case reflect.Struct:
		for i := range v.NumField() {
			places(v.Field(i), path+"."+v.Type().Field(i).Name, found)
		}
	}
}

func TestEveryCommandIsAmongEverything(t *testing.T) {
	listed, types := map[string]bool{}, map[events.Type]bool{}
	for _, command := range everything {
		listed[reflect.TypeOf(command).Name()] = true
		types[filled(command).Interface().(rule.Command).Say(nil).Type()] = true
	}
	for _, name := range deciders(t) {
		if !listed[name] {
			t.Errorf("%s is not in the list of everything", name)
		}
	}
	for _, payload := range events.Catalogue() {
		if !types[payload.Type()] {
			t.Errorf("nothing in the list of everything becomes %s", payload.Type())
		}
	}
}

// Each command about a commitment is drawn by chance, and recorded where its law admits it.
func TestEveryCommandAboutACommitmentIsDrawn(t *testing.T) {
	for _, command := range everything {
		if name := reflect.TypeOf(command).Name(); command.Stream().Kind == "commitment" && (commands[name] == nil || laws[name] == law{}) {
			t.Errorf("%s is not drawn, or has no law", name)
		}
	}
}

// deciders are the types in the rooms of commands that have a method Decide.
func deciders(t *testing.T) (names []string) {
	t.Helper()
	for _, file := range slices.Concat(sources(t, "."), sources(t, "../commands/*")) {
		for _, decl := range file.Decls {
			if method, ok := decl.(*ast.FuncDecl); ok && method.Name.Name == "Decide" && method.Recv != nil {
				if of, ok := method.Recv.List[0].Type.(*ast.Ident); ok {
					names = append(names, of.Name)
				}
			}
		}
	}
	if len(names) < 80 {
		t.Fatalf("only %d commands found: this test looks in the wrong place", len(names))
	}
	return names
}
