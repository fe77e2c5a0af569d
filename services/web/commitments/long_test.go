package commitments_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

var toldEvents = regexp.MustCompile(` id="e-([0-9]+)"`)

// countingRecord is a record that counts what is read of it.
type countingRecord struct {
	web.Record
	read int
}

func (c *countingRecord) Entry(sequence uint64) ([]byte, error) {
	c.read++
	return c.Record.Entry(sequence)
}

// long is a register with a commitment about which much was said: reports, of which each
// changes how it stands, a document and an objection with every fourth.
func long(t *testing.T, reports int) (w *webtest.World, record *countingRecord) {
	w = webtest.New(t)
	told := w.AtOnce()
	w.Say("convening/c-1", events.ConveningRegistered{Kind: "conference", Sources: []string{}, Organisers: []string{}, Partners: []string{}})
	w.Say("commitment/cm-1", events.CommitmentCaptured{Children: []string{}, Convening: "c-1", Geography: []string{}, Kind: "call", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "Long"})
	w.Say("commitment/cm-1", events.CommitmentConfirmed{})
	for i := range reports {
		state := []string{commitment.InProgress, commitment.Stalled}[i%2]
		w.Say("commitment/cm-1", events.ProgressReported{State: state, Milestones: []string{}, Measurements: []events.Measurement{}})
		if i%4 == 0 {
			address := fmt.Sprintf("https://example.org/%d", i)
			w.Say("commitment/cm-1", events.EvidenceLinked{Kind: commitment.Supports, URL: &address})
			w.Say("commitment/cm-1", events.ProgressDisputed{Claim: commitment.NotImplemented, Evidence: []string{}})
		}
	}
	told()
	record = &countingRecord{Record: w.Log}
	config := w.Config()
	config.Record = record
	w.Handler = webtest.Pages(config)
	return w, record
}

// A page of a commitment reads no more events for thousands of them than for some
// hundreds, is no longer, and says truly how many there are, today, at a past moment and
// on another day.
func TestALongCommitmentIsToldByPages(t *testing.T) {
	w, record := long(t, 400)
	all := len(w.Log.Bodies) - 1
	few := pageOf(w, record, "/commitments/cm-1")
	w, record = long(t, 5000)
	many := len(w.Log.Bodies) - 1
	for _, prefix := range []string{"", "/on/2026-11-23", fmt.Sprintf("/at/%d", many-1)} {
		got := pageOf(w, record, prefix+"/commitments/cm-1")
		if got.read > few.read+5 || got.bytes > few.bytes*11/10 || got.read > 300 {
			t.Errorf("%s: %d events and %d bytes for %d events, %d and %d for %d", prefix, got.read, got.bytes, many, few.read, few.bytes, all)
		}
	}
	text := w.Page("/commitments/cm-1")
	webtest.Has(t, text, fmt.Sprintf("Events 1 to 100 of %s.", web.Count(many)), `href="/commitments/cm-1?events=2#timeline"`, "1,200 older documents are not shown", "1,200 older objections are not shown", "The last values that the axes have had")
	last := (many + web.EventsOnPage - 1) / web.EventsOnPage
	webtest.Has(t, w.Page(fmt.Sprintf("/commitments/cm-1?events=%d", last)), fmt.Sprintf("to %s of %s.", web.Count(many), web.Count(many)), `id="e-2"`)
	if response := w.Get(fmt.Sprintf("/commitments/cm-1?events=%d", last+1)); response.Code != 404 {
		t.Errorf("a page after the last: %d", response.Code)
	}
}

// Every event of a long commitment is on one page, and links lead to that.
func TestEveryEventOfALongCommitmentIsOnOnePage(t *testing.T) {
	w, _ := long(t, 160)
	seen := map[string]int{}
	next := regexp.MustCompile(`rel="next" href="([^"#]*)#timeline"`)
	for address := "/commitments/cm-1"; address != ""; {
		page := w.Page(address)
		for _, one := range toldEvents.FindAllStringSubmatch(page, -1) {
			seen[one[1]]++
		}
		for _, link := range regexp.MustCompile(` href="(/commitments/cm-1\?event=[0-9]+)#(e-[0-9]+)"`).FindAllStringSubmatch(page, 3) {
			if !strings.Contains(w.Page(link[1]), ` id="`+link[2]+`"`) {
				t.Errorf("%s does not tell %s", link[1], link[2])
			}
		}
		address = ""
		if found := next.FindStringSubmatch(page); found != nil {
			address = found[1]
		}
	}
	if len(seen) != len(w.Log.Bodies)-1 {
		t.Errorf("%d of %d events are on a page", len(seen), len(w.Log.Bodies)-1)
	}
	for event, times := range seen {
		if times != 1 {
			t.Errorf("event %s is on %d pages", event, times)
		}
	}
	webtest.Has(t, w.Page("/commitments/cm-1?after=2"), `id="e-2"`, "This is recorded as event 2.")
	webtest.Has(t, w.Page(fmt.Sprintf("/at/%d/commitments/cm-1?event=2", len(w.Log.Bodies)-1)), `id="e-2"`)
	webtest.Has(t, w.Page("/commitments/cm-1?after=1"), fmt.Sprintf("Events 1 to 100 of %d.", len(w.Log.Bodies)-1)) // an event of another thing
}

type pageRead struct{ read, bytes int }

func pageOf(w *webtest.World, record *countingRecord, address string) pageRead {
	w.T.Helper()
	record.read = 0
	page := w.Page(address)
	return pageRead{record.read, len(page)}
}

// A meeting shows its figures, those who came and what came of it by parts, and links to a
// figure lead to the part that has it.
func TestALongMeetingIsShownByParts(t *testing.T) {
	w := webtest.New(t)
	told := w.AtOnce()
	w.Say("convening/c-1", events.ConveningRegistered{Kind: "conference", Sources: []string{}, Organisers: []string{}, Partners: []string{}})
	for i := range 250 {
		f := events.FigureAsserted{Figure: fmt.Sprintf("fg-%d", i), Claim: "so many", ConflictsWith: []string{}, Quote: webtest.NastyQuote()}
		if i == 0 {
			f.ConflictsWith = []string{"fg-240"}
		}
		w.Say("convening/c-1", f)
		w.Say("convening/c-1", events.ParticipationRecorded{Participation: fmt.Sprintf("pa-%d", i), Quote: webtest.NastyQuote()})
		w.Say(fmt.Sprintf("commitment/cm-%d", i), events.CommitmentCaptured{Children: []string{}, Convening: "c-1", Geography: []string{}, Kind: "call", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "One"})
	}
	told()
	first := w.Page("/convenings/c-1")
	webtest.Has(t, first, "1 to 200 of 250.", `href="/convenings/c-1?figures=2#figure-fg-240"`, "50 commitments more than are shown here", "Events 1 to 100 of 501.")
	if n := strings.Count(first, ` id="figure-`); n != web.MaxItems {
		t.Errorf("%d figures are shown", n)
	}
	webtest.Has(t, w.Page("/convenings/c-1?figures=2"), "201 to 250 of 250.", ` id="figure-fg-240"`, `href="/convenings/c-1#figure-fg-0"`)
	webtest.Has(t, w.Page("/convenings/c-1?who=2"), "201 to 250 of 250.")
	if response := w.Get("/convenings/c-1?who=3"); response.Code != 404 {
		t.Errorf("a part after the last: %d", response.Code)
	}
}
