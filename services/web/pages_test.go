package web_test

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// everyPage are the addresses of all pages of the full world.
var everyPage = []string{
	"/", "/?self_reported=no_report", "/?convening=nowhere", "/commitments/cm-1", "/commitments/cm-2",
	"/commitments/cm-2-pk-pb", "/commitments/cm-3", "/convenings/summer", "/commitments/cm-1?after=3",
	"/instruments/recs", "/instruments/declaration", "/working-groups/wg-1", "/organisations", "/organisations/fia", "/organisations/gov-pb", "/unknown", "/summaries", "/summaries/new", "/summaries/preview", "/summaries/preview?lang=ur",
}

func TestAnEmptyRegisterSaysWhatToDo(t *testing.T) {
	w := webtest.New(t)
	page := w.Page("/")
	for _, want := range []string{"No commitment is recorded yet.", "ahd import register FILE --sources DIR", "event 0"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if page := w.Page("/?assessed=complete"); !strings.Contains(page, "No commitment matches") || !strings.Contains(page, "show all commitments") {
		t.Error(page)
	}
	for _, target := range []string{"/commitments/cm-1", "/convenings/summer", "/instruments/recs", "/working-groups/wg-1", "/organisations/fia", "/nothing", "/commitments/", "/commitments/UPPER", "/commitments/a/b"} {
		response := w.Get(target)
		webtest.CheckPage(t, response.Body.String())
		if response.Code != http.StatusNotFound || !strings.Contains(response.Body.String(), "There is no") {
			t.Errorf("%s: %d", target, response.Code)
		}
	}
}

// Bare things have every field absent that may be absent.
func TestBareThingsHavePages(t *testing.T) {
	w := webtest.New(t)
	quote := webtest.NastyQuote()
	w.Say("convening/bare", events.ConveningRegistered{
		Kind: "round-table", Date: events.StatedDate{Basis: "source"}, Organisers: []string{}, Partners: []string{}, Sources: []string{},
	})
	if page := w.Page("/convenings/bare"); !strings.Contains(page, "Round table</h1>") || strings.Count(page, "not stated") < 3 {
		t.Error(page)
	}
	w.Say("convening/bare", events.ParticipationRecorded{Participation: "p-1", Quote: quote})
	w.Say("commitment/c", events.CommitmentCaptured{Children: []string{}, Convening: "bare", Geography: []string{}, Kind: "kind-of-a-newer-build", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "Bare"})
	w.Page("/convenings/bare")
	for _, want := range []string{"kind of a newer build", "Issued by", "nobody yet", "no due date", "No sentence of a source"} {
		if !strings.Contains(w.Page("/commitments/c"), want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestNothingThatWasTypedRuns(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for _, target := range everyPage {
		page := w.Page(target)
		for _, text := range webtest.Nasty {
			if strings.ContainsAny(text, `<"'`) && strings.Contains(page, text) {
				t.Errorf("%s holds %q unescaped", target, text)
			}
		}
	}
	page := html.UnescapeString(w.Page("/commitments/cm-1"))
	for _, want := range []string{"Text " + webtest.EverythingNasty, "quote " + webtest.EverythingNasty, "narrative " + webtest.EverythingNasty, "description " + webtest.EverythingNasty} {
		if !strings.Contains(page, events.Shown(want)) {
			t.Errorf("the words %q did not survive", want)
		}
	}
}

func TestACommitmentTellsItsStory(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	page := w.Page("/commitments/cm-1")
	for _, want := range []string{
		webtest.Urdu, "Self-reported: stalled · Assessed: not assessed", "bytes 120 to 181", "text withheld",
		"Progress reported: planning", "Due date set: 22 November 2026", "To be heard of: every 90 days",
		"by focal person", "entered for <span dir=\"auto\">gov-pb", "by the system", "Happened: October 2026", "Happened: not stated",
		"overdue", "every 90 days", "oq-1", "SDG targets", "<bdi>8.7</bdi> ", "<bdi>16.2</bdi> ", "Punjab, XX", "still so",
		`<bdi class="id">cm-1</bdi>`, `href="/instruments/recs"`, `href="/working-groups/wg-1"`, `href="/organisations/fia"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, slip := range []string{"oq-2", "p-secret", "session"} {
		if strings.Contains(page, slip) {
			t.Errorf("the page says %q", slip)
		}
	}
	if newest, oldest := strings.Index(page, "Progress reported: stalled"), strings.Index(page, "Noted from its source"); newest > oldest {
		t.Error("the newest event comes first")
	}
}

// Only addresses of the web are links; everything else is shown as text.
func TestOnlyWebAddressesAreLinks(t *testing.T) {
	page := webtest.Full(webtest.New(t)).Page("/commitments/cm-1")
	if got := strings.Count(page, `rel="noopener noreferrer nofollow"`); got != 2 { // once as proof, once in the timeline
		t.Errorf("%d links", got)
	}
	if got := strings.Count(page, "so not a link"); got != 20 { // typed now, and as older versions wrote them
		t.Errorf("%d addresses that are no links", got)
	}
	if !strings.Contains(page, `href="https://example.org/a?b=c&amp;d=%22%3ce%3e"`) {
		t.Error("the address of the proof")
	}
}

func TestAWholeNamesItsParts(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	page := w.Page("/commitments/cm-2")
	for _, want := range []string{"Kept in several places", `href="/commitments/cm-2-pk-pb"`, "cm-2-pk-sd", "not in the register yet", "Report on one of them"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "<textarea") {
		t.Error("there is a form for a commitment that is reported on in its parts")
	}
	if page := w.Page("/commitments/cm-2-pk-pb"); !strings.Contains(page, `href="/commitments/cm-2"`) || !strings.Contains(page, "<textarea") {
		t.Error("a part leads to its whole and has a form")
	}
}

func TestAMeetingShowsWhatCameOfIt(t *testing.T) {
	page := webtest.Full(webtest.New(t)).Page("/convenings/summer")
	for _, want := range []string{
		"30 July, year not stated", "about 30 July 2024", "Not from these sources", "Summer ", "Group ", "Recs ", `id="group-wg-1"`, `id="instrument-recs"`,
		`href="/commitments/cm-1"`, `href="/commitments/cm-2"`, `href="/commitments/cm-2-pk-pb"`,
		`id="figure-fg-1"`, `href="/convenings/summer#figure-fg-2"`, "<bdi>fg-9</bdi>", "oq-1", "published: July 2024",
		`href="/organisations/fia"`, "not-registered", `href="/instruments/recs"`, `href="/working-groups/wg-1"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "oq-2") {
		t.Error("a question about something else is shown")
	}
	whole, part := strings.Index(page, `/commitments/cm-2"`), strings.Index(page, `/commitments/cm-2-pk-pb"`)
	if whole > part || !strings.Contains(page[whole:part], `<ul class="tree">`) {
		t.Error("parts are nested in their whole")
	}
}

func TestThePageSaysHowFarItHasRead(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for _, target := range everyPage {
		if page := w.Page(target); !strings.Contains(page, "as of 23 November 2026 in Karachi · event "+web.Count(len(w.Log.Bodies))) {
			t.Errorf("%s does not say it", target)
		}
	}
}

func TestTheBarsOnTop(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	config := w.Config()
	config.Note = "Example data. " + webtest.EverythingNasty
	w.Handler = webtest.Pages(config)
	w.NotReady = http.ErrServerClosed
	for _, target := range append(everyPage, "/convenings/summer") {
		page := w.Page(target)
		if !strings.Contains(page, "Example data.") || !strings.Contains(page, "Nothing can be recorded now.") || !strings.Contains(page, "Http: Server closed.") {
			t.Errorf("%s has no bars", target)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 18432: "18,432", 1234567: "1,234,567"} {
		if got := web.Count(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// Nobody waits for an event that was never recorded, on whichever page.
func TestAnEventBeyondTheRecordIsRefusedAtOnce(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for _, page := range everyPage {
		address, rest, _ := strings.Cut(page, "?")
		for _, after := range []string{"99999", "9223372036854775807"} {
			response := w.Get(address + "?after=" + after)
			webtest.CheckPage(t, response.Body.String())
			summary := strings.HasPrefix(address, "/summaries/") && response.Code == http.StatusBadRequest // these know no such word
			if !summary && (response.Code != http.StatusNotFound || !strings.Contains(response.Body.String(), "There is no event "+after+" yet")) {
				t.Errorf("%s (%s): %d", address, rest, response.Code)
			}
		}
	}
}
