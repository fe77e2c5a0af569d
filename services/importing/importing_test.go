package importing_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/importing/example"
)

var who = rule.ByLocal("coordinator")

const source = "urn:ahd:ahd"

// input is a register with its sources, to be changed and prepared.
type input struct {
	register map[string]any
	sources  map[string][]byte
}

func read(t *testing.T, register []byte, sources fs.FS) input {
	t.Helper()
	in := input{sources: map[string][]byte{}}
	if err := json.Unmarshal(register, &in.register); err != nil {
		t.Fatal(err)
	}
	for _, s := range in.register["sources"].([]any) {
		name := s.(map[string]any)["file"].(string)
		content, err := fs.ReadFile(sources, name)
		if err != nil {
			t.Fatal(err)
		}
		in.sources[name] = content
	}
	return in
}

func ours(t *testing.T) input { return read(t, example.Register(), example.Sources()) }

// first reads the first register, which stands beside the project where people
// work on it, and nowhere else.
func first(t *testing.T) input {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "seed")
	register, err := os.ReadFile(filepath.Join(dir, "register.json"))
	if err != nil {
		t.Skip("the first register is not here")
	}
	return read(t, register, os.DirFS(filepath.Join(dir, "sources")))
}

func (in input) prepare(t *testing.T) (*importing.Import, error) {
	t.Helper()
	file, err := json.Marshal(in.register)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := importing.Prepare(file, in.sources, source, who)
	if err == nil {
		err = plan.Faults()
	}
	return plan, err
}

func (in input) at(list string, i int) map[string]any {
	return in.register[list].([]any)[i].(map[string]any)
}

func TestTheExampleRegisterIsPlannedWhole(t *testing.T) {
	plan, err := ours(t).prepare(t)
	if err != nil {
		t.Fatal(err)
	}
	want := importing.Counts{Commitments: 37, Children: 8, Convenings: 4, Parties: 24, WorkingGroups: 4, Instruments: 7, Figures: 9, Questions: 12, Sources: 5}
	if got := plan.Unseen(); got.New != want || got.Known != (importing.Counts{}) {
		t.Errorf("%+v", got)
	}
}

func TestTheFirstRegisterIsPlannedWhole(t *testing.T) {
	plan, err := first(t).prepare(t)
	if err != nil {
		t.Fatal(err)
	}
	want := importing.Counts{Commitments: 46, Children: 8, Convenings: 4, Parties: 21, WorkingGroups: 4, Instruments: 7, Figures: 12, Questions: 22, Sources: 5}
	if got := plan.Unseen(); got.New != want {
		t.Errorf("%+v", got)
	}
}

// Each line makes one thing wrong; the fault names the thing and the reason.
func TestEveryFaultIsNamed(t *testing.T) {
	cases := []struct {
		name   string
		change func(in input)
		item   string
		says   string
	}{
		{"a lying hash", func(in input) { in.at("sources", 0)["sha256"] = strings.Repeat("0", 64) }, "source/source-000", "another SHA-256"},
		{"a changed source", func(in input) { in.sources[in.at("sources", 1)["file"].(string)] = []byte("other") }, "source/source-001", "another SHA-256"},
		{"a missing source", func(in input) { delete(in.sources, in.at("sources", 0)["file"].(string)) }, "source/source-000", "not in the folder"},
		{"a path for a name", func(in input) { in.at("sources", 0)["file"] = "../secret.txt" }, "source/source-000", "plain name"},
		{"a source that is no text", func(in input) { in.sources[in.at("sources", 0)["file"].(string)] = []byte("\xff") }, "source/source-000", "not plain text in UTF-8"},
		{"a quote with another letter", func(in input) { quote(in, 0)["quote"] = "X" + quote(in, 0)["quote"].(string)[1:] }, "commitment/", "does not stand in"},
		{"a quote one byte off", func(in input) { quote(in, 0)["bytes"] = []int{1, 9} }, "commitment/", "does not stand in"},
		{"a range that ends before it begins", func(in input) { quote(in, 0)["bytes"] = []int{9, 1} }, "commitment/", "does not stand in"},
		{"a range beyond the source", func(in input) { quote(in, 0)["bytes"] = []int{0, 1 << 30} }, "commitment/", "does not stand in"},
		{"a quote without a place that is nowhere", func(in input) { q := quote(in, 0); delete(q, "bytes"); q["quote"] = "Nobody wrote this." }, "commitment/", "does not stand in"},
		{"an item without a quote", func(in input) { in.at("items", 0)["quotes"] = []any{} }, "commitment/", "no quote"},
		{"an item without a text", func(in input) { in.at("items", 0)["text"] = " " }, "commitment/", "text is empty"},
		{"an identity card number", func(in input) { in.at("items", 0)["text"] = "Ask 35202-1234567-1." }, "commitment/", "identity card number"},
		{"an unknown meeting", func(in input) { in.at("items", 0)["convening"] = "nowhere" }, "commitment/", `convening "nowhere"`},
		{"an unknown organisation", func(in input) { in.at("items", 0)["lead_party"] = "nobody" }, "commitment/", `party "nobody"`},
		{"an unknown working group", func(in input) { in.at("items", 0)["working_group"] = "wg-x" }, "commitment/", `working-group "wg-x"`},
		{"an unknown source", func(in input) { quote(in, 0)["source"] = "source-999" }, "commitment/", `source "source-999"`},
		{"an unknown kind", func(in input) { in.at("items", 0)["kind"] = "wish" }, "commitment/", "kind must be one of"},
		{"an unknown pillar", func(in input) { in.at("items", 0)["pillar"] = "poetry" }, "commitment/", "pillar must be one of"},
		{"an unknown place", func(in input) { in.at("items", 0)["geography"] = []any{"Punjab"} }, "commitment/", "ISO 3166-2"},
		{"an unknown target", func(in input) { in.at("items", 0)["sdg_targets"] = []any{"99.9"} }, "commitment/", "SDG target"},
		{"a due date that is none", func(in input) { in.at("items", 0)["due"] = "2027-02-30" }, "commitment/", "due"},
		{"a review interval of no days", func(in input) { in.at("items", 0)["review_days"] = 0 }, "commitment/", "review_days"},
		{"split by something else", func(in input) { in.at("items", 0)["split_by"] = "river" }, "commitment/", "split_by"},
		{"an id twice", func(in input) { in.at("items", 1)["id"] = in.at("items", 0)["id"] }, "commitment/", "stands twice"},
		{"an id that is none", func(in input) { in.at("parties", 0)["id"] = "The FIA" }, "party", "1 to 64"},
		{"a date that is none", func(in input) { in.at("convenings", 0)["date"].(map[string]any)["edtf"] = "27 Feb" }, "convening/", "not a date"},
		{"a meeting without a source", func(in input) { in.at("convenings", 0)["sources"] = []any{} }, "convening/", "no source"},
		{"an unknown organiser", func(in input) { in.at("convenings", 0)["organisers"] = []any{"nobody"} }, "convening/", `party "nobody"`},
		{"an objective that nobody wrote", func(in input) { in.at("convenings", 0)["objective_quote"] = "To be merry." }, "convening/", "in none of its sources"},
		{"a document of another kind", func(in input) { in.at("instruments", 0)["kind"] = "letter" }, "instrument/", "kind must be one of"},
		{"a clause that leads nowhere", func(in input) {
			in.at("instruments", 0)["clauses"].([]any)[0].(map[string]any)["item"] = "cm-zzz"
		}, "instrument/", `commitment "cm-zzz"`},
		{"a figure against one that is not there", func(in input) { in.at("figures", 0)["conflicts_with"] = []any{"fg-999"} }, "figure/", `figure "fg-999"`},
		{"a question without a question", func(in input) { in.at("open_questions", 0)["question"] = "" }, "question/", "question is empty"},
	}
	for _, c := range cases {
		in := ours(t)
		c.change(in)
		_, err := in.prepare(t)
		var faults *importing.Faults
		if !errors.As(err, &faults) || !errors.Is(err, importing.ErrFaults) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !names(faults, c.item, c.says) {
			t.Errorf("%s: not named in\n%s", c.name, faults)
		}
	}
}

