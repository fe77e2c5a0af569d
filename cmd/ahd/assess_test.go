package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
)

// people registers a reporter of the FIA, an assessor of the NCRC and an approver
// of the UNODC, and somebody who looks after them.
func people(t *testing.T, dir string) {
	t.Helper()
	for _, p := range [][3]string{
		{"p-keeper", "ssdo", "administrator,coordinator"}, {"p-focal", "fia", "focal_point,assessor"},
		{"p-assessor", "ncrc", "assessor,focal_point"}, {"p-approver", "unodc", "approver"}, {"p-colleague", "ncrc", "approver"},
	} {
		ok(t, "record", "person", "--id", p[0], "--party", p[1], "--roles", p[2], "--data", dir)
	}
}

func assessing(dir, id, level, as string) []string {
	return []string{"record", "assess", "--commitment", id, "--level", level, "--confidence", "high", "--method", "ahd-1",
		"--rationale", "Two of nine districts", "--as", as, "--role", "assessor", "--data", dir}
}

// The countable items of the first register are assessed by somebody of another
// organisation; what is complete needed a document before.
func TestTheFirstRegisterIsAssessed(t *testing.T) {
	seed := firstRegister(t)
	dir := t.TempDir() + "/data"
	ok(t, "import", "register", seed+"/register.json", "--sources", seed+"/sources", "--data", dir)
	people(t, dir)
	assessTheFirst(t, dir)
	for level, want := range map[string]int{"complete": 2, "substantial": 3, "limited": 4, "not_started": 2, "no_evidence": 1} {
		if rows := read[list](t, ok(t, "list", "commitments", "--assessed", level, "--data", dir, "--json")).Rows; len(rows) != want {
			t.Errorf("%s: %d, want %d", level, len(rows), want)
		}
	}
}

// assessTheFirst records twelve assessments of the first register.
func assessTheFirst(t *testing.T, dir string) {
	t.Helper()
	var countable []string
	for _, kind := range []string{"declaration", "recommendation"} {
		for _, row := range read[list](t, ok(t, "list", "commitments", "--kind", kind, "--data", dir, "--json")).Rows {
			if row["verifiable"] == true && row["parent"] == nil {
				countable = append(countable, row["id"].(string))
			}
		}
	}
	left := []string{"cm-b6", "cm-b8"} // kept in several places
	levels := []string{"complete", "complete", "substantial", "substantial", "substantial", "limited", "limited", "limited", "limited",
		"not_started", "not_started", "no_evidence"}
	if len(countable) != len(levels)+len(left) {
		t.Fatalf("%d countable: %v", len(countable), countable)
	}
	for _, id := range left {
		if p := fails(t, 2, assessing(dir, id, "limited", "p-assessor")...); !strings.Contains(p.Detail, id+"-pk-pb") {
			t.Errorf("%+v", p)
		}
		countable = slices.DeleteFunc(countable, func(other string) bool { return other == id })
	}
	for i, id := range countable {
		if levels[i] == "complete" {
			if p := fails(t, 2, assessing(dir, id, "complete", "p-assessor")...); p.Code != "assess.no-evidence" {
				t.Errorf("%+v", p)
			}
			ok(t, "record", "evidence", "--commitment", id, "--url", "https://example.org/report", "--as", "p-focal", "--role", "focal_point", "--data", dir)
		}
		ok(t, assessing(dir, id, levels[i], "p-assessor")...)
	}
}

// Nobody assesses or closes what they, or their organisation, reported on.
func TestNobodyAssessesTheirOwnWork(t *testing.T) {
	dir := imported(t)
	people(t, dir)
	report := func(as string) []string {
		return []string{"record", "progress", "--commitment", item, "--state", "reported_complete", "--as", as, "--role", "focal_point", "--data", dir}
	}
	ok(t, report("p-focal")...)
	ok(t, "record", "evidence", "--commitment", item, "--url", "https://example.org/report", "--as", "p-focal", "--data", dir)
	closing := func(as string) []string {
		return []string{"record", "close", "--commitment", item, "--outcome", "implemented", "--as", as, "--data", dir}
	}
	for code, args := range map[string][]string{
		"eyes.reporter":    assessing(dir, item, "limited", "p-focal"),
		"local.four-eyes":  slices.DeleteFunc(assessing(dir, item, "limited", ""), func(arg string) bool { return arg == "--as" || arg == "" }),
		"person.reserved":  assessing(dir, item, "limited", "local"),
		"person.unknown":   assessing(dir, item, "limited", "p-nobody"),
		"role.not-held":    assessing(dir, item, "limited", "p-approver"),
		"eyes.proxy":       append(assessing(dir, item, "limited", "p-assessor"), "--on-behalf-of", "ilo"),
		"role.not-allowed": closing("p-keeper"),
	} {
		want := 4
		if strings.HasPrefix(code, "person.") {
			want = 1
		}
		if p := fails(t, want, args...); p.Code != code || p.Recorded == nil || *p.Recorded {
			t.Errorf("%s: %+v", code, p)
		}
	}
	if p := fails(t, 2, closing("p-approver")...); p.Code != "close.not-complete" {
		t.Errorf("%+v", p)
	}
	ok(t, assessing(dir, item, "complete", "p-assessor")...)
	if p := fails(t, 4, report("p-assessor")...); p.Code != "progress.by-assessor" {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 4, closing("p-colleague")...); p.Code != "eyes.assessor" {
		t.Errorf("%+v", p)
	}
	ok(t, closing("p-approver")...)
	ok(t, "record", "reopen", "--commitment", item, "--reason", "The shelter is locked", "--as", "p-approver", "--data", dir)
}

