package main

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/google/uuid"
)

// model is the command line as kong has it, with every flag of every verb.
func model(t *testing.T, c *cli) *kong.Kong {
	t.Helper()
	parser, err := newParser(c)
	if err != nil {
		t.Fatal(err)
	}
	return parser
}

// Whatever help says can stand in the environment is taken from there, and a flag
// wins over it.
func TestEverySettingOfTheEnvironmentWorks(t *testing.T) {
	values := map[string]string{"AHD_JSON": "true", "AHD_PUBLIC_RECORD": "true", "AHD_REPLICAS": "3"}
	seen := map[string]bool{}
	for _, leaf := range model(t, newCLI()).Model.Leaves(true) {
		for _, group := range leaf.AllFlags(true) {
			for _, flag := range group {
				for _, name := range flag.Envs {
					seen[name] = true
					value := values[name]
					if value == "" {
						value = "from-the-environment"
					}
					t.Setenv(name, value)
					if err := flag.Reset(); err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					if got := flag.Target.Interface(); strings.Trim(string(encoded(t, got)), `"`) != value {
						t.Errorf("%s of %s: %v", name, leaf.Path(), got)
					}
				}
			}
		}
	}
	for _, name := range []string{"AHD_DATA", "AHD_JSON", "AHD_LISTEN", "AHD_NATS", "AHD_AS", "AHD_ROLE", "AHD_HEAD"} {
		if !seen[name] {
			t.Errorf("no flag can stand in %s", name)
		}
	}
}

