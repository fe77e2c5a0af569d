package commitments_test

import (
	"strings"
	"testing"

	"ahd.example/ahd/services/web/webtest"
)

func section(t *testing.T, page, id string) string {
	t.Helper()
	from := strings.Index(page, `<h2 id="`+id+`"`)
	if from < 0 {
		t.Fatalf("no section %s in\n%s", id, page)
	}
	return page[from : from+strings.Index(page[from:], "</section>")]
}

func TestProofDocumentsSayWhetherTheyCount(t *testing.T) {
	page := webtest.Lively(webtest.New(t)).Page("/commitments/lv-1")
	table := section(t, page, "documents")
	webtest.Has(t, table, "https://example.org/first", "no, replaced <a href=\"#e-", "5 October 2026", "no, taken back",
		"File (application/pdf)</a>, SHA-256", strings.Repeat("ab", 32), "supports it in part", "File (erased), SHA-256")
	webtest.Has(t, page, "Erased: a document; it told of a victim")
	webtest.HasNot(t, page, "image/png")
	if got := strings.Count(table, "<th scope=\"row\""); got != 6 {
		t.Errorf("%d documents", got)
	}
}

// Of a document that is not for everybody, a page shows that there is one.
func TestRestrictedDocumentsAreNotDescribed(t *testing.T) {
	page := webtest.Lively(webtest.New(t)).Page("/commitments/lv-1")
	if got := strings.Count(section(t, page, "documents"), "A document that is not for everybody"); got != 1 {
		t.Errorf("%d restricted documents", got)
	}
	webtest.Has(t, page, "Proof document put away: not for everybody")
	webtest.HasNot(t, page, "restricted words", strings.Repeat("cd", 32), "17 May 2026", "speaks against what was reported")
}

// What is hidden is hidden everywhere on the page; that it is, and why, is not.
func TestWhatIsHiddenIsHidden(t *testing.T) {
	page := webtest.Lively(webtest.New(t)).Page("/commitments/lv-1")
	against := section(t, page, "objections")
	webtest.Has(t, against, "Implemented in part", "it is locked", "https://example.org/visit", "Who says so is not told.", ">see why in the history</a>")
	webtest.Has(t, page, "it named somebody", ">see why</a>", "What was said against it was hidden")
	webtest.HasNot(t, page, "hidden words", "example.org/hidden")
}

func TestMilestones(t *testing.T) {
	table := section(t, webtest.Lively(webtest.New(t)).Page("/commitments/lv-1"), "milestones")
	webtest.Has(t, table, "First ", "reached", "February 2026", "overdue", "Third", "given up", "no due date")
	webtest.HasNot(t, table, "m-1", "m-2", "m-3")
}

func TestMilestonesAreToldByTheirTitles(t *testing.T) {
	page := section(t, webtest.Lively(webtest.New(t)).Page("/commitments/lv-1"), "timeline")
	webtest.Has(t, page, "Milestone reached: First", "Milestone given up: Third")
}

// The later value of a cell counts, one of a report that was taken back does not,
// and no page says a small count, in its table or in its timeline.
func TestMeasurements(t *testing.T) {
	page := webtest.Lively(webtest.New(t)).Page("/commitments/lv-1")
	table := section(t, page, "measured-i")
	webtest.Has(t, table, "should rise from &lt;5 to 777 by 1 January 2027", "1043", "children", "adults", "Punjab", "October 2026", "Counts from 1 to 4")
	webtest.HasNot(t, table, ">99<", "1040", ">3<", "555")
	if got := strings.Count(table, "&lt;5</bdi>"); got != 1 {
		t.Errorf("%d small counts in\n%s", got, table)
	}
	if got := strings.Count(table, ">withheld</bdi>"); got < 1 {
		t.Errorf("the complement is shown in\n%s", table)
	}
	webtest.HasNot(t, section(t, page, "timeline"), "1043", "1040")
}