// The same person reports and assesses at the same moment: one of the two is not
// allowed, however they race.
func TestReportAndAssessmentOfOnePersonRace(t *testing.T) {
	dir := imported(t)
	people(t, dir)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	for _, id := range []string{"cm-b1", "cm-b2", "cm-b3", "cm-b4", "cm-b5", "cm-b9"} {
		var race sync.WaitGroup
		codes := make([]int, 4)
		for i := range codes {
			race.Go(func() {
				args := assessing(dir, id, "limited", "p-assessor")
				if i%2 == 0 {
					args = []string{"record", "progress", "--commitment", id, "--state", "planning", "--as", "p-assessor", "--role", "focal_point", "--data", dir}
				}
				codes[i] = untilDecided(t, append(args, "--command-id", uuid.NewString()))
			})
		}
		race.Wait()
		reported, assessed := codes[0]+codes[2], codes[1]+codes[3]
		if !(reported == 0 && assessed == 8 || reported == 8 && assessed == 0) {
			t.Errorf("%s: reports end with %v and %v, assessments with %v and %v", id, codes[0], codes[2], codes[1], codes[3])
		}
	}
}

// untilDecided sends a command again while somebody else is faster.
func untilDecided(t *testing.T, args []string) int {
	for range 20 {
		if a := ahd(t, args...); a.code != 3 {
			return a.code
		}
	}
	t.Error(fmt.Sprint("never decided: ", args))
	return -1
}

// What depends on a day is asked with one.
func TestALifeIsAskedWithADay(t *testing.T) {
	dir := imported(t)
	people(t, dir)
	ok(t, "record", "operationalise", "--commitment", item, "--party", "fia", "--due", "2027-01-31", "--data", dir)
	ok(t, "record", "revise-due", "--commitment", item, "--due", "2027-06-30", "--reason", "Floods", "--data", dir)
	ok(t, "record", "progress", "--commitment", item, "--state", "planning", "--on-behalf-of", "fia", "--channel", "phone", "--as", "p-keeper", "--data", dir)
	on := func(day string) map[string]any {
		return read[shown](t, ok(t, "show", "commitment", item, "--on", day, "--data", dir, "--json")).Row
	}
	for day, want := range map[string][3]any{
		"2026-12-01": {"on_schedule", "on_schedule", false}, "2027-01-15": {"on_schedule", "due_soon", false},
		"2027-02-01": {"on_schedule", "overdue", false}, "2028-01-01": {"overdue", "overdue", true},
	} {
		row := on(day)
		if row["timeliness"] != want[0] || row["original_timeliness"] != want[1] || row["stale"] != want[2] || row["original_due"] != "2027-01-31" {
			t.Errorf("%s: %v %v %v", day, row["timeliness"], row["original_timeliness"], row["stale"])
		}
	}
	for filter, value := range map[string]string{"--proxy": "true", "--stale": "true"} {
		rows := read[list](t, ok(t, "list", "commitments", "--id", item, filter, value, "--on", "2028-01-01", "--data", dir, "--json")).Rows
		if len(rows) != 1 {
			t.Errorf("%s %s: %d rows", filter, value, len(rows))
		}
	}
	if p := fails(t, 1, "show", "commitment", item, "--on", "tomorrow", "--data", dir); p.Code != "on" {
		t.Errorf("%+v", p)
	}
	report := on("2026-12-01")["last_report"].(string)
	if p := fails(t, 4, "record", "confirm-report", "--commitment", item, "--report", report, "--as", "p-keeper", "--data", dir); p.Code != "report.not-yours" {
		t.Errorf("%+v", p)
	}
	ok(t, "record", "confirm-report", "--commitment", item, "--report", report, "--as", "p-focal", "--role", "focal_point", "--data", dir)
}

type shown struct {
	Row map[string]any `json:"row"`
}
