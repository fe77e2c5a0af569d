package summaries_test

import (
	"html"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/web/webtest"
)

// A summary of a day does not count what happened later. One that was published when
// summaries did is made again as it was, and says so.
func TestASummaryOfAPastDay(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	w.Now, w.Log.Later = webtest.Now.AddDate(0, 0, 9), 9*24*time.Hour
	w.Say("commitment/n-2", events.CommitmentAssessed{Level: "complete", Confidence: "high", Method: "ahd-1", Considered: []string{}})
	day := "on=2026-11-24"
	d, _ := webtest.DocumentOf(w, day)
	first, encoded := webtest.DocumentOf(w, day+"&shape=ahd-summary/1")
	if d.Format != document.Format || first.Format != document.FormatOne || d.Totals.Assessed != 1 || first.Totals.Assessed != 2 || d.DatedByRecording == 0 {
		t.Errorf("%s: %d, %s: %d", d.Format, d.Totals.Assessed, first.Format, first.Totals.Assessed)
	}
	if now, _ := webtest.DocumentOf(w, ""); now.Totals.Assessed != 2 {
		t.Errorf("today: %d", now.Totals.Assessed)
	}
	if under, _ := webtest.DocumentOf(w, "lang=ur"); under.On == d.On {
		t.Error("the days are one")
	}
	w.Say("summary/first", events.SummaryPublished{
		Digest: document.Digest(encoded), Format: document.FormatOne, Method: "ahd-1", On: first.On, Root: first.At.Root, Sequence: int64(first.At.Sequence), Title: "First",
		Scope: []events.SummaryScope{},
	})
	page := html.UnescapeString(w.Page("/summaries/first"))
	webtest.Has(t, page, "found to be what was published", "This counts what happened later.", "--shape ahd-summary/1", "shape=ahd-summary%2F1")
	if page := w.Page("/on/2026-11-24/summaries/preview"); !strings.Contains(page, "as it stood on 24 November 2026") || strings.Contains(page, "This counts what happened later.") {
		t.Error("a summary of a page of a day is of that day")
	}
	if code := w.Get("/summaries/preview?shape=ahd-summary/9").Code; code != 400 {
		t.Errorf("a shape that there is none of: %d", code)
	}
	list := w.Page("/on/2026-11-24/?has_assessment=true")
	if strings.Contains(list, "commitments/n-2") || !strings.Contains(list, "commitments/n-1") {
		t.Error("the list of the day is another")
	}
}