func encoded(t *testing.T, value any) []byte {
	t.Helper()
	body, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestJSONCanBeAskedForInTheEnvironment(t *testing.T) {
	dir := imported(t)
	t.Setenv("AHD_JSON", "true")
	read[list](t, ok(t, "list", "parties", "--data", dir))
	if a := ahd(t, "show", "commitment", "none", "--data", dir); a.code != 1 || !strings.HasPrefix(a.err, "{") {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	if a := ahd(t, "nothing"); !strings.HasPrefix(a.err, "{") {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	if a := ok(t, "list", "parties", "--data", dir, "--json=false"); strings.HasPrefix(a.out, "{") {
		t.Error(a.out)
	}
	t.Setenv("AHD_DATA", dir)
	if rows := read[list](t, ok(t, "list", "parties")).Rows; len(rows) == 0 {
		t.Error("AHD_DATA was not read")
	}
}

// A flag that takes one value and is given twice is refused, whichever verb it is of.
func TestNoFlagIsTakenTwice(t *testing.T) {
	t.Parallel()
	root := model(t, newCLI()).Model
	leaves, tried := root.Leaves(true), 0
	for i, leaf := range leaves {
		flags := leaf.Flags
		if i == 0 {
			flags = append(flags, root.Flags...) // every verb has them
		}
		for _, flag := range flags {
			if flag.IsBool() || flag.IsCumulative() || flag.Name == "help" {
				continue
			}
			given := "--" + flag.Name + "=" + valueOf(flag.Value)
			args := append(requiredBy(leaf, flag), given, given)
			parsed, err := model(t, newCLI()).Parse(args)
			if err != nil {
				t.Errorf("ahd %s: %v", strings.Join(args, " "), err)
			} else if once(parsed) == nil {
				t.Errorf("ahd %s: taken", strings.Join(args, " "))
			}
			tried++
		}
	}
	if len(leaves) < 80 || tried < 300 {
		t.Errorf("%d verbs, %d flags", len(leaves), tried)
	}
}

// requiredBy is the verb with what it cannot do without, but one flag.
func requiredBy(leaf *kong.Node, but *kong.Flag) []string {
	args := strings.Fields(leaf.FullPath())[1:]
	for _, positional := range leaf.Positional {
		args = append(args, valueOf(positional))
	}
	for _, flag := range leaf.Flags {
		if flag.Required && flag != but {
			args = append(args, "--"+flag.Name+"="+valueOf(flag.Value))
		}
	}
	return args
}

// valueOf is a value that a flag takes.
func valueOf(v *kong.Value) string {
	kind := v.Target.Type()
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	switch {
	case v.Enum != "":
		return v.EnumSlice()[0]
	case v.IsMap():
		return "x=1"
	case kind == reflect.TypeFor[time.Duration]():
		return "1s"
	case kind.Kind() == reflect.Int || kind.Kind() == reflect.Int64 || kind.Kind() == reflect.Uint64:
		return "1"
	}
	return "x"
}

func TestAFlagGivenTwiceRecordsNothing(t *testing.T) {
	dir := imported(t)
	before := read[status](t, ok(t, "status", "--data", dir, "--json"))
	p := fails(t, 1, "record", "progress", "--commitment", item, "--state", "planning", "--state", "stalled", "--data", dir)
	if p.Code != "usage" || !strings.Contains(p.Detail, "--state") {
		t.Errorf("%+v", p)
	}
	if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after.Row.Log != before.Row.Log {
		t.Error("something was recorded")
	}
}

// The same is recorded on each commitment that is named, under ids made from the one
// given, and once however often it is asked.
func TestOneCommandOnSeveralCommitments(t *testing.T) {
	dir := imported(t)
	id := uuid.New()
	record := []string{"record", "progress", "--commitment", "cm-b1", "--commitment", "cm-b3", "--state", "planning", "--narrative", "a plan", "--command-id", id.String(), "--data", dir, "--json"}
	for _, recorded := range []bool{true, false} {
		lines := strings.Split(strings.TrimSpace(ok(t, record...).out), "\n")
		if len(lines) != 2 {
			t.Fatalf("%q", lines)
		}
		for i, on := range []string{"cm-b1", "cm-b3"} {
			got := read[recordedAt](t, answer{out: lines[i]})
			if got.Recorded != recorded || got.ID != on || got.CommandID != uuid.NewSHA1(id, []byte("commitment/"+on)).String() {
				t.Errorf("%+v", got)
			}
		}
	}
	for _, on := range []string{"cm-b1", "cm-b3"} {
		rows := read[list](t, ok(t, "timeline", "commitment", on, "--data", dir, "--json")).Rows
		if last := rows[len(rows)-1]; last["type"] != "ahd.commitment.progress-reported.v2" {
			t.Errorf("%s: %v", on, last)
		}
	}
}

// All of it is decided before any of it is recorded: one that is refused, unknown or
// named twice keeps the others from being recorded too.
func TestSeveralCommitmentsAreDecidedTogether(t *testing.T) {
	dir := imported(t)
	before := read[status](t, ok(t, "status", "--data", dir, "--json"))
	for code, last := range map[string][]string{"unknown": {"none"}, "commitment": {"cm-b1"}} {
		p := fails(t, 1, append([]string{"record", "due", "--due", "2027-06-30", "--data", dir, "--commitment", "cm-b1", "--commitment"}, last...)...)
		if p.Recorded == nil || *p.Recorded || !strings.Contains(p.Code, code) {
			t.Errorf("%s: %+v", code, p)
		}
	}
	fails(t, 1, "record", "due", "--due", "2027-06-30", "--data", dir, "--commitment", "cm-b1", "--commitment", "cm-b3", "--receipt", "x")
	if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after.Row.Log != before.Row.Log {
		t.Error("something was recorded")
	}
}

// A script in which a variable was not set records as nobody.
func TestNobodyIsMeantByAnEmptyName(t *testing.T) {
	dir := imported(t)
	due := []string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir}
	fails(t, 1, append(due, "--as", "")...)
	fails(t, 1, "record", "progress", "--commitment", item, "--state", "planning", "--period", "2026-10", "--data", dir)
	t.Setenv("AHD_AS", "")
	fails(t, 1, due...)
}
