package commitments_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web/webtest"
)

func TestHowACommitmentStandsBeyondItsAxes(t *testing.T) {
	page := webtest.Lively(webtest.New(t)).Page("/commitments/lv-1")
	webtest.Has(t, page,
		"Reported done, assessed limited.", "Work on it rests for now",
		"the mean of 2 statements is 75%, and the highest and the lowest lie 50 points apart.",
		"Moved. First due 1 October 2026; against that day: <span class=\"standing bad\"", "1 October 2027",
		"limited, low confidence, method ahd-1", "for 1 November 2026, by <span dir=\"auto\">gov-pb",
		"Specific, measurable; not achievable, relevant, time-bound. It cannot be followed",
		"Last news</dt><dd>23 November 2026", "Age</dt><dd>cannot be said", "moved because",
	)
	webtest.HasNot(t, page, "No report:", "no news for")
}

func TestSilenceIsToldWithItsReason(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	webtest.Has(t, w.Page("/commitments/cm-3"), "No report: nobody answers for it.")
	w.Say("commitment/cm-3", events.CommitmentAssigned{Party: "fia"})
	webtest.Has(t, w.Page("/commitments/cm-3"), "No report: nobody has asked yet.")
	w.Say("commitment/cm-3", events.UpdateRequested{Party: "fia", Channel: "letter", Day: "2026-10-01"})
	webtest.Has(t, w.Page("/commitments/cm-3"), "Asked on 1 October 2026; no answer yet.", "Asked how far it is: fia", "by letter, 1 October 2026")
	webtest.HasNot(t, w.Page("/commitments/cm-1"), "No report:")
	webtest.HasNot(t, w.Page("/commitments/cm-2"), "No report:")
}

func TestNoNewsIsCountedInDays(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	webtest.HasNot(t, w.Page("/commitments/cm-1"), "No news")
	w.Now = webtest.Now.AddDate(0, 0, 90)
	webtest.HasNot(t, w.Page("/commitments/cm-1"), "No news")
	w.Now = webtest.Now.AddDate(0, 0, 91)
	webtest.Has(t, w.Page("/commitments/cm-1"), "No news for 91 days.")
	webtest.Has(t, w.Page("/?stale=true"), "no news for 91 days", `href="/commitments/cm-1"`)
	webtest.HasNot(t, w.Page("/?stale=true"), `href="/commitments/cm-3"`)
	webtest.HasNot(t, w.Page("/?stale=false"), `href="/commitments/cm-1"`, "no news for 91")
}

func TestWhatPeopleDisagreeAboutIsMarkedInTheList(t *testing.T) {
	w := webtest.Lively(webtest.New(t))
	webtest.Has(t, w.Page("/?contested=true"), `href="/commitments/lv-1"`, "people disagree", `<option value="true" selected`)
	webtest.HasNot(t, w.Page("/?contested=true"), `href="/commitments/cm-1"`)
	webtest.HasNot(t, w.Page("/?contested=false"), `href="/commitments/lv-1"`, "people disagree")
}

func TestWhatTookThePlaceOfACommitmentIsLinked(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	w.Say("commitment/cm-3", events.CommitmentSuperseded{By: "cm-2", Reason: w.Text("said twice")})
	webtest.Has(t, w.Page("/commitments/cm-3"), `Replaced by: <a href="/commitments/cm-2" dir="auto">Kept in two provinces</a>`, "This is no longer a commitment of its own", "said twice")
	webtest.HasNot(t, w.Page("/commitments/cm-3"), "<textarea", "No report:")
	w.Say("commitment/cm-2-pk-pb", events.CommitmentSuperseded{By: "cm-99"})
	webtest.Has(t, w.Page("/commitments/cm-2-pk-pb"), "Replaced by another commitment: cm-99")
	response := webtest.Send(w, "cm-3", webtest.Report(uuid.NewString()))
	webtest.CheckPage(t, response.Body.String())
	if response.Code != http.StatusUnprocessableEntity || !strings.Contains(response.Body.String(), "no longer a commitment") {
		t.Error(response.Code)
	}
}

