package importing_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ahd.example/ahd/services/importing"
)

// paths are the texts that a register can hold, as the format's structs have them:
// "items/0/quotes/0/quote".
func paths(shape reflect.Type, path string) (list []string) {
	switch shape.Kind() {
	case reflect.Pointer:
		return paths(shape.Elem(), path)
	case reflect.String:
		return []string{path}
	case reflect.Slice:
		return paths(shape.Elem(), path+"/0")
	case reflect.Struct:
		for i := range shape.NumField() {
			list = append(list, paths(shape.Field(i).Type, strings.TrimPrefix(path+"/"+shape.Field(i).Tag.Get("json"), "/"))...)
		}
	}
	return list
}

// put sets what stands at a path, and makes what is missing on the way.
func put(node any, path, text string) any {
	name, rest, more := strings.Cut(path, "/")
	if name == "0" {
		list, _ := node.([]any)
		if len(list) == 0 {
			list = []any{nil}
		}
		list[0] = next(list[0], rest, text, more)
		return list
	}
	object, _ := node.(map[string]any)
	if object == nil {
		object = map[string]any{}
	}
	object[name] = next(object[name], rest, text, more)
	return object
}

func next(node any, rest, text string, more bool) any {
	if !more {
		return text
	}
	return put(node, rest, text)
}

// small is a register with one thing of each kind.
func small(t *testing.T) input {
	t.Helper()
	text := "We will open a shelter."
	in := input{register: map[string]any{}, sources: map[string][]byte{"s.txt": []byte(text)}}
	err := json.Unmarshal([]byte(`{"format":"ahd-register/1","title":"T","sources":[{"id":"s-1","file":"s.txt","sha256":"`+sum(text)+`"}],
		"parties":[{"id":"p-1","name":"P","kind":"body","sources":["s-1"]}],
		"convenings":[{"id":"c-1","kind":"conference","date":{},"sources":["s-1"],"organisers":["p-1"],"partners":["p-1"],
			"participants":[{"source":"s-1","quote":"`+text+`"}]}],
		"working_groups":[{"id":"g-1","convening":"c-1","name":"G"}],
		"instruments":[{"id":"d-1","kind":"declaration","convening":"c-1","text":{"source":"s-1"},"clauses":[{"item":"i-1","address":"clause-1"}]}],
		"items":[{"id":"i-1","convening":"c-1","kind":"declaration","text":"T","verifiable":true,"quotes":[{"source":"s-1","quote":"`+text+`"}]}],
		"figures":[{"id":"f-1","source":"s-1","claim":"C","quote":"`+text+`"}],"open_questions":[{"id":"q-1","question":"Q"}]}`), &in.register)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// notRecorded are texts of a file that no event holds.
var notRecorded = map[string]bool{"title": true, "note": true, "convenings/0/date_outside/stated": true}

// Whatever field of a register file holds the number of an identity card, what no reader
// sees, or more than its bound: the file is refused whole, before anything is recorded.
func TestNoFieldOfARegisterTakesWhatCannotBeRecorded(t *testing.T) {
	fields := paths(reflect.TypeFor[importing.Register](), "")
	if len(fields) < 80 {
		t.Fatalf("%d fields: this test looks in the wrong place", len(fields))
	}
	if _, err := small(t).prepare(t); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a card's number": "35202-1234567-1", "an escape sequence": "a\x1b[31mb", "an override": "a\u202eb", "40,000 characters": strings.Repeat("n", 40_000)} {
		for _, path := range fields {
			in := small(t)
			put(in.register, path, text)
			plan, err := in.prepare(t)
			if err == nil && !(notRecorded[path] && (len(text) < 1000 || strings.Contains(path, "/"))) {
				t.Errorf("%s takes %s", path, name)
			}
			if err == nil && len(plan.Unseen().Findings) > 0 {
				t.Errorf("%s: %v", path, plan.Unseen().Findings)
			}
		}
	}
}

