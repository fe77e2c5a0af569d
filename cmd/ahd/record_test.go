package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
)

const item = "cm-b1" // a commitment of the example register without parts

func progress(dir, id, state, narrative string) []string {
	return []string{"record", "progress", "--commitment", item, "--state", state, "--narrative", narrative,
		"--command-id", id, "--data", dir, "--json"}
}

// The same id twice is one event; another narrative under it is refused. It is so
// whether a server holds the folder or not.
func TestTheSameCommandTwiceIsOneEvent(t *testing.T) {
	for _, served := range []bool{false, true} {
		t.Run(fmt.Sprintf("served %v", served), func(t *testing.T) {
			dir := imported(t)
			if served {
				start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
			}
			id := uuid.NewString()
			first := read[recordedAt](t, ok(t, progress(dir, id, "planning", "ڈرافٹ تیار ہے")...))
			again := read[recordedAt](t, ok(t, progress(dir, id, "planning", "ڈرافٹ تیار ہے")...))
			if !first.Recorded || again.Recorded || again.Sequence != first.Sequence || first.Kind != "commitment" || first.ID != item {
				t.Errorf("%+v, then %+v", first, again)
			}
			other := progress(dir, id, "planning", "another story")
			if p := fails(t, 3, other[:len(other)-1]...); p.Code != "id-reused" || *p.Recorded {
				t.Errorf("%+v", p)
			}
			another := progress(dir, id, "stalled", "ڈرافٹ تیار ہے")
			if p := fails(t, 3, another[:len(another)-1]...); p.Code != "id-reused" {
				t.Errorf("%+v", p)
			}
			told := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows
			last := told[len(told)-1]
			if last["id"] != id || last["words"].(map[string]any)["narrative"] != "ڈرافٹ تیار ہے" {
				t.Errorf("%v", last)
			}
		})
	}
}

func TestBadCommandsAreNamed(t *testing.T) {
	dir := imported(t)
	before := read[status](t, ok(t, "status", "--data", dir, "--json"))
	at := []string{"--data", dir}
	with := func(args ...string) []string { return append(args, at...) }
	for name, c := range map[string]struct {
		code int
		args []string
		says string
	}{
		"no such command":         {1, with("frobnicate"), "frobnicate"},
		"no such flag":            {1, with("list", "commitments", "--mood", "good"), "mood"},
		"no such list":            {1, with("list", "promises"), "no such list"},
		"no such kind":            {1, with("show", "promise", "cm-b1"), "no such kind"},
		"no such id":              {1, with("show", "commitment", "cm-zzz"), "cm-zzz"},
		"no such id, part":        {1, with("timeline", "figure", "fg-zzz"), "fg-zzz"},
		"no person yet":           {1, with("show", "person", "p-1"), "p-1"},
		"no such filter value":    {1, with("list", "commitments", "--pillar", "poetry"), "pillar"},
		"a filter of other lists": {1, with("list", "parties", "--pillar", "prevention"), "pillar"},
		"a filter on nobody":      {1, with("list", "commitments", "--lead-party", "nobody"), "nobody"},
		"a limit below one":       {1, with("list", "commitments", "--limit", "-1"), "limit"},
		"history of no axes":      {1, with("show", "party", "fia", "--history"), "history"},
		"no such state":           {1, with("record", "progress", "--commitment", item, "--state", "done"), "planning"},
		"no state":                {1, with("record", "progress", "--commitment", item), "state"},
		"no such commitment":      {1, with("record", "progress", "--commitment", "cm-zzz", "--state", "planning"), "cm-zzz"},
		"no such date":            {1, with("record", "progress", "--commitment", item, "--state", "planning", "--effective", "2026-02-30"), "2026-04-03"},
		"tomorrow":                {1, with("record", "progress", "--commitment", item, "--state", "planning", "--effective", "2999"), "future"},
		"no such organisation":    {1, with("record", "progress", "--commitment", item, "--state", "planning", "--on-behalf-of", "nobody"), "nobody"},
		"no such role":            {1, with("record", "progress", "--commitment", item, "--state", "planning", "--role", "king"), "coordinator"},
		"no UUID":                 {1, with("record", "progress", "--commitment", item, "--state", "planning", "--command-id", "7"), "UUID"},
		"a reader":                {4, with("record", "progress", "--commitment", item, "--state", "planning", "--role", "reader"), "Only a"},
		"a parent":                {2, with("record", "progress", "--commitment", "cm-b6", "--state", "planning"), "cm-b6-pk-pb"},
		"too long":                {7, with("record", "progress", "--commitment", item, "--state", "planning", "--narrative", strings.Repeat("ا", 2001)), "2000"},
		"much too long":           {7, with("record", "progress", "--commitment", item, "--state", "planning", "--narrative", strings.Repeat("x", 100_000)), "2000"},
		"not UTF-8":               {7, with("record", "progress", "--commitment", item, "--state", "planning", "--narrative", "\xff"), "UTF-8"},
	} {
		if p := fails(t, c.code, c.args...); !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: %q does not say %q", name, p.Detail, c.says)
		} else if p.Recorded == nil || *p.Recorded {
			t.Errorf("%s: recorded is %v", name, p.Recorded)
		}
	}
	if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after != before {
		t.Errorf("something was recorded: before %+v, after %+v", before, after)
	}
}

