package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/help"
	"ahd.example/ahd/cmd/ahd/terminal"
)

// at runs a command by a clock that stands still.
func at(t *testing.T, now time.Time, args ...string) answer {
	t.Helper()
	var out, err bytes.Buffer
	p := newProgram(args, &terminal.Terminal{Out: &out, Err: &err, Now: func() time.Time { return now.Round(0) }})
	code := p.run(context.Background())
	return answer{out.String(), err.String(), code}
}

// wrongClock lets a register record something by a clock that is five years on.
func wrongClock(t *testing.T, dir string) {
	t.Helper()
	if a := at(t, time.Now().AddDate(5, 0, 0), "record", "party", "--id", "of-another-time", "--called", "Of another time", "--kind", "agency", "--clock-is-right", "--data", dir); a.code != 0 {
		t.Fatalf("%+v", a)
	}
}

// setRight records that the clock was wrong.
func setRight(t *testing.T, dir string) { t.Helper(); ok(t, append(settingRight, "--data", dir)...) }

var settingRight = []string{"record", "clock-corrected", "--grounds", "The battery of the clock was empty"}

// clockState is what status says of the clock.
type clockState struct {
	Row struct {
		Ready  bool    `json:"ready"`
		Reason *string `json:"reason"`
		Clock  struct {
			Ahead    bool    `json:"ahead"`
			Reason   *string `json:"reason"`
			BehindMS int64   `json:"behind_ms"`
			JumpedMS int64   `json:"jumped_ms"`
		} `json:"clock"`
	} `json:"row"`
}

// findings are the codes of what the doctor finds.
func findings(t *testing.T, now time.Time, dir string) (codes []string) {
	t.Helper()
	var found struct{ Rows []struct{ Code string } }
	if err := json.Unmarshal([]byte(at(t, now, "doctor", "--data", dir, "--json").out), &found); err != nil {
		t.Fatal(err)
	}
	for _, row := range found.Rows {
		codes = append(codes, row.Code)
	}
	return codes
}

// A server whose battery was empty began in another year. Nothing is recorded until
// somebody says that the clock is right; what that poisoned is mended by an event.
func TestAWrongClockDoesNotPoisonTheRecord(t *testing.T) {
	dir := imported(t)
	wrong := time.Now().AddDate(5, 0, 0)
	before := read[clockState](t, ok(t, "status", "--data", dir, "--json")).Row
	if !before.Ready || before.Clock.Ahead || before.Clock.BehindMS != 0 || before.Clock.JumpedMS != 0 {
		t.Errorf("%+v", before)
	}
	var s clockState
	if err := json.Unmarshal([]byte(at(t, wrong, "status", "--data", dir, "--json").out), &s); err != nil || s.Row.Ready || !s.Row.Clock.Ahead || s.Row.Clock.Reason == nil {
		t.Errorf("%v %+v", err, s)
	}
	if found := findings(t, wrong, dir); !slices.Contains(found, "clock.ahead") {
		t.Errorf("the doctor finds %v", found)
	}
	if p := fails(t, 2, append(settingRight, "--data", dir)...); p.Code != "clock.not-ahead" || *p.Recorded {
		t.Errorf("%+v", p)
	}
	wrongClock(t, dir)

	noon := time.Now()
	s = read[clockState](t, ok(t, "status", "--data", dir, "--json"))
	if s.Row.Clock.BehindMS < 1000*86400*365*4 || !s.Row.Ready || !strings.Contains(ok(t, "status", "--data", dir).out, "clock-corrected") {
		t.Errorf("%+v", s)
	}
	if found := findings(t, noon, dir); !slices.Contains(found, "clock.behind") {
		t.Errorf("the doctor finds %v", found)
	}
	id := "0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d"
	ok(t, append(settingRight, "--command-id", id, "--data", dir)...)
	if again := read[struct {
		Recorded bool `json:"recorded"`
	}](t, ok(t, append(settingRight, "--command-id", id, "--data", dir, "--json")...)); again.Recorded {
		t.Error("the same command set the clock right twice")
	}
	if found := findings(t, noon, dir); len(found) > 0 {
		t.Errorf("the doctor still finds %v", found)
	}
	after := read[list](t, ok(t, "list", "parties", "--data", dir, "--json")).At
	ok(t, "record", "party", "--id", "of-today", "--called", "Of today", "--kind", "agency", "--data", dir)
	if now := read[list](t, ok(t, "list", "parties", "--at", noon.UTC().Format("2006-01-02T15:04:05.000Z"), "--data", dir, "--json")).At; now.Sequence != after.Sequence-2 {
		t.Errorf("at noon the record ended at %d, not before the two that came after it, of %d", now.Sequence, after.Sequence)
	}
	ok(t, "log", "verify", "--replay", "--data", dir)
	if a := at(t, time.Now().AddDate(-20, 0, 0), append(settingRight, "--data", wrongAgain(t, dir), "--json")...); a.code != 2 || !strings.Contains(a.err, "clock.before-register") {
		t.Errorf("a clock from before the register: exit %d: %s", a.code, a.err)
	}
}

