package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"ahd.example/ahd/cmd/ahd/help"
	"ahd.example/ahd/cmd/ahd/terminal"
)

// wordsOf are the words of a line as a shell has them, up to where it writes to a file.
func wordsOf(line string) (words []string) {
	line, _, _ = strings.Cut(strings.TrimPrefix(line, "ahd "), " > ")
	for i, piece := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words = append(words, piece)
			continue
		}
		words = append(words, strings.Fields(piece)...)
	}
	return words
}

// The help of a command shows what is its own: its flags, then an example. Those of every
// command stand in one line behind them.
func TestHelpShowsTheFlagsOfTheCommandFirst(t *testing.T) {
	root := model(t, newCLI()).Model
	for _, leaf := range root.Leaves(true) {
		path := help.PathOf(leaf)
		said := ok(t, append(strings.Fields(path), "--help")...).out
		example, general := strings.Index(said, "\nExample"), strings.Index(said, "“ahd help flags”")
		if example < 0 || general < example {
			t.Errorf("ahd %s --help has an example at %d, and says where other flags are at %d\n%s", path, example, general, said)
			continue
		}
		for _, flag := range leaf.Flags {
			if at := strings.Index(said, "--"+flag.Name); !flag.Hidden && (at < 0 || at > example) {
				t.Errorf("ahd %s --help does not show --%s before its example", path, flag.Name)
			}
		}
		if !slices.Contains(help.Opens, path) && strings.Contains(said[:example], "--nats-creds=") || strings.Contains(said, "--config=") {
			t.Errorf("ahd %s --help shows flags of every command", path)
		}
		for line := range strings.SplitSeq(said, "\n") {
			if utf8.RuneCountInString(line) > 80 && strings.Contains(strings.TrimSpace(line), "  ") && !strings.HasPrefix(line, "    ahd ") {
				t.Errorf("ahd %s --help: %q is wider than a terminal", path, line)
			}
		}
	}
	for _, path := range help.Opens {
		if said := ok(t, append(strings.Fields(path), "--help")...).out; !strings.Contains(said, "--nats-creds=") {
			t.Errorf("ahd %s --help does not say how a folder is opened", path)
		}
	}
}

// Each flag of every command is told of in one place, and help can be asked for as a command.
func TestHelpCanBeAskedFor(t *testing.T) {
	said := ok(t, "help", "flags").out
	for _, flag := range model(t, newCLI()).Model.Flags {
		if !strings.Contains(said, "--"+flag.Name) {
			t.Errorf("ahd help flags does not show --%s", flag.Name)
		}
	}
	if one, other := ok(t, "help", "record", "progress").out, ok(t, "record", "progress", "--help").out; one != other || one == "" {
		t.Errorf("%s\n%s", one, other)
	}
	if one, other := ok(t, "help").out, ok(t).out; one != other || !strings.Contains(one, "Exit codes:") {
		t.Errorf("%s\n%s", one, other)
	}
	if p := fails(t, 1, "help", "record", "nothing"); !strings.Contains(p.Detail, "no such command") {
		t.Error(p.Detail)
	}
}

