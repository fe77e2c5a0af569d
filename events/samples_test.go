package events

import (
	"errors"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write CATALOGUE.md anew")

// payloadsInSource finds every type with a Type method in this package's files.
func payloadsInSource(t *testing.T) map[string]bool {
	found := map[string]bool{}
	for _, file := range parsedFiles(t) {
		for _, decl := range file.Decls {
			method, ok := decl.(*ast.FuncDecl)
			if !ok || method.Name.Name != "Type" || method.Recv == nil {
				continue
			}
			if name, ok := method.Recv.List[0].Type.(*ast.Ident); ok {
				found[name.Name] = true
			}
		}
	}
	return found
}

func parsedFiles(t *testing.T) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
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

func TestCatalogueIsComplete(t *testing.T) {
	inSource := payloadsInSource(t)
	for _, payload := range catalogue {
		delete(inSource, reflect.TypeOf(payload).Name())
	}
	for name := range inSource {
		t.Errorf("%s has a Type method but no line in catalogue.go", name)
	}
}

func TestTypesAreUnique(t *testing.T) {
	if len(shapes) != len(catalogue) {
		t.Errorf("%d lines in catalogue.go but %d types", len(catalogue), len(shapes))
	}
	for name := range shapes {
		if name.kindOf() == "" {
			t.Errorf("%s is not a type's name", name)
		}
	}
}

// Every type has a sample in which no field is empty and which survives reading
// and writing byte for byte, so a forgotten tag or a lossy type is found.
func TestSamples(t *testing.T) {
	for _, payload := range catalogue {
		name := string(payload.Type())
		t.Run(name, func(t *testing.T) {
			body, err := os.ReadFile("testdata/" + name + ".json")
			if errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("no sample: testdata/%s.json", name)
			}
			event, err := Decode(body)
			if err != nil {
				t.Fatal(err)
			}
			if empty := emptyFields(reflect.ValueOf(event.Data), name); len(empty) > 0 {
				t.Errorf("the sample leaves fields empty: %v", empty)
			}
			again, err := Encode(event)
			if err != nil || string(again) != string(body) {
				t.Errorf("reading and writing changed it: %v\n%s\n%s", err, body, again)
			}
		})
	}
}

// Samples of superseded types stay, and lead to a type of today.
func TestEverySampleIsRead(t *testing.T) {
	names, _ := filepath.Glob("testdata/ahd.*.json")
	if len(names) < len(catalogue) {
		t.Errorf("%d samples for %d types", len(names), len(catalogue))
	}
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(body); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func emptyFields(v reflect.Value, path string) (empty []string) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return []string{path}
		}
		return emptyFields(v.Elem(), path)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			empty = append(empty, emptyFields(v.Index(i), path)...)
		}
		if v.Len() == 0 {
			empty = []string{path}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			empty = append(empty, emptyFields(v.Field(i), path+"."+v.Type().Field(i).Name)...)
		}
	case reflect.Int, reflect.Int64: // 0 is a value: a range may begin at 0
	default:
		if v.IsZero() {
			empty = []string{path}
		}
	}
	return empty
}

// Free text about progress can be erased; it never stands in an event itself.
func TestTypedTextIsErasable(t *testing.T) {
	erasable := []string{"narrative", "rationale", "reason", "dispute", "description", "answer"}
	found := 0
	for _, payload := range catalogue {
		shape := reflect.TypeOf(payload)
		for i := range shape.NumField() {
			field := shape.Field(i)
			if !slices.Contains(erasable, field.Tag.Get("json")) {
				continue
			}
			found++
			if field.Type != reflect.TypeFor[*Text]() {
				t.Errorf("%s.%s holds typed text in the open; make it a Text", shape.Name(), field.Name)
			}
		}
	}
	if found == 0 {
		t.Error("no erasable field found: this test looks in the wrong place")
	}
}

func TestCatalogueIsPrinted(t *testing.T) {
	want := printCatalogue(t)
	if *update {
		if err := os.WriteFile("CATALOGUE.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, _ := os.ReadFile("CATALOGUE.md")
	if string(got) != want {
		t.Error("CATALOGUE.md is out of date; run: go test ./events -run TestCatalogueIsPrinted -update")
	}
}
