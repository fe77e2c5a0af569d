package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dated is a register of two conferences of which one can say when they were, with one
// assessment of today.
func datedRegister(t *testing.T) string {
	dir := imported(t)
	people(t, dir)
	text := filepath.Join(t.TempDir(), "note.txt")
	if err := os.WriteFile(text, []byte("We will open shelter one.\nWe will open shelter two.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ok(t, "record", "source", "--id", "note", "--file", text, "--data", dir)
	for i, date := range []string{"2023-05-10", "2024-02"} {
		meeting, id := fmt.Sprint("meeting-", i+1), fmt.Sprint("cm-dated-", i+1)
		ok(t, "record", "convening", "--id", meeting, "--kind", "conference", "--date", date, "--source", "note", "--data", dir)
		ok(t, "record", "capture", "--id", id, "--convening", meeting, "--kind", "declaration", "--source", "note",
			"--quote", []string{"We will open shelter one.", "We will open shelter two."}[i], "--data", dir)
	}
	ok(t, assessing(dir, "cm-dated-1", "limited", "p-assessor")...)
	return dir
}

// Both conferences took place before the day, and the one assessment is of today: on the
// day nothing was assessed, in the summary, the trend, the list and what show says.
func TestWhatWasTrueOnADay(t *testing.T) {
	dir := datedRegister(t)
	both := []string{"--scope", "convening/meeting-1", "--scope", "convening/meeting-2"}
	then := summaryOf(t, dir, append(both, "--on", "2024-12-31")...)
	then.figures(t, map[string]string{"registered": "2", "n": "2", "assessed": "0", "not_assessed": "2"})
	summaryOf(t, dir, both...).figures(t, map[string]string{"registered": "2", "assessed": "1"})
	summaryOf(t, dir, append(both, "--on", "2023-12-31")...).figures(t, map[string]string{"registered": "1", "assessed": "0"})
	summaryOf(t, dir, append(both, "--on", "2024-12-31", "--shape", "ahd-summary/1")...).figures(t, map[string]string{"registered": "2", "assessed": "1"})
	trendOnADay(t, dir, both)

	rows := func(more ...string) string {
		var ids []string
		for _, row := range read[list](t, ok(t, append([]string{"list", "commitments", "--convening", "meeting-1,meeting-2", "--data", dir, "--json"}, more...)...)).Rows {
			ids = append(ids, fmt.Sprint(row["id"], " ", row["assessed"]))
		}
		return strings.Join(ids, ", ")
	}
	for _, c := range []struct {
		asked []string
		want  string
	}{
		{nil, "cm-dated-1 limited, cm-dated-2 not_assessed"},
		{[]string{"--on", "2024-12-31"}, "cm-dated-1 not_assessed, cm-dated-2 not_assessed"},
		{[]string{"--on", "2024-12-31", "--has-assessment", "true"}, ""},
		{[]string{"--on", "2024-12-31", "--search", "shelter two"}, "cm-dated-2 not_assessed"},
		{[]string{"--on", "2024-02-28"}, "cm-dated-1 not_assessed"},
		{[]string{"--on", "2020-01-01"}, ""},
	} {
		if got := rows(c.asked...); got != c.want {
			t.Errorf("%v: %s, want %s", c.asked, got, c.want)
		}
	}
	one := read[shown](t, ok(t, "show", "commitment", "cm-dated-1", "--on", "2024-12-31", "--data", dir, "--json")).Row
	if one["assessed"] != "not_assessed" {
		t.Errorf("%v", one["assessed"])
	}
	if got := ok(t, "timeline", "commitment", "cm-dated-1", "--on", "2024-12-31", "--data", dir, "--json"); strings.Contains(got.out, "assessed.v1") || !strings.Contains(got.out, "captured.v1") {
		t.Errorf("%s", got.out)
	}
	for _, verb := range []string{"show", "timeline"} {
		if p := fails(t, 1, verb, "commitment", "cm-dated-2", "--on", "2024-02-28", "--data", dir); p.Code != "not-yet" {
			t.Errorf("%+v", p)
		}
		if p := fails(t, 1, verb, "commitment", "cm-none", "--on", "2024-02-28", "--data", dir); p.Code != "commitment.unknown" {
			t.Errorf("%+v", p)
		}
	}
}

// trendOnADay says the same of the points of a trend.
func trendOnADay(t *testing.T, dir string, both []string) {
	t.Helper()
	type points struct {
		Points []struct {
			On    string `json:"on"`
			SoFar bool   `json:"so_far"`
			Now   struct {
				Totals struct {
					Registered int `json:"registered"`
					Assessed   int `json:"assessed"`
				} `json:"totals"`
			} `json:"now"`
		} `json:"points"`
	}
	trend := read[points](t, ok(t, append([]string{"report", "trend", "--every", "quarter", "--from", "2024-10", "--json", "--data", dir}, both...)...)).Points
	if first, last := trend[0], trend[len(trend)-1]; first.On != "2024-12-31" || first.SoFar || first.Now.Totals.Registered != 2 || first.Now.Totals.Assessed != 0 || last.Now.Totals.Assessed != 1 {
		t.Errorf("%+v %+v", first, last)
	}
}

// A summary of a past day is published as it reads the day, and both forms are checked.
func TestSummariesOfBothFormsAreChecked(t *testing.T) {
	dir := datedRegister(t)
	file, _ := written(t, dir, "--on", "2024-12-31")
	first, _ := written(t, dir, "--on", "2024-12-31", "--shape", "ahd-summary/1")
	ok(t, "report", "publish", "--title", "Year", "--on", "2024-12-31", "--id", "year", "--data", dir)
	for _, path := range []string{file, first} {
		if row := checked(t, dir, path).Row; !row.Reproduced || (len(row.Published) == 1) != (path == file) {
			t.Errorf("%s: %+v", path, row)
		}
	}
	ok(t, assessing(dir, "cm-dated-2", "limited", "p-assessor")...)
	if row := checked(t, dir, file).Row; row.Changed || !row.Reproduced {
		t.Errorf("what happens later changes it: %+v", row)
	}
	if row := checked(t, dir, first).Row; !row.Changed || !row.Reproduced {
		t.Errorf("what happens later changes the first form: %+v", row)
	}
	if p := fails(t, 1, "report", "summary", "--shape", "ahd-summary/9", "--data", dir); p.Code != "shape" {
		t.Errorf("%+v", p)
	}
}