// Every command has an example, and every example is one of a command that there is.
func TestEveryCommandHasAnExample(t *testing.T) {
	commands, parser := map[string]bool{}, model(t, newCLI())
	for _, leaf := range parser.Model.Leaves(true) {
		path := help.PathOf(leaf)
		commands[path] = true
		if len(help.ExamplesOf(path)) == 0 {
			t.Errorf("ahd %s has no example", path)
		}
		for _, line := range help.ExamplesOf(path) {
			if _, err := parser.Parse(wordsOf(line)); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
	}
	for _, example := range help.Examples {
		if !commands[example.Command] {
			t.Errorf("%q is an example of no command", example.Line())
		}
	}
}

// firstOf is what must be recorded before the example of a command can be.
var firstOf = map[string][]string{
	"record focal-persons": {
		"record person --id p-1 --party fia --roles focal_point", "record person --id p-2 --party fia --roles focal_point", "record person --id p-3 --party fia --roles validator",
		"record person --id p-5 --party unodc --roles approver", "record person --id p-8 --party ssdo --roles coordinator", "record person --id p-9 --party ilo --roles administrator",
	},
	"record drop":             {`record milestone --commitment cm-b1 --milestone m2 --title "A second form"`},
	"record confirm-report":   {"record progress --commitment cm-b1 --state planning --on-behalf-of fia --channel phone --as p-8 --command-id 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c01"},
	"record contest-report":   {"record progress --commitment cm-b1 --state stalled --on-behalf-of fia --channel letter --as p-8 --command-id 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c02"},
	"record retract":          {"record progress --commitment cm-b1 --state stalled --command-id 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c03"},
	"record retract-evidence": {"record evidence --commitment cm-b1 --url https://example.org/another --command-id 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c04"},
	"record hide-dispute":     {`record dispute --commitment cm-b1 --claim not_implemented --statement "It is shut" --url https://example.org/shut --command-id 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c05`},
	"record close":            {`record assess --commitment cm-b1 --level complete --confidence high --method ahd-1 --rationale "All nine seen" --as p-4`},
	"record erase":            {`record progress --commitment cm-b1 --state in_progress --narrative "A name" --command-id 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c06`},
}

// inTurn is an order in which the examples of verbs can be recorded; of other verbs, after them.
var inTurn = strings.Fields(`
	person title party name describe focal-persons merge-party unmerge-party convening session working-group
	member follow-up date correct-date conflict resolve participation same-person figure instrument signatory
	rating question answer reopen-question source capture attach confirm reject assign operationalise due
	revise-due review respond smart verifiable correct suspend resume withdraw supersede milestone
	revise-milestone meet drop indicator measurement request-update progress confirm-report contest-report
	retract evidence retract-evidence dispute hide-dispute assess close reopen erase classify link unlink
	corroborate word hand-over merge unmerge split method part join clock-corrected`)

// examplesInTurn are the examples in that order, behind those of other commands.
func examplesInTurn() []help.Example {
	turn := func(e help.Example) int {
		verb, records := strings.CutPrefix(e.Command, "record ")
		if at := slices.Index(inTurn, verb); at >= 0 || !records {
			return at
		}
		return len(inTurn)
	}
	return slices.SortedStableFunc(slices.Values(help.Examples), func(a, b help.Example) int { return turn(a) - turn(b) })
}

// notHere are examples that cannot be recorded in this test, with the reason.
var notHere = map[string]string{
	"record confirm": goldenNever["record confirm 0"],
	"record reject":  goldenNever["record reject 0"],
	"ahd log move --nats tls://log-1:4222,tls://log-2:4222,tls://log-3:4222 --nats-creds node.creds --replicas 3": "there are no such servers",
}

// besideItsFiles goes to a folder with the files that examples name.
func besideItsFiles(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	err := os.CopyFS(dir, os.DirFS(exampleDir))
	for name, content := range map[string]string{
		"report.txt":      "Report of the dialogue\n\nWe will open a shelter in every province. Who pays is open.\n",
		"declaration.txt": "Declaration\n\n1. We renew our promise to act against trafficking.\n2. We ask all neighbours to act with us.\n3. We will protect those who were trafficked.\n",
	} {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	}
	ratings, failed := os.ReadFile("../../services/importing/testdata/tip-tiers.csv")
	if err := errors.Join(err, failed, os.WriteFile(filepath.Join(dir, "tip-tiers.csv"), ratings, 0o600)); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
}

// recordEveryExample records the examples, each behind what it needs, with something else in
// the place of what it says.
func recordEveryExample(t *testing.T, dir string, instead func(string) string) (recorded int) {
	t.Helper()
	run := func(now time.Time, typed string, more ...string) {
		t.Helper()
		var out, err bytes.Buffer
		p := newProgram(append(append(wordsOf(typed), more...), "--data", dir), &terminal.Terminal{Out: &out, Err: &err, Now: func() time.Time { return now }})
		if code := p.run(context.Background()); code != 0 {
			t.Errorf("%s: exit %d\n%s%s", typed, code, out.String(), err.String())
		}
	}
	g := &golden{t: t, dir: dir}
	records := map[string]bool{}
	for _, leaf := range model(t, newCLI()).Model.Leaves(true) {
		records[help.PathOf(leaf)] = takes(leaf, "as") && leaf.Name != "intake" // which only tells
	}
	done := map[string]bool{}
	all := func(aside bool) {
		for _, example := range examplesInTurn() {
			line := example.Line()
			offline := example.Command == "record clock-corrected" || !strings.HasPrefix(example.Command, "record ") && example.Command != "report publish"
			if !records[example.Command] || notHere[example.Command] != "" || notHere[line] != "" || offline != aside {
				continue
			}
			if !done[example.Command] {
				for _, first := range firstOf[example.Command] {
					run(goldenNow(), first)
				}
			}
			done[example.Command] = true
			var more []string
			switch {
			case example.Command == "record erase" && !strings.Contains(line, "--list"):
				more = []string{"--yes"} // nobody sits at a terminal
			case example.Command == "record clock-corrected":
				run(goldenNow().AddDate(5, 0, 0), `record party --id of-another-time --called "Of another time" --kind agency --clock-is-right`)
			}
			run(goldenNow(), instead(line), more...)
			recorded++
		}
	}
	run(goldenNow(), "import register register.json --sources sources")
	g.served(func(string) { all(false) })
	all(true)
	for path, does := range records {
		if does && !done[path] && notHere[path] == "" {
			t.Errorf("no example of ahd %s was recorded", path)
		}
	}
	return recorded
}

// Every example of what records can be recorded as it stands, on the example register.
func TestEveryExampleIsRecorded(t *testing.T) {
	besideItsFiles(t)
	if recorded := recordEveryExample(t, filepath.Join(t.TempDir(), "data"), func(line string) string { return line }); recorded < 75 {
		t.Errorf("%d examples: this test looks in the wrong place", recorded)
	}
}