// Sixteen at once on one commitment: each is recorded once or is told that it
// was not, and then gets in when it is sent again.
func TestSixteenAtOnceOnOneCommitment(t *testing.T) {
	dir := imported(t)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	var clients sync.WaitGroup
	sequences := make([]uint64, 16)
	for i := range sequences {
		clients.Go(func() { sequences[i] = insist(t, dir, uuid.NewString(), fmt.Sprint("client ", i)) })
	}
	clients.Wait()
	seen := map[uint64]bool{}
	for i, sequence := range sequences {
		if sequence == 0 || seen[sequence] {
			t.Errorf("client %d: sequence %d", i, sequence)
		}
		seen[sequence] = true
	}
	told := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows
	reports := 0
	for _, event := range told {
		if strings.Contains(event["type"].(string), "progress-reported") {
			reports++
		}
	}
	if reports != 16 {
		t.Errorf("%d reports for 16 commands", reports)
	}
}

// insist sends a command until it is recorded. What is answered otherwise must
// say that it was not.
func insist(t *testing.T, dir, id, narrative string) uint64 {
	for range 100 {
		a := ahd(t, progress(dir, id, "in_progress", narrative)...)
		switch a.code {
		case 0:
			return read[recordedAt](t, a).Sequence
		case 3:
			if !strings.Contains(a.err, `"code":"conflict"`) || !strings.Contains(a.err, `"recorded":false`) {
				t.Errorf("%s", a.err)
				return 0
			}
		default:
			t.Errorf("exit %d: %s", a.code, a.err)
			return 0
		}
	}
	t.Error("never recorded")
	return 0
}

// aProcess is what status says of the process that answers, and not of the register.
var aProcess = regexp.MustCompile(`"process":\{"goroutines":[0-9]+\}`)

func ofTheRegister(said string) string { return aProcess.ReplaceAllString(said, "") }

func TestADeletedBookComesBackTheSame(t *testing.T) {
	dir := imported(t)
	ok(t, progress(dir, uuid.NewString(), "planning", "one")...)
	before := everything(t, dir)
	if err := os.RemoveAll(filepath.Join(dir, "book")); err != nil {
		t.Fatal(err)
	}
	for i, after := range everything(t, dir) {
		if after, before := ofTheRegister(after), ofTheRegister(before[i]); after != before {
			t.Errorf("before\n%s\nafter\n%s", before, after)
		}
	}
}

// everything is the answer of every read verb about everything.
func everything(t *testing.T, dir string) (answers []string) {
	t.Helper()
	for _, args := range questions(t, dir) {
		answers = append(answers, ok(t, append(args, "--data", dir)...).out)
	}
	return answers
}

// questions are calls of every read verb, in words and as JSON.
func questions(t *testing.T, dir string) (all [][]string) {
	t.Helper()
	var calls [][]string
	for _, names := range [][2]string{
		{"commitments", "commitment"}, {"convenings", "convening"}, {"instruments", "instrument"}, {"working-groups", "working-group"},
		{"parties", "party"}, {"figures", "figure"}, {"questions", "question"}, {"sources", "source"},
	} {
		kinds, kind := names[0], names[1]
		rows := read[list](t, ok(t, "list", kinds, "--data", dir, "--json")).Rows
		if len(rows) == 0 {
			t.Fatalf("no %s", kinds)
		}
		id := rows[0]["id"].(string)
		calls = append(calls, []string{"list", kinds}, []string{"list", kinds, "--limit", "2"},
			[]string{"show", kind, id}, []string{"timeline", kind, id})
	}
	calls = append(calls, []string{"status"}, []string{"show", "register", "register"},
		[]string{"show", "commitment", item, "--history"}, []string{"timeline", "commitment", item},
		[]string{"list", "commitments", "--self_reported", "planning"}, []string{"list", "commitments", "--lead-party", "null"})
	for _, call := range calls {
		all = append(all, call, append(append([]string{}, call...), "--json"))
	}
	return all
}

// A verb says the same whether it opens the folder or asks the server.
func TestReadVerbsSayTheSameOverTheSocket(t *testing.T) {
	dir := imported(t)
	ok(t, progress(dir, uuid.NewString(), "planning", "one")...)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir).stop(t) // says where everything stands today
	calls := questions(t, dir)
	alone := make([]answer, len(calls))
	for i, call := range calls {
		alone[i] = ok(t, append(call, "--data", dir)...)
	}
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	for i, call := range calls {
		served := ok(t, append(call, "--data", dir)...)
		served.out, alone[i].out = ofTheRegister(served.out), ofTheRegister(alone[i].out)
		if served != alone[i] {
			t.Errorf("ahd %s\nalone  %+v\nserved %+v", strings.Join(call, " "), alone[i], served)
		}
	}
	failing := []string{"show", "commitment", "cm-zzz", "--data", dir}
	served := fails(t, 1, failing...)
	if served.Code != "commitment.unknown" {
		t.Errorf("%+v", served)
	}
}

func TestReadingAnAbsentFolderCreatesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	if got := read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")); len(got.Rows) != 0 || got.At.Sequence != 0 || got.At.Time != nil {
		t.Errorf("%+v", got)
	}
	ok(t, "status", "--data", dir, "--json")
	fails(t, 1, "show", "commitment", "cm-1", "--data", dir)
	fails(t, 1, "timeline", "commitment", "cm-1", "--data", dir)
	if p := fails(t, 1, "record", "progress", "--commitment", "cm-1", "--state", "planning", "--data", dir); p.Code != "register.none" {
		t.Errorf("%+v", p)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("it made the folder")
	}
}
