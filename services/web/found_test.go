package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/web/webtest"
)

// Of a search that finds more than are counted the page says so, tells of those alone and
// turns through them; one more than that is asked for is refused in words.
func TestAPageOfASearchThatFindsTooManySaysSo(t *testing.T) {
	w := webtest.New(t)
	told := w.AtOnce()
	w.Say("convening/c-0", events.ConveningRegistered{Kind: "conference", Sources: []string{}, Organisers: []string{}, Partners: []string{}})
	for i := range commitments.MaxFound + 1 {
		w.Say(fmt.Sprintf("commitment/cm-%d", i), events.CommitmentCaptured{Children: []string{}, Convening: "c-0", Geography: []string{}, Kind: "call",
			Quotes: []events.Quote{webtest.NastyQuote()}, SDGTargets: []string{}, Text: fmt.Sprintf("Shelter, number%d", i)})
	}
	told()
	last := commitments.MaxFound / 100 // rows of a page
	for address, says := range map[string]string{
		"/?search=shelter": "More than 5,000 commitments match; of the first 5,000",
		fmt.Sprintf("/?search=shelter&page=%d", last): "4,901 to 5,000 of more than 5,000",
		"/?search=number5000":                         "1 commitment match",
	} {
		if page := w.Page(address); !strings.Contains(page, says) {
			t.Errorf("%s does not say %q", address, says)
		}
	}
	if beyond := w.Get(fmt.Sprintf("/?search=shelter&page=%d", last+1)); beyond.Code != http.StatusNotFound || !strings.Contains(beyond.Body.String(), "only the first 50 pages") {
		t.Errorf("%d %s", beyond.Code, beyond.Body)
	}
}
