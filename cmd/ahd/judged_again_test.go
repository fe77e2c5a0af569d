package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A finding was independent; then what its author's organisation reported on is said to
// be the same. That is told wherever the finding is, from then on; not of the time
// before, nor once the two are found to be two.
func TestWhatIsMergedIntoAFindingIsSaidOfIt(t *testing.T) {
	dir := imported(t)
	people(t, dir)
	ok(t, "record", "progress", "--commitment", "cm-b3", "--state", "in_progress", "--as", "p-focal", "--role", "focal_point", "--data", dir)
	ok(t, assessing(dir, "cm-b2", "limited", "p-focal")...)
	before := read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).At.Sequence
	independence(t, dir, true)
	for _, link := range [][]string{
		{"merge", "--commitment", "cm-b3", "--into", "cm-b2"}, {"unmerge", "--commitment", "cm-b3"}, {"supersede", "--commitment", "cm-b3", "--by", "cm-b2"},
	} {
		ok(t, slices.Concat([]string{"record"}, link, []string{"--reason", "The same sentence", "--data", dir})...)
		independence(t, dir, link[0] == "unmerge")
		independence(t, dir, true, "--at", fmt.Sprint(before))
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	response, err := http.Get(s.url + "/commitments/cm-b2")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if n := strings.Count(string(page), "Not independent: whoever judged"); err != nil || n != 2 {
		t.Errorf("the page says it %d times (%v)", n, err)
	}
}

// independence checks whether cm-b2 is told to be assessed by somebody independent.
func independence(t *testing.T, dir string, want bool, when ...string) {
	t.Helper()
	asking := func(args ...string) []map[string]any {
		t.Helper()
		return read[list](t, ok(t, slices.Concat(args, when, []string{"--data", dir, "--json"})...)).Rows
	}
	for value, n := range map[string]int{"false": map[bool]int{false: 1}[want], "true": map[bool]int{true: 1}[want]} {
		if rows := asking("list", "commitments", "--independent", value); len(rows) != n || n == 1 && (rows[0]["id"] != "cm-b2" || rows[0]["independent"] != want) {
			t.Errorf("%v, --independent %s: %v", when, value, rows)
		}
	}
	if len(when) > 0 {
		return
	}
	rows := asking("timeline", "commitment", "cm-b2")
	i := slices.IndexFunc(rows, func(row map[string]any) bool { return row["independent"] != nil })
	if i < 0 || rows[i]["independent"] != want || (rows[i]["not_independent"] == "reporter") == want {
		t.Errorf("the timeline says %v", rows)
	}
	status := read[struct {
		Row struct {
			NotIndependent int `json:"not_independent"`
		} `json:"row"`
	}](t, ok(t, "status", "--data", dir, "--json")).Row
	if (status.NotIndependent == 0) != want {
		t.Errorf("%d are counted", status.NotIndependent)
	}
}
