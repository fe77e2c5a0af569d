package web_test

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// clock is a time of day, as people, machines and Urdu write it.
var clock = regexp.MustCompile(`(^|[^0-9])([01]?[0-9]|2[0-3]):[0-5][0-9]($|[^0-9])`)

// links are addresses of this register on a page.
var links = regexp.MustCompile(`(?:href|action)=["'](/[^"'#]*)`)

// Whoever is not signed in sees on which day something was recorded, and never at what
// time: on no page that any other page leads to, in no file, in no header.
func TestNoPageSaysAtWhatTimeSomethingWasRecorded(t *testing.T) {
	for name, begin := range map[string]func() *webtest.World{
		"full": func() *webtest.World { return webtest.Full(webtest.New(t)) }, "structured": func() *webtest.World { return structured(webtest.New(t)) },
		"lively": func() *webtest.World { return webtest.Lively(webtest.New(t)) }, "counted": func() *webtest.World { return webtest.Counted(webtest.New(t)) },
		"sealed": func() *webtest.World { return webtest.Sealed(t, 20, false).World }, "empty": func() *webtest.World { return webtest.New(t) },
	} {
		w := begin()
		waiting, seen := append([]string{"/", "/check", "/nothing", "/at/5/", "/at/2026-11-23/", "/changes?from=2", "/at/2026-11-23T01:30:00Z/"}, structuredPages...), map[string]bool{}
		for _, format := range []string{"json", "html", "csv", "csv-excel", "xlsx"} {
			waiting = append(waiting, "/summaries/file?format="+format+"&at=7", "/at/6/summaries/file?lang=ur&format="+format)
		}
		for len(waiting) > 0 && len(seen) < 130 {
			target := html.UnescapeString(waiting[0])
			waiting = waiting[1:]
			if seen[target] || strings.HasPrefix(target, "/log/") || strings.HasPrefix(target, "/documents/") || strings.HasPrefix(target, "/static/") {
				continue
			}
			seen[target] = true
			response := w.Get(target)
			for field, values := range response.Header() {
				if clock.MatchString(strings.Join(values, " ")) {
					t.Errorf("%s, %s: the header %s is %v", name, target, field, values)
				}
			}
			said := shown(t, response.Body.Bytes())
			if at := clock.FindStringIndex(said); at != nil && !strings.Contains(target, ":") {
				t.Errorf("%s, %s: …%s…", name, target, said[max(0, at[0]-60):min(len(said), at[1]+20)])
			}
			for _, link := range links.FindAllStringSubmatch(said, -1) {
				waiting = append(waiting, link[1])
			}
		}
		if name != "empty" && name != "sealed" && len(seen) < 60 {
			t.Errorf("%s: only %d pages were looked at", name, len(seen))
		}
	}
}

// shown is what somebody who opens a file can read in it.
func shown(t *testing.T, content []byte) string {
	t.Helper()
	if !bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return string(content)
	}
	book, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	webtest.Must(t, err)
	var all strings.Builder
	for _, part := range book.File {
		inside, err := part.Open()
		webtest.Must(t, err)
		text, err := io.ReadAll(inside)
		webtest.Must(t, err)
		all.WriteString("\n" + strings.ReplaceAll(string(text), "A1:", "")) // ranges of cells
	}
	return all.String()
}

// Nobody finds out when something was recorded by asking how the register stood at a time.
func TestNobodyHalvesTimes(t *testing.T) {
	w := structured(webtest.New(t))
	for _, target := range []string{"/at/%s/", "/changes?from=%s", "/changes?from=1&to=%s", "/summaries/preview?at=%s", "/summaries/file?format=json&at=%s"} {
		for _, moment := range []string{"2026-11-22T20:30:03Z", "2026-11-23T01:30:03%2B05:00", "2026-11-23T01:30"} {
			if response := w.Get(strings.ReplaceAll(target, "%s", moment)); response.Code != http.StatusBadRequest {
				t.Errorf("%s at %s: %d", target, moment, response.Code)
			}
		}
		if response := w.Get(strings.ReplaceAll(target, "%s", "2026-11-23")); response.Code >= 400 {
			t.Errorf("%s on a day: %d", target, response.Code)
		}
	}
}

// A summary that was published is given as it was, byte for byte; any other names the day.
func TestAPublishedSummaryIsGivenAsItWasPublished(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	dated, encoded := webtest.DocumentOf(w, "on=2026-12-31")
	if !dated.IsDated() {
		t.Errorf("nobody published it, and it says %s", dated.At.Time)
	}
	whole := dated
	webtest.Must(t, w.Book.Read(t.Context(), func(v *book.View) error {
		whole.At.Time = book.Time(v.At.Time)
		return nil
	}))
	want, err := whole.JSON()
	webtest.Must(t, err)
	if bytes.Equal(want, encoded) {
		t.Fatal("the two are one")
	}
	w.Say("summary/year", events.SummaryPublished{Digest: document.Digest(want), Method: "ahd-1", On: dated.On, Root: dated.At.Root,
		Sequence: int64(dated.At.Sequence), Title: "Year", Scope: []events.SummaryScope{}})
	query := "on=2026-12-31&at=" + web.Digits(dated.At.Sequence)
	if _, given := webtest.DocumentOf(w, query); !bytes.Equal(given, want) {
		t.Errorf("%s", given)
	}
	page := w.Page("/summaries/year")
	webtest.Has(t, html.UnescapeString(page), "found to be what was published", document.Digest(want), "ahd report summary --at ")
	if clock.MatchString(page) || strings.Contains(page, "--days") {
		t.Error("the page says the time, or another document")
	}
	webtest.Has(t, w.Page("/summaries/preview?on=2026-12-31&at="+web.Digits(dated.At.Sequence-1)), " --days ")
}
