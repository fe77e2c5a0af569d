package summaries_test

import (
	"bytes"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

var numberLinks = regexp.MustCompile(`<a href='(/at/[^']*)'><bdi dir="ltr">(?:\x{2066})?([0-9,]+)(?:\x{2069})?</bdi></a>`)

// Each number of the page leads to a list that is as long as the number says.
func TestEachNumberLeadsToItsList(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	for _, lang := range []string{"en", "ur"} {
		page := w.Page("/summaries/preview?lang=" + lang)
		found := 0
		for _, link := range numberLinks.FindAllStringSubmatch(page, -1) {
			address := html.UnescapeString(link[1])
			n, _ := strconv.Atoi(strings.ReplaceAll(link[2], ",", ""))
			if strings.Contains(address, "dated=true") { // a median of days
				continue
			}
			if strings.Contains(address, "timeliness=overdue") && n > 1 { // days
				continue
			}
			list := w.Page(address)
			want := map[bool]string{true: web.Count(n) + " commitment", false: "No commitment matches"}[n > 0]
			if !strings.Contains(list, want) {
				t.Errorf("%s says %d, and its list does not say %q", address, n, want)
			}
			found++
		}
		if found < 20 {
			t.Errorf("only %d numbers lead anywhere", found)
		}
		webtest.Has(t, page, `<div lang="`+lang+`"`, "ahd report summary --at ", "ahd report check FILE", "/summaries/file?", "SHA-256")
	}
}

// A page of a summary stays small, whatever stands in the register.
func TestASummaryStaysSmall(t *testing.T) {
	w := webtest.New(t)
	told := w.AtOnce()
	w.Say("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test", VerifierKey: "k"})
	for i := range 60 {
		id := strconv.Itoa(i)
		w.Say("party/p-"+id, events.PartyRegistered{Name: "Organisation " + id, Kind: "government", Sources: []string{}})
		w.Say("convening/c-"+id, events.ConveningRegistered{Kind: "meeting", Date: events.StatedDate{Basis: "x"}, Organisers: []string{}, Partners: []string{}, Sources: []string{}})
		w.Say("commitment/cm-"+id, events.CommitmentCaptured{
			Children: []string{}, Convening: "c-" + id, Geography: []string{"PK-PB"}, Kind: "declaration", Quotes: []events.Quote{}, SDGTargets: []string{},
			Text: strings.Repeat("Open a home for rescued children. ", 3), Verifiable: true,
		})
		w.Say("commitment/cm-"+id, events.CommitmentConfirmed{Basis: "quotes-found"})
		w.Say("commitment/cm-"+id, events.CommitmentAssigned{Party: "p-" + id})
	}
	told()
	page := w.Page("/summaries/preview")
	if len(page) > 150_000 {
		t.Errorf("%d bytes", len(page))
	}
	webtest.Has(t, page, "48 more rows are not shown here", "48 more are not listed here")
}

// What is chosen in one step is there in the next, and nothing is kept elsewhere.
func TestASummaryIsAskedForStepByStep(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	first := w.Page("/summaries/new")
	webtest.Has(t, first, `value="party/fia"`, `value="province/PK-PB"`, `value="pillar/protection"`, `value="convening/summer"`, `value="sdg-target/8.7"`, "everything")
	second := w.Page("/summaries/new?lang=en&scope=province%2FPK-PB&more=pillar%2Fprotection+period%2F2024&step=2")
	for _, scope := range []string{"province/PK-PB", "pillar/protection", "period/2024"} {
		webtest.Has(t, second, `<input type="hidden" name="scope" value="`+scope+`">`)
	}
	third := w.Page("/summaries/new?scope=province%2FPK-PB&at=20&on=2026-12-31&step=3")
	webtest.Has(t, third, `name="at" value="20"`, `name="on" value="2026-12-31"`, `value="ahd-1"`)
	fourth := w.Page("/summaries/new?scope=province%2FPK-PB&at=20&on=2026-12-31&method=ahd-1&step=4")
	webtest.Has(t, fourth, `action="/summaries/preview"`, `name="method" value="ahd-1"`, "اردو")
	if strings.Contains(fourth, `type="hidden" name="lang"`) {
		t.Error("the language stands twice in the last step")
	}
	webtest.Has(t, w.Page("/summaries"), `href="/summaries/new"`)
	webtest.Has(t, w.Page("/"), `href="/summaries"`)
}

