package main

import (
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/api"
)

func TestSearchIsAFilterOfEveryList(t *testing.T) {
	dir := imported(t)
	for _, name := range api.TableNames() {
		all := read[list](t, ok(t, "list", name, "--json", "--data", dir))
		for _, row := range all.Rows {
			for _, field := range []string{"text", "name", "title", "claim", "question"} {
				said, stated := row[field].(string)
				if !stated || len([]rune(said)) > 200 {
					continue
				}
				found := read[list](t, ok(t, "list", name, "--search", strings.ToUpper(said), "--json", "--data", dir))
				if !slices.Contains(ids(found), row["id"].(string)) || len(found.Rows) == len(all.Rows) && len(all.Rows) > 1 {
					t.Errorf("%s: %q finds %v", name, said, ids(found))
				}
			}
			break // one of each list will do
		}
	}
	p := fails(t, 1, "list", "commitments", "--search", "…", "--data", dir)
	if p.Code != "filter" || *p.Recorded {
		t.Errorf("%+v", p)
	}
	fails(t, 1, "list", "parties", "--search", strings.Repeat("x", 201), "--data", dir)
}

func TestAReportIsFoundHoweverItIsSpelled(t *testing.T) {
	dir := imported(t)
	ok(t, "record", "progress", "--commitment", "cm-c1", "--state", "in_progress",
		"--narrative", "کمیٹی کی سفارِشات ۱۲ ضلعوں کو بھیجی گئیں", "--data", dir)
	for _, query := range []string{"سفارشات", "كميٹي كي", "12 ضلعوں", "بہیجی"} {
		found := read[list](t, ok(t, "list", "commitments", "--search", query, "--record", "confirmed", "--json", "--data", dir))
		if got := ids(found); !slices.Equal(got, []string{"cm-c1"}) {
			t.Errorf("%s finds %v", query, got)
		}
	}
	if found := read[list](t, ok(t, "list", "commitments", "--search", "سفارشات", "--convening", "world-day-2024", "--json", "--data", dir)); len(found.Rows) != 0 {
		t.Errorf("the other filters are forgotten: %v", ids(found))
	}
}

func ids(found list) (all []string) {
	for _, row := range found.Rows {
		all = append(all, row["id"].(string))
	}
	return all
}
