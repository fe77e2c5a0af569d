package main

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/importing"
)

// full is a register file in which whatever the format has is stated somewhere.
const full = `{"format": "ahd-register/1", "title": "T",
 "sources": [
  {"id": "s-1", "file": "s.txt", "sha256": "e2667e97dde59cb77a47620606feededbdbd14b5ae4cb367622e708021c1e09a", "title": "Text"},
  {"id": "s-2", "file": "s.txt", "sha256": "e2667e97dde59cb77a47620606feededbdbd14b5ae4cb367622e708021c1e09a"}],
 "parties": [{"id": "p-1", "name": "P1", "acronym": "P", "kind": "government", "sources": ["s-1"]},
  {"id": "p-2", "name": "P2", "kind": "government"}, {"id": "p-3", "name": "P3", "kind": "government"}],
 "convenings": [
  {"id": "c-1", "kind": "conference", "name": "Conf", "date": {"stated": "in 2024", "edtf": "2024-02-27", "basis": "source"},
   "date_outside": {"edtf": "2024", "basis": "a page"}, "objective_quote": "We will act.", "participants_quote": "We will act.",
   "organisers": ["p-1"], "partners": ["p-1"], "sources": ["s-1"]},
  {"id": "c-2", "kind": "conference", "date": {}, "sources": ["s-2"]}],
 "working_groups": [{"id": "wg-1", "convening": "c-1", "name": "Group"}, {"id": "wg-2", "convening": "c-1", "name": "Group 2"}],
 "instruments": [{"id": "d-1", "kind": "declaration", "convening": "c-1", "title": "Words", "clauses": [{"item": "i-1"}]},
  {"id": "d-2", "kind": "declaration", "convening": "c-1", "clauses": [{"item": "i-1"}]}],
 "items": [
  {"id": "i-1", "convening": "c-1", "kind": "recommendation", "text": "Do it", "verifiable": true, "pillar": "prevention", "working_group": "wg-1",
   "instrument": "d-1", "address": "clause-1", "sdg_targets": ["8.7"], "geography": ["PK-PB"], "note": "A note",
   "quotes": [{"source": "s-1", "quote": "We will act."}], "lead_party": "p-1", "due": "2030-01-01", "review_days": 60},
  {"id": "i-2", "convening": "c-1", "kind": "recommendation", "text": "Build", "verifiable": true, "geography": ["PK-PB"],
   "quotes": [{"source": "s-1", "quote": "We will build."}]},
  {"id": "i-3", "convening": "c-1", "kind": "recommendation", "text": "Report", "verifiable": true, "geography": ["PK-PB", "PK-SD"], "split_by": "province",
   "quotes": [{"source": "s-1", "quote": "We will report."}]}],
 "figures": [{"id": "fg-1", "source": "s-1", "claim": "All", "quote": "We will act."}, {"id": "fg-2", "source": "s-1", "claim": "None", "quote": "We will act."}],
 "open_questions": [{"id": "oq-1", "question": "Who?"}]}`

// fieldChange is what a newer edition says of a field, and, where a person can change that
// field too, how, and what is told then.
type fieldChange struct {
	list, id, field, value string   // value is JSON
	act                    []string // nil: nobody can
	register, file         string   // "" for "not stated"
}

func on(verb, id string, rest ...string) []string {
	return append([]string{verb, "--commitment", id}, append(rest, "--reason", "r")...)
}

func correct(id, field, value string) []string {
	return on("correct", id, "--field", field, "--value", value)
}

var attachedText = []string{"attach", "--instrument", "d-1", "--source", "s-1", "--title", "Our words", "--clause", "clause-7=We will act.", "--item", "clause-7=i-1"}

