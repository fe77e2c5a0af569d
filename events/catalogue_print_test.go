package events

import (
	"fmt"
	"go/ast"
	"os"
	"reflect"
	"strings"
	"testing"
)

// printCatalogue writes CATALOGUE.md from the comments, the structs and the
// samples, so that it cannot say anything else than they do.
func printCatalogue(t *testing.T) string {
	docs := readDocs(t)
	var out strings.Builder
	out.WriteString("# The catalogue of events\n\n" +
		"Printed from the code by `go test ./events -run TestCatalogueIsPrinted -update`; do not edit.\n" +
		"Every event is one line of canonical JSON; the envelope is described in `event.go`.\n" +
		"`null` means \"not stated\". A field marked *erasable* holds only an id and a salted hash.\n")
	for _, payload := range catalogue {
		shape := reflect.TypeOf(payload)
		name := shape.Name()
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n", payload.Type(), docs[name])
		out.WriteString("| field | holds | meaning |\n|---|---|---|\n")
		for _, f := range fieldsOf(shape) {
			field := shape.Field(f.index)
			fmt.Fprintf(&out, "| `%s` | %s | %s |\n", f.name, holds(field.Type), fieldDoc(docs, name, field.Name))
		}
		sample, err := os.ReadFile("testdata/" + string(payload.Type()) + ".json")
		if err != nil {
			t.Errorf("no sample: testdata/%s.json", payload.Type())
		}
		fmt.Fprintf(&out, "\n```json\n%s\n```\n", sample)
	}
	return out.String()
}

func fieldDoc(docs map[string]string, name, field string) string {
	if doc, ok := docs[name+"."+field]; ok {
		return doc
	}
	return docs[docs[name+" shares"]+"."+field]
}

func holds(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[*Text]():
		return "text or null, *erasable*"
	case t == reflect.TypeFor[Text]():
		return "text, *erasable*"
	case t.Kind() == reflect.Pointer:
		return holds(t.Elem()) + " or null"
	case t.Kind() == reflect.Slice:
		return "list of " + holds(t.Elem())
	case t.Kind() == reflect.Array:
		return "two numbers"
	case t.Kind() == reflect.Struct:
		return "{" + strings.Join(memberNames(t), ", ") + "}"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int, t.Kind() == reflect.Int64:
		return "whole number"
	}
	return "string"
}

func memberNames(t reflect.Type) (names []string) {
	for _, f := range fieldsOf(t) {
		names = append(names, f.name)
	}
	return names
}

// readDocs collects the comments of types and fields under "Type" and
// "Type.Field", and under "Type shares" the struct that a type takes its fields
// from.
func readDocs(t *testing.T) map[string]string {
	docs := map[string]string{}
	for _, file := range parsedFiles(t) {
		for _, decl := range file.Decls {
			general, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range general.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					docs[spec.Name.Name] = oneLine(general.Doc)
					readFields(docs, spec)
				}
			}
		}
	}
	return docs
}

func readFields(docs map[string]string, spec *ast.TypeSpec) {
	switch shape := spec.Type.(type) {
	case *ast.Ident:
		docs[spec.Name.Name+" shares"] = shape.Name
	case *ast.StructType:
		for _, field := range shape.Fields.List {
			for _, name := range field.Names {
				docs[spec.Name.Name+"."+name.Name] = oneLine(field.Comment)
			}
		}
	}
}

func oneLine(comment *ast.CommentGroup) string {
	return strings.Join(strings.Fields(comment.Text()), " ")
}
