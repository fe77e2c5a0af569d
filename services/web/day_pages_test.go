package web_test

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/web/webtest"
)

var (
	hrefPattern   = regexp.MustCompile(`\shref="([^"#]*)`)
	footerPattern = regexp.MustCompile(`(?s)<footer>.*?</footer>`)
)

// reached are the pages that links lead to from a first one without leaving its day, as
// they are shown.
func reached(w *webtest.World, prefix string) map[string]string {
	w.T.Helper()
	pages, waiting := map[string]string{}, []string{prefix + "/"}
	for len(waiting) > 0 {
		address := waiting[0]
		waiting = waiting[1:]
		if _, known := pages[address]; known || len(pages) == 150 || strings.Contains(address, "/summaries/") {
			continue
		}
		response := w.Get(address)
		if response.Code != http.StatusOK {
			w.T.Fatalf("%s: %d", address, response.Code)
		}
		pages[address] = response.Body.String()
		for _, link := range hrefPattern.FindAllStringSubmatch(pages[address], -1) {
			if next := html.UnescapeString(link[1]); strings.HasPrefix(next, prefix+"/") {
				waiting = append(waiting, next)
			}
		}
	}
	return pages
}

// happensLater records an event of every type about commitments that happens on a day,
// and a conference with what was said there.
func happensLater(w *webtest.World) (ids []string) {
	w.T.Helper()
	for _, payload := range events.Catalogue() {
		if !strings.HasPrefix(string(payload.Type()), "ahd.commitment.") {
			continue
		}
		sample, err := os.ReadFile("../../events/testdata/" + string(payload.Type()) + ".json")
		if err != nil {
			w.T.Fatal(err)
		}
		e, err := events.Decode(sample)
		if err != nil {
			w.T.Fatal(err)
		}
		e.Time = webtest.Now
		data := reflect.New(reflect.TypeOf(e.Data)).Elem()
		data.Set(reflect.ValueOf(e.Data))
		if effective := data.FieldByName("Effective"); effective.IsValid() {
			effective.SetZero()
		}
		if asked := data.FieldByName("Day"); asked.IsValid() && asked.Kind() == reflect.String {
			asked.SetString(w.Now.Format(time.DateOnly))
		}
		if e.Data = data.Interface().(events.Payload); !commitment.HappenedOn(e).Always {
			w.Say("commitment/n-2", e.Data)
			ids = append(ids, string(e.Type))
		}
	}
	w.Say("convening/late", events.ConveningRegistered{Kind: "conference", Sources: []string{"note-1"}, Organisers: []string{"fia"}, Partners: []string{}})
	w.Say("convening/late", events.WorkingGroupFormed{WorkingGroup: "wg-late", Name: "Late"})
	w.Say("convening/late", events.MemberRecorded{WorkingGroup: "wg-late", Party: "fia"})
	w.Say("convening/late", events.FigureAsserted{Claim: "late", ConflictsWith: []string{}, Figure: "fg-late", Quote: webtest.NastyQuote()})
	w.Say("convening/late", events.ConveningFollowedUp{Earlier: "summer"})
	w.Say("instrument/late", events.DeclarationAdopted{Clauses: []events.Clause{}, Convening: "late"})
	w.Say("commitment/late", events.CommitmentCaptured{Children: []string{}, Convening: "late", Geography: []string{}, Kind: "call", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "Late"})
	w.Say("summary/late", events.SummaryPublished{Digest: "x", Format: "ahd-summary/2", Method: "ahd-1", On: "2026-11-24", Root: "x", Sequence: 20, Title: "Late", Scope: []events.SummaryScope{}})
	return ids
}

// What happens after a day changes no page of it; each says as of which event it is known
// and on which day it stood so, and how many facts only their recording dates.
func TestWhatHappensLaterIsOnNoPageOfADay(t *testing.T) {
	w := webtest.Counted(webtest.New(t))
	const day = "/on/2026-11-24"
	before := reached(w, day)
	w.Now, w.Log.Later = webtest.Now.AddDate(0, 0, 9), 9*24*time.Hour
	told := w.AtOnce()
	ids := happensLater(w)
	told()
	if len(before) < 20 || len(ids) < 15 {
		t.Fatalf("%d pages and %d types are too few to say anything", len(before), len(ids))
	}
	at := fmt.Sprintf("/at/%d", len(w.Log.Bodies))
	for address, was := range before {
		for _, prefix := range []string{day, at + day} {
			is := w.Get(prefix + strings.TrimPrefix(address, day)).Body.String()
			for _, want := range []string{"how things stood on 24 November 2026", fmt.Sprint("event ", len(w.Log.Bodies)), "Facts that nothing but their recording dates"} {
				if !strings.Contains(is, want) && (want[0] != 'F' || !strings.Contains(address, "/summaries")) {
					t.Errorf("%s%s does not say %q", prefix, address, want)
				}
			}
			if prefix == day && footerPattern.ReplaceAllString(is, "") != footerPattern.ReplaceAllString(was, "") {
				t.Errorf("%s is another page since something happened later:\n%s", address, firstDifference(was, is))
			}
		}
	}
	for _, gone := range []string{"/commitments/late", "/convenings/late", "/working-groups/wg-late", "/instruments/late", "/summaries/late"} {
		for _, prefix := range []string{day, at + day} {
			if response := w.Get(prefix + gone); response.Code != http.StatusNotFound || !strings.Contains(response.Body.String(), "On that day") {
				t.Errorf("%s%s: %d", prefix, gone, response.Code)
			}
		}
		if response := w.Get(gone); response.Code != http.StatusOK && gone != "/summaries/late" {
			t.Errorf("%s: %d today", gone, response.Code)
		}
	}
	if !slices.Contains(ids, string(events.EvidenceDeposited{}.Type())) {
		t.Fatal("no file was deposited later")
	}
	for _, body := range w.Log.Bodies {
		e, err := events.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		if d, ok := e.Data.(events.EvidenceDeposited); ok && w.Get(day+"/documents/"+d.Evidence).Code != http.StatusNotFound {
			t.Error("a document that was brought later is given")
		}
	}
}

func firstDifference(was, is string) string {
	a, b := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + "\n" + b[i]
		}
	}
	return ""
}
