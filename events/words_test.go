package events

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// neverCodes are members that hold words wherever they stand: nobody may take them for
// codes, because the guard does not look at codes.
var neverCodes = []string{
	"name", "name_ur", "title", "acronym", "byline", "publisher", "note", "kind_note", "verifiable_note", "stated", "kind_stated", "role_stated",
	"roles_stated", "outcome_stated", "addressee_stated", "geography_stated", "issued_by", "attributed_to", "quote", "grounds", "finding", "rule",
	"theme", "address", "url", "file", "cause", "resolution", "alternatives", "changes", "en", "ur", "rating", "convening_role", "description",
}

// Every text of every payload either is a code, as its tag says, or is looked at; what is
// called by a name that says words is never a code, and in no sample a code has a space.
func TestEveryTextIsACodeOrIsLookedAt(t *testing.T) {
	codes, free := 0, 0
	for _, payload := range catalogue {
		name := string(payload.Type())
		body, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		event, err := Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range Words(event.Data) {
			free++
			if !w.Code {
				continue
			}
			codes++
			if slices.Contains(neverCodes, w.Name) && name+" "+w.Field != "ahd.register.opened.v1 name" { // that one is part of every id
				t.Errorf("%s: %s is called a code and holds words", name, w.Field)
			}
			if strings.ContainsFunc(strings.ReplaceAll(w.Text, "; charset", ""), func(c rune) bool { return c <= ' ' || c > '~' }) {
				t.Errorf("%s: %s is called a code and is %q", name, w.Field, w.Text)
			}
		}
	}
	if codes < 100 || free-codes < 50 {
		t.Errorf("%d codes and %d texts found: this test looks in the wrong place", codes, free-codes)
	}
}

// What the walk finds in a payload is what stands in its JSON, but for texts that can be
// erased: no shape of a field hides a text from the guard.
func TestTheWalkFindsEveryString(t *testing.T) {
	for _, payload := range catalogue {
		body, err := os.ReadFile("testdata/" + string(payload.Type()) + ".json")
		if err != nil {
			t.Fatal(err)
		}
		event, err := Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		var whole struct{ Data any }
		if err := json.Unmarshal(body, &whole); err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, w := range Words(event.Data) {
			found = append(found, w.Text)
		}
		want := stringsIn(whole.Data)
		slices.Sort(found)
		slices.Sort(want)
		if !slices.Equal(found, want) {
			t.Errorf("%s: found %q, want %q", payload.Type(), found, want)
		}
	}
}

func stringsIn(value any) (list []string) {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		for _, part := range v {
			list = append(list, stringsIn(part)...)
		}
	case map[string]any:
		if _, hash := v["hash"]; hash && len(v) == 2 && v["text"] != nil {
			return nil // a Text
		}
		for _, part := range v {
			list = append(list, stringsIn(part)...)
		}
	}
	return list
}

// A payload has fields of kinds that the walk knows, and no others.
func TestPayloadsHaveNoFieldThatTheWalkDoesNotKnow(t *testing.T) {
	var look func(t reflect.Type, path string) []string
	look = func(shape reflect.Type, path string) (unknown []string) {
		switch shape.Kind() {
		case reflect.String, reflect.Bool, reflect.Int, reflect.Int64:
		case reflect.Pointer, reflect.Slice, reflect.Array:
			return look(shape.Elem(), path)
		case reflect.Struct:
			for i := range shape.NumField() {
				unknown = append(unknown, look(shape.Field(i).Type, path+"."+shape.Field(i).Name)...)
			}
		default:
			unknown = []string{path}
		}
		return unknown
	}
	for _, payload := range catalogue {
		for _, path := range look(reflect.TypeOf(payload), string(payload.Type())) {
			t.Errorf("%s is of a kind that Words does not walk", path)
		}
	}
}