// fieldChanges has a row for every field of every kind of thing in a register file.
var fieldChanges = []fieldChange{
	{"sources", "s-1", "title", `"X"`, nil, "", ""}, {"sources", "s-1", "byline", `"X"`, nil, "", ""}, {"sources", "s-1", "publisher", `"X"`, nil, "", ""},
	{"sources", "s-1", "published", `"2020"`, nil, "", ""}, {"sources", "s-1", "note", `"X"`, nil, "", ""},
	{"parties", "p-1", "name", `"X"`, []string{"name", "--party", "p-1", "--called", "Person", "--reason", "r"}, "Person", "X"},
	{"parties", "p-1", "acronym", `"X"`, []string{"name", "--party", "p-1", "--called", "P1", "--acronym", "PP", "--reason", "r"}, "PP", "X"},
	{"parties", "p-1", "kind", `"academia"`, []string{"describe", "--party", "p-1", "--kind", "ngo"}, "ngo", "academia"},
	{"parties", "p-1", "kind_note", `"X"`, nil, "", ""}, {"parties", "p-1", "roles_stated", `"X"`, nil, "", ""}, {"parties", "p-1", "sources", `["s-2"]`, nil, "", ""},
	{"convenings", "c-1", "kind", `"seminar"`, nil, "", ""}, {"convenings", "c-1", "name", `"X"`, nil, "", ""}, {"convenings", "c-1", "kind_stated", `"X"`, nil, "", ""},
	{"convenings", "c-1", "place", `"X"`, nil, "", ""}, {"convenings", "c-1", "theme", `"X"`, nil, "", ""}, {"convenings", "c-1", "outcome_stated", `"X"`, nil, "", ""},
	{"convenings", "c-1", "date", `{"edtf": "2022-01-01", "basis": "source"}`, []string{"correct-date", "--convening", "c-1", "--edtf", "2023-02-27", "--reason", "r"}, "2023-02-27", "2022-01-01"},
	{"convenings", "c-2", "date", `{"edtf": "2022-01-01", "basis": "source"}`, []string{"date", "--convening", "c-2", "--edtf", "2023-02-27", "--basis", "a letter"}, "2023-02-27", "2022-01-01"},
	{"convenings", "c-1", "date_outside", `{"edtf": "2021", "basis": "a page"}`, nil, "", ""},
	{"convenings", "c-1", "objective_quote", `"We will build."`, nil, "", ""}, {"convenings", "c-1", "participants_quote", `"We will build."`, nil, "", ""},
	{"convenings", "c-1", "organisers", `["p-2"]`, nil, "", ""}, {"convenings", "c-1", "partners", `["p-2"]`, nil, "", ""}, {"convenings", "c-1", "sources", `["s-1", "s-2"]`, nil, "", ""},
	{"working_groups", "wg-2", "convening", `"c-2"`, nil, "", ""}, {"working_groups", "wg-1", "name", `"X"`, nil, "", ""},
	{"instruments", "d-2", "kind", `"recommendations"`, nil, "", ""}, {"instruments", "d-2", "convening", `"c-2"`, nil, "", ""}, {"instruments", "d-1", "working_group", `"wg-1"`, nil, "", ""},
	{"instruments", "d-1", "title", `"X"`, attachedText, "Our words", "X"}, {"instruments", "d-1", "note", `"X"`, nil, "", ""},
	{"instruments", "d-1", "text", `{"source": "s-1", "bytes": [0, 12]}`, attachedText, "s-1:0-44", "s-1:0-12"},
	{"instruments", "d-1", "clauses", `[{"item": "i-1", "address": "clause-1"}]`, attachedText, "clause-7=i-1", "clause-1=i-1"},
	{"items", "i-2", "convening", `"c-2"`, nil, "", ""}, {"items", "i-1", "working_group", `"wg-2"`, nil, "", ""}, {"items", "i-1", "instrument", `"d-2"`, nil, "", ""},
	{"items", "i-1", "quotes", `[{"source": "s-1", "quote": "We will build."}]`, nil, "", ""}, {"items", "i-2", "split_by", `"province"`, nil, "", ""},
	{"items", "i-1", "kind", `"call"`, correct("i-1", "kind", "pledge"), "pledge", "call"},
	{"items", "i-1", "text", `"X"`, correct("i-1", "text", "Person"), "Person", "X"},
	{"items", "i-3", "text", `"X"`, correct("i-3", "text", "Person"), "Person", "X"},
	{"items", "i-1", "issued_by", `"X"`, correct("i-1", "issued_by", "Person"), "Person", "X"},
	{"items", "i-1", "addressee_stated", `"X"`, correct("i-1", "addressee_stated", "Person"), "Person", "X"},
	{"items", "i-1", "geography_stated", `"X"`, correct("i-1", "geography_stated", "Person"), "Person", "X"},
	{"items", "i-1", "verifiable_note", `"X"`, correct("i-1", "verifiable_note", "Person"), "Person", "X"},
	{"items", "i-1", "note", `"X"`, correct("i-1", "note", "Person"), "Person", "X"}, {"items", "i-1", "note", `null`, correct("i-1", "note", "Person"), "Person", ""},
	{"items", "i-1", "address", `"clause-3"`, correct("i-1", "address", "clause-2"), "clause-2", "clause-3"},
	{"items", "i-1", "pillar", `"partnership"`, correct("i-1", "pillar", "protection"), "protection", "partnership"},
	{"items", "i-1", "pillar", `"partnership"`, on("classify", "i-1", "--pillar", "protection"), "protection", "partnership"},
	{"items", "i-1", "sdg_targets", `["5.2"]`, on("classify", "i-1", "--sdg-targets", "16.2"), "16.2", "5.2"},
	{"items", "i-1", "geography", `["PK-KP"]`, on("classify", "i-1", "--geography", "PK-SD"), "PK-SD", "PK-KP"},
	{"items", "i-3", "geography", `["PK-PB", "PK-KP"]`, on("classify", "i-3", "--geography", "PK-SD"), "PK-SD", "PK-PB, PK-KP"},
	{"items", "i-1", "verifiable", `false`, nil, "", ""},
	{"items", "i-2", "verifiable", `false`, on("verifiable", "i-2", "--verifiable", "false"), "false", "false"},
	{"items", "i-1", "lead_party", `"p-3"`, on("hand-over", "i-1", "--party", "p-2"), "p-2", "p-3"},
	{"items", "i-1", "due", `"2032-01-01"`, on("revise-due", "i-1", "--due", "2031-01-01"), "2031-01-01", "2032-01-01"},
	{"items", "i-1", "review_days", `30`, []string{"review", "--commitment", "i-1", "--days", "90"}, "90", "30"},
	{"figures", "fg-1", "source", `"s-2"`, nil, "", ""}, {"figures", "fg-1", "claim", `"X"`, nil, "", ""}, {"figures", "fg-1", "quote", `"We will build."`, nil, "", ""},
	{"figures", "fg-1", "attributed_to", `"X"`, nil, "", ""}, {"figures", "fg-1", "note", `"X"`, nil, "", ""}, {"figures", "fg-1", "value", `"3"`, nil, "", ""},
	{"figures", "fg-1", "unit", `"X"`, nil, "", ""}, {"figures", "fg-1", "scope", `"X"`, nil, "", ""}, {"figures", "fg-1", "period", `"X"`, nil, "", ""},
	{"figures", "fg-1", "conflicts_with", `["fg-2"]`, nil, "", ""},
	{"open_questions", "oq-1", "question", `"X"`, nil, "", ""}, {"open_questions", "oq-1", "rule", `"X"`, nil, "", ""},
}

