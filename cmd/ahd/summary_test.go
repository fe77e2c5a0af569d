package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// summarised is what scripts read of a summary.
type summarised struct {
	At struct {
		Sequence uint64
		Time     string
		Root     string
	}
	On     string
	Method struct {
		ID      string
		Version int
	}
	Totals map[string]json.RawMessage
	Lists  struct {
		Disputed   itemsOf `json:"disputed"`
		NotCounted itemsOf `json:"not_counted"`
	}
}

type itemsOf struct {
	Total int
	Rows  []struct {
		ID      string
		Reason  *string
		Contest struct {
			MeanBP *int `json:"mean_bp"`
		}
	}
}

// figures compares some totals with what they should be, as JSON.
func (s summarised) figures(t *testing.T, want map[string]string) {
	t.Helper()
	for name, value := range want {
		if got := string(s.Totals[name]); got != value {
			t.Errorf("%s is %s, want %s", name, got, value)
		}
	}
}

func summaryOf(t *testing.T, dir string, more ...string) summarised {
	t.Helper()
	return read[summarised](t, ok(t, append([]string{"report", "summary", "--format", "json", "-o", "-", "--data", dir}, more...)...))
}

// The worked example of the method comes out of the program: sixteen declarations are
// quoted, checked and assessed like any others.
func TestTheWorkedExampleComesOut(t *testing.T) {
	dir := imported(t)
	people(t, dir)
	var levels []string
	for level, n := range map[string]int{"complete": 2, "substantial": 3, "limited": 4, "not_started": 3, "no_evidence": 2, "": 2} {
		for range n {
			levels = append(levels, level)
		}
	}
	text := filepath.Join(t.TempDir(), "sixteen.txt")
	var promises string
	for i := range levels {
		promises += fmt.Sprintf("We will open shelter number %d.\n", i)
	}
	if err := os.WriteFile(text, []byte(promises), 0o600); err != nil {
		t.Fatal(err)
	}
	ok(t, "record", "source", "--id", "sixteen", "--file", text, "--data", dir)
	ok(t, "record", "convening", "--id", "sixteen", "--kind", "conference", "--date", "2026-01-10", "--source", "sixteen", "--data", dir)
	for i, level := range levels {
		id := fmt.Sprint("cm-sixteen-", i)
		ok(t, "record", "capture", "--id", id, "--convening", "sixteen", "--kind", "declaration", "--source", "sixteen",
			"--quote", fmt.Sprintf("We will open shelter number %d.", i), "--data", dir)
		if level == "complete" {
			ok(t, "record", "evidence", "--commitment", id, "--url", "https://example.org/report", "--as", "p-focal", "--role", "focal_point", "--data", dir)
		}
		if level != "" {
			ok(t, assessing(dir, id, level, "p-assessor")...)
		} else {
			ok(t, "record", "progress", "--commitment", id, "--state", "reported_complete", "--as", "p-focal", "--role", "focal_point", "--data", dir)
			ok(t, "record", "dispute", "--commitment", id, "--claim", "partly_implemented", "--statement", "Only half of it", "--url", "https://example.org/visit", "--data", dir)
		}
	}
	s := summaryOf(t, dir, "--scope", "convening/sixteen")
	s.figures(t, map[string]string{
		"n": "16", "assessed": "14", "complete": "2", "substantial": "3", "limited": "4", "not_started": "3", "no_evidence": "2", "not_assessed": "2",
		"strict_bp": "1250", "high_bp": "3125", "coverage_bp": "8750", "score_bp": "3929", "floor_bp": "3438", "ceiling_bp": "4688",
	})
	if s.Method.ID != "ahd" || s.Method.Version != 1 || len(s.Lists.Disputed.Rows) != 2 {
		t.Fatalf("%+v", s)
	}
	for _, row := range s.Lists.Disputed.Rows {
		if row.Contest.MeanBP == nil || *row.Contest.MeanBP != 7500 {
			t.Errorf("of 1 and ½ the index is %v", row.Contest.MeanBP)
		}
	}
}

// The first register says honestly that nothing is known, and later what was found.
func TestTheFirstRegisterIsSummarised(t *testing.T) {
	seed := firstRegister(t)
	dir := t.TempDir() + "/data"
	ok(t, "import", "register", seed+"/register.json", "--sources", seed+"/sources", "--data", dir)
	one := summaryOf(t, dir)
	one.figures(t, map[string]string{
		"registered": "46", "n": "14", "not_verifiable": "2", "other_kinds": "30", "not_in_force": "0", "assessed": "0", "coverage_bp": "0",
		"silence_bp": "10000", "score_bp": "null", "floor_bp": "0", "ceiling_bp": "10000", "unassigned": "14", "never_asked": "14", "asked_no_answer": "0",
		"on_time_bp": "null", "stale_bp": "0", "claim_gap_bp": "0", "age_days_median": "null", "age_unknown": "14",
	})
	if one.Lists.NotCounted.Total != 32 || len(one.Lists.NotCounted.Rows) != 32 || one.Lists.NotCounted.Rows[0].Reason == nil {
		t.Errorf("tracked and not counted: %+v", one.Lists.NotCounted)
	}
	people(t, dir)
	assessTheFirst(t, dir)
	summaryOf(t, dir).figures(t, map[string]string{
		"registered": "46", "n": "14", "assessed": "12", "strict_bp": "1429", "high_bp": "3571", "coverage_bp": "8571",
		"score_bp": "4583", "floor_bp": "3929", "ceiling_bp": "5357",
	})
	summaryOf(t, dir, "--at", fmt.Sprint(one.At.Sequence)).figures(t, map[string]string{"n": "14", "assessed": "0", "silence_bp": "10000", "score_bp": "null"})
}