func TestAClosedMatterHasNoForm(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	w.Say("commitment/cm-3", events.CommitmentClosed{Outcome: "not_implemented", Reason: w.Text("given up")})
	page := w.Page("/commitments/cm-3")
	webtest.Has(t, page, "closed, not implemented", "Closed: not implemented", "The matter is closed.", "given up")
	webtest.HasNot(t, page, "<textarea", "No report:")
	w.Say("commitment/cm-3", events.CommitmentReopened{Reason: w.Text("after all")})
	webtest.Has(t, w.Page("/commitments/cm-3"), "<textarea", "Opened again")
}

func TestAWholeSaysHowItAddsUp(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	const rule = "stands as the worst of its parts"
	webtest.Has(t, w.Page("/commitments/cm-2"), rule)
	webtest.HasNot(t, w.Page("/commitments/cm-2-pk-pb"), rule)
	webtest.HasNot(t, w.Page("/commitments/cm-1"), rule)
	w.Say("commitment/cm-2-pk-pb", events.CommitmentConfirmed{Basis: "quotes-found"})
	w.Now = webtest.Now.Add(200 * 24 * time.Hour)
	webtest.Has(t, w.Page("/commitments/cm-2"), "No news of at least one of its places")
}

func TestAProxyEntrySaysForWhomByWhomAndHow(t *testing.T) {
	page := webtest.Lively(webtest.New(t)).Page("/commitments/lv-1")
	for _, want := range []string{" (by phone); <span dir=\"auto\">fia", "</span> stands by it ·", " does not stand by it, so it does not count ·", " has not said yet whether it stands by it ·"} {
		if got := strings.Count(page, want); got != 1 {
			t.Errorf("%q %d times", want, got)
		}
	}
	webtest.Has(t, page, "entered for <span dir=\"auto\">fia", " by coordinator, <span dir=\"auto\">gov-pb", "This report was taken back and does not count.",
		"nobody asked us", "wrong month", "(by letter)", "(at a meeting)")
}

func TestHowOldACommitmentIs(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	at := "2026-10-24"
	w.Say("convening/autumn", events.ConveningRegistered{Kind: "meeting", Date: events.StatedDate{Basis: "source", EDTF: &at}, Organisers: []string{}, Partners: []string{}, Sources: []string{}})
	w.Say("commitment/cm-9", events.CommitmentCaptured{Children: []string{}, Convening: "autumn", Geography: []string{}, Kind: "call", Quotes: []events.Quote{}, SDGTargets: []string{}, Text: "Young"})
	webtest.Has(t, w.Page("/commitments/cm-9"), "30 days since the conference or meeting")
	webtest.Has(t, w.Page("/commitments/cm-1"), "Age</dt><dd>cannot be said")
}

// A page is read on a slow phone: a hundred rows that all have marks fit in 100 kB.
func TestALongListStaysSmall(t *testing.T) {
	w := webtest.New(t)
	told := w.AtOnce()
	w.Say("party/fia", events.PartyRegistered{Name: "Federal Investigation Agency", Kind: "government", Sources: []string{}})
	for i := range 100 {
		stream := fmt.Sprintf("commitment/c-%03d", i)
		w.Say(stream, events.CommitmentCaptured{
			Children: []string{}, Convening: "summer", Geography: []string{"PK-SD", "PK-KP"}, Kind: "call", Quotes: []events.Quote{},
			SDGTargets: []string{}, Text: strings.Repeat("Open a home for rescued children. ", 3), Verifiable: true,
		})
		w.Say(stream, events.CommitmentConfirmed{Basis: "quotes-found"})
		w.Say(stream, events.CommitmentOperationalised{Party: webtest.Text("fia"), Due: webtest.Text("2026-10-01")})
		w.Say(stream, events.ProgressReported{State: "in_progress"})
		w.Say(stream, events.ProgressDisputed{Claim: "not_implemented", Evidence: []string{}})
	}
	told()
	w.Now = webtest.Now.AddDate(1, 0, 0)
	page := w.Page("/")
	if strings.Count(page, "people disagree<") != 100 || strings.Count(page, "no news for 365 days<") != 100 {
		t.Error("the marks")
	}
	if len(page) > 100_000 {
		t.Errorf("%d bytes", len(page))
	}
}