// bounds are the lengths that the schema allows, by path.
func bounds(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("ahd-register-1.schema.json")
	var schema map[string]any
	if err := errors.Join(err, json.Unmarshal(text, &schema)); err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	var walk func(node map[string]any, path string)
	walk = func(node map[string]any, path string) {
		if ref, ok := node["$ref"].(string); ok {
			node = schema["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
		}
		if limit, ok := node["maxLength"].(float64); ok {
			found[path] = int(limit)
		}
		properties, _ := node["properties"].(map[string]any)
		for name, part := range properties {
			walk(part.(map[string]any), strings.TrimPrefix(path+"/"+name, "/"))
		}
		if items, ok := node["items"].(map[string]any); ok {
			walk(items, path+"/0")
		}
	}
	walk(schema, "")
	return found
}

// What the schema allows is taken in, and one character more is refused: the schema and
// the program say the same.
func TestTheSchemaAndTheProgramHaveTheSameBounds(t *testing.T) {
	found := bounds(t)
	if len(found) < 40 {
		t.Fatalf("%d bounds: this test looks in the wrong place", len(found))
	}
	for path, limit := range found {
		name := path[strings.LastIndex(path, "/")+1:]
		if strings.Contains(name, "quote") || path == "sources/0/file" {
			continue // what stands there has to stand elsewhere too
		}
		for _, more := range []int{0, 1} {
			in := small(t)
			put(in.register, path, strings.Repeat("ñ", limit+more))
			if strings.HasPrefix(path, "convenings/0/date_outside") {
				put(in.register, "convenings/0/date_outside/edtf", "2026")
			}
			if _, err := in.prepare(t); (err == nil) != (more == 0) {
				t.Errorf("%s, %d characters: %v", path, limit+more, err)
			}
		}
	}
}

// What only has to be confirmed is listed with its item and field, and refused until
// somebody confirms it.
func TestWhatHasToBeConfirmedIsListed(t *testing.T) {
	in := ours(t)
	id := in.at("items", 0)["id"].(string)
	in.at("items", 0)["note"] = "Call 0300-1234567"
	plan, err := in.prepare(t)
	if err != nil {
		t.Fatal(err)
	}
	found := plan.Unseen().Findings
	if len(found) == 0 || found[0].Item != "commitment/"+id || found[0].Field != "note" || found[0].Kind != "phone" || found[0].Refused {
		t.Errorf("%+v", found)
	}
	if err := plan.Check(); err == nil || !strings.Contains(err.Error(), "note") || strings.Contains(err.Error(), "1234567") {
		t.Errorf("%v", err)
	}
	plan.Confirm()
	if err := plan.Check(); err != nil {
		t.Error(err)
	}
}

// The text of a source stands in the record for good, so it is looked at as well.
func TestTheTextOfASourceIsLookedAt(t *testing.T) {
	for text, says := range map[string]string{
		strings.Repeat("Nothing to see here. ", 3000) + "Her card is 35202-1234567-1.": "identity card", "a\x00b": "not plain text", "  \n": "empty",
	} {
		in := ours(t)
		source := map[string]any{"id": "source-x", "file": "x.txt", "sha256": sum(text)}
		in.register["sources"] = append(in.register["sources"].([]any), source)
		in.sources["x.txt"] = []byte(text)
		if _, err := in.prepare(t); err == nil || !strings.Contains(err.Error(), "source/source-x") || !strings.Contains(err.Error(), says) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func sum(text string) string {
	hash := sha256.Sum256([]byte(text))
	return hex.EncodeToString(hash[:])
}

// The cases that were found are refused before anything is recorded, each for its reason.
func TestFoundCasesAreRefusedWhole(t *testing.T) {
	cases := filepath.Join("..", "..", "..", "shared", "cases")
	if _, err := os.Stat(cases); err != nil {
		t.Skip("the cases are not here")
	}
	for name, says := range map[string]string{
		"02-twenty-long-quotes": "too long for one event", "22-source-with-nul": "not plain text", "23-names-in-other-case": "TEXT", "25-lone-surrogate": "surrogate",
		"26-identity-card-number-unseen-fields": "issued_by: it holds an identity card number", "28-escape-sequences": "control characters",
		"46-dry-run-says-yes": "working group", "48-name-of-40000-characters": "300 characters", "01-text-in-nfd-by-escapes": "",
	} {
		plan, err := prepareIn(filepath.Join(cases, name))
		if err == nil {
			err = plan.Check()
		}
		if says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func prepareIn(dir string) (*importing.Import, error) {
	file, err := os.ReadFile(filepath.Join(dir, "register.json"))
	if err != nil {
		return nil, err
	}
	register, err := importing.Read(file)
	if err != nil {
		return nil, err
	}
	sources := map[string][]byte{}
	for _, name := range register.Files() {
		if sources[name], err = os.ReadFile(filepath.Join(dir, "sources", name)); err != nil {
			return nil, err
		}
	}
	return importing.Prepare(file, sources, source, who)
}
