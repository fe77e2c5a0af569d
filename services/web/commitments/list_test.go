package commitments_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// many adds n commitments, of which every third has a report and every fifth
// somebody who answers.
func many(w *webtest.World, n int) {
	defer w.AtOnce()()
	w.Say("party/fia", events.PartyRegistered{Name: "Federal Agency", Kind: "government", Sources: []string{}})
	for i := 1; i <= n; i++ {
		stream := fmt.Sprintf("commitment/c-%03d", i)
		w.Say(stream, events.CommitmentCaptured{
			Children: []string{}, Convening: "summer", Geography: []string{"PK-SD"}, Kind: "call", Quotes: []events.Quote{},
			SDGTargets: []string{}, Text: fmt.Sprintf("Text number %d.", i), Verifiable: i%2 == 0,
		})
		if i%3 == 0 {
			w.Say(stream, events.ProgressReported{State: "in_progress"})
		}
		if i%5 == 0 {
			w.Say(stream, events.CommitmentAssigned{Party: "fia"})
		}
	}
}

func TestPagesHaveAHundredRows(t *testing.T) {
	w := webtest.New(t)
	many(w, 201)
	first, second, third := w.Page("/"), w.Page("/?page=2"), w.Page("/?page=3&verifiable=")
	for page, want := range map[string][3]int{first: {100, 1, 100}, second: {100, 101, 200}, third: {1, 201, 201}} {
		if got := strings.Count(page, "<tr role=\"row\">\n<th scope=\"row\""); got != want[0] {
			t.Errorf("%d rows, want %d", got, want[0])
		}
		if caption := fmt.Sprintf("%d to %d of 201", want[1], want[2]); !strings.Contains(page, caption) {
			t.Errorf("no %q", caption)
		}
	}
	for _, check := range []struct {
		page, want string
		there      bool
	}{
		{first, `rel="prev"`, false}, {first, `rel="next" href="/?page=2"`, true}, {second, `rel="prev" href="/"`, true},
		{second, `rel="next" href="/?page=3"`, true}, {third, `rel="next"`, false},
	} {
		if strings.Contains(check.page, check.want) != check.there {
			t.Errorf("%s: %v", check.want, !check.there)
		}
	}
	if response := w.Get("/?page=4"); response.Code != http.StatusNotFound || !strings.Contains(response.Body.String(), "There is no page 4: the list has 3.") {
		t.Error(response.Code, response.Body)
	}
	if page := w.Page("/?kind=call&page=2"); !strings.Contains(page, `href="/?kind=call&amp;page=3"`) {
		t.Error("the next page forgets the filter")
	}
	if len(first) > 200<<10 {
		t.Errorf("a page of %d bytes", len(first))
	}
}

func TestTheHeadlineCountsWhatIsShown(t *testing.T) {
	w := webtest.New(t)
	many(w, 15)
	for target, want := range map[string]string{
		"/":                           "15 commitments; 10 have no report; nobody answers for 12.",
		"/?self_reported=in_progress": "5 commitments match; none is without a report; nobody answers for 4.",
		"/?self_reported=no_report":   "10 commitments match; 10 have no report; nobody answers for 8.",
		"/?lead_party=fia":            "3 commitments match; 2 have no report; somebody answers for each.",
		"/?lead_party=null":           "12 commitments match; 8 have no report; nobody answers for 12.",
		"/?id=c-001":                  "1 commitment matches; it has no report; nobody answers for it.",
		"/?verifiable=true&id=c-001":  "No commitment matches.",
		"/?after=3&page=1&assessed=":  "15 commitments; 10 have no report; nobody answers for 12.",
	} {
		if page := w.Page(target); !strings.Contains(page, want) {
			t.Errorf("%s does not say %q", target, want)
		}
	}
}

// Every filter of the form narrows, is shown, and can be taken away alone.
func TestFilters(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for name, value := range map[string]string{
		"convening": "summer", "working_group": "wg-1", "instrument": "recs", "kind": "recommendation", "record": "confirmed",
		"self_reported": "stalled", "assessed": "not_assessed", "timeliness": "overdue", "closure": "open", "lead_party": "fia",
		"pillar": "protection", "geography": "PK-PB", "verifiable": "true", "sdg_target": "8.7", "response": "none",
	} {
		asked := url.Values{name: {value}, "source": {"note-1"}}
		page := w.Page("/?" + asked.Encode())
		if !strings.Contains(page, `href="/commitments/cm-1"`) || strings.Contains(page, `href="/commitments/cm-3"`) {
			t.Errorf("%s=%s does not find cm-1 alone", name, value)
		}
		if !strings.Contains(page, `<li><a href="/?source=note-1">`) || !strings.Contains(page, `<li><a href="/?`+name+"="+value+`">`) {
			t.Errorf("%s=%s cannot be taken away", name, value)
		}
		chosen := `<option value="` + value + `" selected`
		kept := `<input type="hidden" name="` + name + `" value="` + value + `">`
		if !strings.Contains(page, chosen) && !strings.Contains(page, kept) {
			t.Errorf("the form forgets %s=%s", name, value)
		}
	}
	if page := w.Page("/?pillar=null&geography=null"); !strings.Contains(page, `/commitments/cm-3"`) || strings.Contains(page, `/commitments/cm-1"`) {
		t.Error("what nobody stated is not found")
	}
}

func TestEveryAxisIsShown(t *testing.T) {
	for _, axis := range commitment.RecordedAxes {
		if !slices.Contains(web.Axes, axis) {
			t.Errorf("no page shows the axis %s", axis)
		}
	}
}

func TestBadFiltersAreRefusedInASentence(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for target, want := range map[string]string{
		"/?kind=nonsense":         "Kind is one of declaration,",
		"/?timeliness=late":       "Timeliness is one of no_date,",
		"/?colour=red":            "cannot be filtered by colour",
		"/?kind=call&kind=pledge": "says the same thing twice",
		"/?page=0":                "whole number from 1",
		"/?page=x":                "whole number from 1",
		"/?page=99999999999999":   "whole number from 1",
		"/?convening=%ff":         "not UTF-8",
		"/?convening=%zz":         "cannot be read",
		"/?a;b":                   "cannot be read",
		"/?after=x":               "must be a whole number",
		"/?after=-1":              "must be a whole number",
		"/?convening=" + strings.Repeat("x", 300): "too long",
		"/?%3Cscript%3E=1":                        "cannot be filtered by &lt;script&gt;",
	} {
		response := w.Get(target)
		webtest.CheckPage(t, response.Body.String())
		if response.Code != http.StatusBadRequest || !strings.Contains(response.Body.String(), want) {
			t.Errorf("%s: %d, want %q in\n%s", target, response.Code, want, response.Body)
		}
	}
}