// wrongAgain is a register of which the newest event claims a time that has not come.
func wrongAgain(t *testing.T, of string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "again")
	if err := os.CopyFS(dir, os.DirFS(of)); err != nil {
		t.Fatal(err)
	}
	if a := at(t, time.Now().AddDate(5, 0, 0), "record", "party", "--id", "of-another-time-again", "--called", "Of another time", "--kind", "agency", "--clock-is-right", "--data", dir); a.code != 0 {
		t.Fatalf("%+v", a)
	}
	return dir
}

// Every way of recording, from the first to the last flag of the program, is refused
// under a clock that is ahead, before anything else is said of it that depends on the
// record.
func TestEveryWayOfRecordingAsksForTheClock(t *testing.T) {
	dir, another := imported(t), anotherFile(t)
	besideItsFiles(t)
	if err := os.Rename(another, "register.json"); err != nil {
		t.Fatal(err)
	}
	wrong := time.Now().AddDate(5, 0, 0)
	before := read[list](t, ok(t, "list", "parties", "--data", dir, "--json")).At.Sequence
	ways := recordingVerbs(t)
	if len(ways) < 75 {
		t.Errorf("only %d ways were found", len(ways))
	}
	for name, args := range ways {
		a := at(t, wrong, append(args, "--data", dir, "--json")...)
		var p problem
		if err := json.Unmarshal([]byte(a.err), &p); err != nil || a.code != 2 || p.Code != "clock.ahead" || p.Recorded == nil || *p.Recorded {
			t.Errorf("%s: exit %d, %v\n%v\n%s%s", name, a.code, err, args, a.out, a.err)
		}
	}
	if after := read[list](t, ok(t, "list", "parties", "--data", dir, "--json")).At.Sequence; after != before {
		t.Errorf("%d events were recorded", after-before)
	}
}

// recordingVerbs are all verbs that record, as their last example has them: those that ask
// as whom.
func recordingVerbs(t *testing.T) map[string][]string {
	t.Helper()
	ways := map[string][]string{}
	for _, leaf := range model(t, newCLI()).Model.Leaves(false) {
		if path := help.PathOf(leaf); takes(leaf, "as") && path != "intake" { // which only tells
			for _, line := range help.ExamplesOf(path) {
				if notHere[line] == "" {
					ways[path] = wordsOf(line)
				}
			}
		}
	}
	ways["record erase"] = append(ways["record erase"], "--yes") // nobody sits at a terminal
	ways["record capture"] = wordsOf(`record capture --id cm-z1 --convening world-day-2024 --kind pledge --source source-000 --quote "Islamabad marked the yearly day against human trafficking"`)
	return ways
}

// anotherFile is the example register with one organisation more, of which nobody knows yet.
func anotherFile(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(exampleDir + "/register.json")
	if err != nil {
		t.Fatal(err)
	}
	var register map[string]any
	if err := json.Unmarshal(content, &register); err != nil {
		t.Fatal(err)
	}
	parties := register["parties"].([]any)
	one := maps.Clone(parties[0].(map[string]any))
	one["id"] = "of-another-time"
	register["parties"] = append(parties, one)
	if content, err = json.Marshal(register); err != nil {
		t.Fatal(err)
	}
	return put(t, "register.json", string(content))
}

// A server says on its pages that the record is ahead, takes the correction while it
// serves, and gives bundles that a verifier of today reads.
func TestAServerSetsTheClockRight(t *testing.T) {
	dir := imported(t)
	wrongClock(t, dir)
	s := start(t, "serve", "--data", dir, "--listen", "127.0.0.1:0")
	said := func() string {
		t.Helper()
		_, page := get(t, s.url)
		return page
	}
	const mark = "The newest event claims a time that has not come"
	if !strings.Contains(said(), mark) {
		t.Error("the page does not say that the record is ahead")
	}
	setRight(t, dir)
	if strings.Contains(said(), mark) {
		t.Error("the page still says that the record is ahead")
	}
	ok(t, "record", "party", "--id", "of-today", "--called", "Of today", "--kind", "agency", "--data", dir)
	for _, of := range [][]string{{"--all"}, {"--stream", "party/of-another-time"}, {"--stream", "register/register"}} {
		path := filepath.Join(t.TempDir(), "bundle.tar")
		ok(t, slices.Concat([]string{"log", "bundle", "-o", path, "--data", dir}, of)...)
		if code := second(t, path); code != 0 {
			t.Errorf("%v: the second verifier ends with %d", of, code)
		}
	}
	ok(t, "log", "verify", "--data", dir)
	s.stop(t)
}