// noChange are fields that a newer edition cannot say otherwise of the same thing.
var noChange = map[string]string{
	"id": "it makes it another thing", "file": "its content is compared by the hash", "sha256": "it comes with another file",
	"bytes": "the quote stands elsewhere", "participants": "another statement is another participation",
}

// said is the edition in which a field of a thing says something else, and which has a
// new question besides.
func (c fieldChange) said(t *testing.T) string {
	t.Helper()
	var register map[string]any
	var value any
	if json.Unmarshal([]byte(full), &register) != nil || json.Unmarshal([]byte(c.value), &value) != nil {
		t.Fatal("no JSON")
	}
	for _, thing := range register[c.list].([]any) {
		if thing := thing.(map[string]any); thing["id"] == c.id {
			thing[c.field] = value
		}
	}
	register["open_questions"] = append(register["open_questions"].([]any), map[string]any{"id": "oq-new", "question": "Which?"})
	return string(asJSON(t, register))
}

// Whatever field a person changed stays as it is when a newer edition changes that very
// field; that is told with both values, and the rest of the file is taken in.
func TestWhateverAPersonChangedStaysWhenTheFileChangesItToo(t *testing.T) {
	t.Parallel()
	for _, c := range fieldChanges {
		if c.act == nil {
			continue
		}
		t.Run(c.list+" "+c.field+" "+c.act[0], func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			takeIn(t, dir, full)
			ok(t, append(append([]string{"record"}, c.act...), "--data", dir)...)
			before := history(t, dir, c.act)
			result, words := takeIn(t, dir, c.said(t))
			if len(history(t, dir, c.act)) != len(before) || result.New.Questions != 1 {
				t.Errorf("%s", asJSON(t, result))
			}
			told := slices.ContainsFunc(result.Differences, func(d importing.Difference) bool {
				return d.ID == c.id && d.Field == c.field && stating(d.Register) == c.register && stating(d.File) == c.file
			})
			if told != (c.register != c.file) || told && !strings.Contains(words, c.field+": the register says “"+c.register+"”") {
				t.Errorf("%s\n%s", asJSON(t, result.Differences), words)
			}
			if again, _ := takeIn(t, dir, c.said(t)); len(history(t, dir, c.act)) != len(before) || len(again.Differences) != len(result.Differences) {
				t.Errorf("the third time it is something else: %s", asJSON(t, again))
			}
		})
	}
}

