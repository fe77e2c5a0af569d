package commitments_test

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web/webtest"
)

func TestSearch(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	w.Say("commitment/cm-3", events.ProgressReported{State: "in_progress", Narrative: w.Text(webtest.Urdu)})
	for query, found := range map[string]string{
		"BARE": "cm-3", "provinces kept": "cm-2", "مسوده تاريخ": "cm-3", "bare مسودہ": "cm-3", "text quote 120": "", "تاریخ بارہ": "",
	} {
		page := w.Page("/?" + url.Values{"search": {query}}.Encode())
		for _, id := range []string{"cm-1", "cm-2", "cm-3"} {
			if strings.Contains(page, `href="/commitments/`+id+`"`) != (id == found) {
				t.Errorf("%q finds %s: %v", query, id, id != found)
			}
		}
		if !strings.Contains(page, `name="search" value="`+query+`" maxlength="200" dir="auto"`) || strings.Contains(page, `type="hidden" name="search"`) {
			t.Errorf("the form forgets %q, or has it twice", query)
		}
		if !strings.Contains(page, "Words: <bdi>"+query+"</bdi>") {
			t.Errorf("%q is not among what the list is narrowed by", query)
		}
	}
}

func TestSearchKeepsTheFiltersAndTheyKeepSearch(t *testing.T) {
	w := webtest.New(t)
	many(w, 201)
	page := html.UnescapeString(w.Page("/?search=text+number&kind=call&sdg_target=&page=2"))
	for _, want := range []string{
		"201 commitments match", "101 to 200 of 201", `<option value="call" selected`,
		`href="/?kind=call&page=3&search=text+number"`, `href="/?kind=call"`, `href="/?search=text+number"`,
		`href="/?kind=call&search=text+number&self_reported=no_report"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if page := w.Page("/?search=number+7&verifiable=true"); !strings.Contains(page, "No commitment matches.") {
		t.Error("text number 7 is not verifiable")
	}
}

func TestASearchThatIsNoneIsRefusedOnThePage(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for query, want := range map[string]string{
		"…": "A search needs at least one word or number.", strings.Repeat("ہ", 201): "A search has at most 200 characters.",
	} {
		response := w.Get("/?" + url.Values{"search": {query}}.Encode())
		webtest.CheckPage(t, response.Body.String())
		if response.Code != http.StatusBadRequest || !strings.Contains(response.Body.String(), want) {
			t.Errorf("%.9q: %d, want %q in\n%s", query, response.Code, want, response.Body)
		}
	}
	w.Page("/?" + url.Values{"search": {strings.Repeat("ہ ", 99)}}.Encode())
	w.Page("/?search=")
	for _, text := range webtest.Nasty {
		if response := w.Get("/?" + url.Values{"search": {text}}.Encode()); response.Code != http.StatusOK {
			t.Errorf("%q: %d", text, response.Code)
		} else {
			webtest.CheckPage(t, response.Body.String())
		}
	}
}