// The same question is answered with the same bytes: in other time zones and
// languages, by a server, from a book made anew, later.
func TestASummaryIsTheSameEverywhere(t *testing.T) {
	dir := imported(t)
	ok(t, "record", "progress", "--commitment", item, "--state", "planning", "--data", dir)
	at := read[status](t, ok(t, "status", "--data", dir, "--json")).Row.Ledger.Sequence
	args := []string{"report", "summary", "--at", fmt.Sprint(at), "--scope", "province/PK-PB", "--scope", "province/PK-SD", "--format", "json", "-o", "-", "--data", dir}
	want := ok(t, args...).out
	elsewhere := func(env ...string) string {
		child := exec.Command(os.Args[0], args...)
		child.Env = append(append(os.Environ(), "AHD_TEST_PROGRAM=1"), env...)
		out, err := child.Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	check := func(what, got string) {
		t.Helper()
		if got != want {
			t.Errorf("%s it is another document:\n%s\n%s", what, got, want)
		}
	}
	check("in Honolulu and German", elsewhere("TZ=Pacific/Honolulu", "LANG=de_DE.UTF-8", "LC_ALL=de_DE.UTF-8"))
	check("in Auckland and Urdu", elsewhere("TZ=Pacific/Auckland", "LANG=ur_PK.UTF-8"))
	args[5], args[7] = args[7], args[5]
	check("with the scope the other way round", ok(t, args...).out)
	ok(t, "record", "progress", "--commitment", item, "--state", "stalled", "--data", dir)
	check("later", ok(t, args...).out)
	ok(t, "rebuild", "--data", dir)
	check("from a book made anew", ok(t, args...).out)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	check("by a server", ok(t, args...).out)
	file := filepath.Join(t.TempDir(), "summary.json")
	ok(t, append(args[:len(args)-4:len(args)-4], "-o", file, "--data", dir)...)
	content, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(content, []byte(want)) {
		t.Errorf("in a file it is another document: %v", err)
	}
	if sum := sha256.Sum256(content); len(hex.EncodeToString(sum[:])) != 64 || !json.Valid(content) {
		t.Error("no JSON")
	}
}

// What cannot be answered is answered with a sentence and a code.
func TestASummaryOfNothing(t *testing.T) {
	dir := imported(t)
	for what, c := range map[string]struct {
		args []string
		code string
	}{
		"an unknown meeting":      {[]string{"--scope", "convening/nowhere"}, "scope.unknown"},
		"an unknown organisation": {[]string{"--scope", "party/nobody"}, "scope.unknown"},
		"an unknown place":        {[]string{"--scope", "province/PK-XX"}, "scope.unknown"},
		"an unknown target":       {[]string{"--scope", "sdg-target/99.1"}, "scope.unknown"},
		"an unknown scheme":       {[]string{"--scope", "external/horoscope/2023/4"}, "scope.unknown"},
		"an unknown kind":         {[]string{"--scope", "kind/wish"}, "scope.unknown"},
		"a period without an end": {[]string{"--scope", "period/2024-01-01/.."}, "scope.unknown"},
		"an unknown scope":        {[]string{"--scope", "mood/good"}, "scope.unknown"},
		"half a scope":            {[]string{"--scope", "province"}, "scope.unknown"},
		"before the first event":  {[]string{"--at", "2001-01-01"}, "at"},
		"on a day before it":      {[]string{"--on", "2001-01-01"}, "on"},
		"after the last event":    {[]string{"--at", "99999"}, "at"},
		"tomorrow":                {[]string{"--at", "2999-01-01"}, "at"},
		"no moment":               {[]string{"--at", "once"}, "at"},
		"no day":                  {[]string{"--on", "tomorrow"}, "on"},
		"an unknown method":       {[]string{"--method", "ahd-2"}, "method.unknown"},
		"no method":               {[]string{"--method", "guess"}, "method.unknown"},
		"an unknown form":         {[]string{"--format", "papyrus"}, "usage"},
	} {
		if p := fails(t, 1, append([]string{"report", "summary", "--data", dir}, c.args...)...); p.Code != c.code || !strings.HasSuffix(p.Detail, ".") {
			t.Errorf("%s: %+v", what, p)
		}
	}
	if p := fails(t, 1, "report", "summary", "--data", t.TempDir()+"/empty"); p.Code != "register.none" {
		t.Errorf("%+v", p)
	}
}