func stating(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

// What nobody changed and the file says otherwise than before is refused; the fault names
// the thing once, and the field.
func TestAFileThatCorrectsItselfIsToldWhichField(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	takeIn(t, dir, full)
	unchanged(t, dir, func() {
		for _, c := range fieldChanges {
			if c.id == "i-1" && c.field == "note" && c.value == "null" || c.id == "c-2" && c.field == "date" {
				continue
			}
			p := fails(t, 3, append(fileOf(t, c.said(t)), "--data", dir, "--dry-run")...)
			if len(p.Faults) != 1 || !strings.HasSuffix(p.Faults[0].Item, "/"+c.id) || !slices.Contains(strings.Split(p.Faults[0].Field, ", "), c.field) {
				t.Errorf("%s of %s: %s", c.field, c.id, asJSON(t, p.Faults))
			}
		}
	})
}

// Whoever adds a field to the format says here what a newer edition can say of it, and
// whether a person can change it.
func TestEveryFieldOfAFileHasARow(t *testing.T) {
	rows, acted := map[string]bool{}, map[string]bool{}
	for _, c := range fieldChanges {
		rows[c.list+"."+c.field] = true
		acted[c.field] = acted[c.field] || c.list == "items" && c.act != nil
	}
	shape := reflect.TypeFor[importing.Register]()
	fields := map[string]bool{}
	for n := range shape.NumField() {
		list := shape.Field(n)
		if list.Type.Kind() != reflect.Slice {
			continue
		}
		for m := range list.Type.Elem().NumField() {
			name := list.Type.Elem().Field(m).Tag.Get("json")
			fields[list.Tag.Get("json")+"."+name] = noChange[name] == ""
		}
	}
	for name, needed := range fields {
		if needed && !rows[name] {
			t.Errorf("nobody says what becomes of %s", name)
		}
	}
	for name := range maps.Keys(rows) {
		if _, there := fields[name]; !there {
			t.Errorf("no file has %s", name)
		}
	}
	for _, field := range commitment.CorrectableFields {
		if !acted[field] {
			t.Errorf("nobody corrects %s here", field)
		}
	}
}