func TestWhatCannotBeSummarisedIsSaid(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	for query, want := range map[string]int{
		"scope=province/XX": 404, "scope=nothing": 404, "scope=party/nobody": 404, "method=ahd-9": 404, "at=99999": 404, "at=2001-01-01": 404, "at=x": 400, "on=1950-01-01": 400, "on=x": 400,
		"lang=fr": 400, "at=1&at=2": 400, "colour=red": 400, "scope=" + strings.Repeat("x", 2_000): 400, "lang=%ff": 400, "%zz": 400,
		strings.Repeat("scope=kind/call&", 0) + "more=" + url.QueryEscape(manyScopes()): 400,
	} {
		for _, page := range []string{"/summaries/preview?", "/summaries/file?format=xlsx&"} {
			response := w.Get(page + query)
			if response.Code != want {
				t.Errorf("%s%.60s: %d, want %d", page, query, response.Code, want)
			}
			webtest.CheckPage(t, response.Body.String())
		}
	}
	for target, want := range map[string]int{"/summaries/nobody": 404, "/summaries/new?step=9": 400, "/summaries/new?step=x": 400, "/summaries/file?format=pdf": 400, "/summaries/file": 400} {
		if response := w.Get(target); response.Code != want {
			t.Errorf("%s: %d, want %d", target, response.Code, want)
		}
	}
}

func manyScopes() string {
	var many strings.Builder
	for year := range 21 {
		many.WriteString(" period/" + strconv.Itoa(2000+year))
	}
	return many.String()
}

// A file is what the program draws, is saved and never opened here, and carries the
// document.
func TestAFileIsGivenToBeSaved(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	_, want := webtest.DocumentOf(w, "lang=ur")
	for _, format := range []string{"html", "xlsx", "csv", "csv-excel"} {
		response := w.Get("/summaries/file?lang=ur&format=" + format)
		disposition := response.Header().Get("Content-Disposition")
		if response.Code != http.StatusOK || !strings.HasPrefix(disposition, `attachment; filename="2026-11-23_summary_ahd-1_event-`) || !strings.Contains(disposition, "_ur.") {
			t.Errorf("%s: %d %s", format, response.Code, disposition)
		}
		if format != "html" && format != "xlsx" {
			continue
		}
		if got, err := document.Extract(format, response.Body.Bytes()); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s carries another document: %v", format, err)
		}
	}
}

// A published summary has an address, where it is made again and compared.
func TestAPublishedSummaryHasAnAddress(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	d, encoded := webtest.DocumentOf(w, "scope=province/PK-PB&on=2026-12-31")
	published := events.SummaryPublished{
		Digest: document.Digest(encoded), Method: "ahd-1", On: d.On, Root: d.At.Root, Sequence: int64(d.At.Sequence), Title: "Year " + webtest.EverythingNasty,
		Scope: []events.SummaryScope{{ID: "PK-PB", Kind: "province"}},
	}
	w.Say("summary/year", published)
	published.Digest = strings.Repeat("0", 64)
	w.Say("summary/forged", published)
	w.Say("commitment/n-2", events.CommitmentAssigned{Party: "fia"})
	page := w.Page("/summaries/year")
	webtest.Has(t, html.UnescapeString(page), "found to be what was published", d.At.Root, "31 December 2026")
	webtest.Has(t, w.Page("/summaries/year?lang=ur"), `dir="rtl" class="summary"`)
	webtest.Has(t, w.Page("/summaries/forged"), "The record gives something else")
	webtest.Has(t, w.Page("/summaries"), `href="/summaries/year"`, `href="/summaries/forged"`)
	if strings.Contains(page, "The record gives something else") {
		t.Error("what was published is doubted")
	}
}

// Under the address of a past moment a summary knows what was known then.
func TestASummaryOfThePast(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	d, _ := webtest.DocumentOf(w, "")
	before := d.At.Sequence - 1
	page := w.Page("/at/" + web.Digits(before) + "/summaries/preview")
	webtest.Has(t, page, "as known at event "+web.Digits(before), `href="/at/`+web.Digits(before)+`/summaries"`)
	if strings.Contains(page, "/at/"+web.Digits(before)+"/at/") || strings.Contains(page, "/at/"+web.Digits(before)+"/on/2026-11-23/at/") {
		t.Error("an address in an address")
	}
}