func quote(in input, i int) map[string]any {
	return in.at("items", i)["quotes"].([]any)[0].(map[string]any)
}

func names(faults *importing.Faults, item, says string) bool {
	for _, fault := range faults.List {
		if strings.HasPrefix(fault.Item, item) && strings.Contains(fault.What, says) {
			return true
		}
	}
	return false
}

func TestAllFaultsAreNamedAtOnce(t *testing.T) {
	in := ours(t)
	in.at("items", 0)["kind"] = "wish"
	in.at("items", 1)["pillar"] = "poetry"
	var faults *importing.Faults
	if _, err := in.prepare(t); !errors.As(err, &faults) || len(faults.List) != 2 {
		t.Errorf("%v", faults)
	}
}

func TestWhatIsNoRegisterIsSaidToBeNone(t *testing.T) {
	good := string(example.Register())
	for name, file := range map[string]string{
		"nothing":                 "",
		"no JSON":                 "<html>",
		"a list":                  "[]",
		"another format":          `{"format":"csv"}`,
		"another version":         strings.Replace(good, "ahd-register/1", "ahd-register/2", 1),
		"a field of tomorrow":     strings.Replace(good, `"format"`, `"mood": "good", "format"`, 1),
		"a number for a text":     strings.Replace(good, `"title": "`, `"title": 7, "x": "`, 1),
		"two registers":           good + good,
		"not UTF-8":               strings.Replace(good, "a", "\xff", 1),
		"larger than any we read": good + strings.Repeat(" ", importing.MaxRegister),
	} {
		_, err := importing.Prepare([]byte(file), nil, source, who)
		if !errors.Is(err, importing.ErrUnreadable) || !strings.Contains(err.Error(), "Nothing was recorded") {
			t.Errorf("%s: %v", name, err)
		}
		if len(err.Error()) > 300 {
			t.Errorf("%s: the error repeats what was sent", name)
		}
	}
}

// Blank texts mean "not stated", as null does: the plan is the same.
func TestBlankIsNotStated(t *testing.T) {
	in := ours(t)
	in.at("items", 0)["note"] = "  "
	in.at("figures", 0)["note"] = ""
	if _, err := in.prepare(t); err != nil {
		t.Error(err)
	}
}

func TestRegistersFitTheSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	schema, err := compiler.Compile("ahd-register-1.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	good := ours(t).register
	if err := schema.Validate(good); err != nil {
		t.Error(err)
	}
	bad := ours(t)
	bad.at("items", 0)["kind"] = "wish"
	if err := schema.Validate(bad.register); err == nil {
		t.Error("the schema accepts anything")
	}
	t.Run("first register", func(t *testing.T) {
		if err := schema.Validate(first(t).register); err != nil {
			t.Error(err)
		}
	})
}

func TestCommandIDsAreOnesOthersCanMake(t *testing.T) {
	// python3 -c 'import uuid; print(uuid.uuid5(uuid.NAMESPACE_URL, "urn:ahd:ahd#commitment/cm-a1#ahd.commitment.captured.v1"))'
	if got := importing.CommandID(source, "commitment/cm-a1", "ahd.commitment.captured.v1"); got != "19297dbc-b5d6-5882-92de-c8c2a7fb9e28" {
		t.Error(got)
	}
}
