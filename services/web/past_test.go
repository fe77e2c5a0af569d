package web_test

import (
	"encoding/base64"
	"html"
	"net/http"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// A page of the past looks like the past, keeps its links there, and records nothing.
func TestPagesOfAPastMoment(t *testing.T) {
	w := structured(webtest.New(t))
	before := uint64(len(w.Log.Bodies))
	w.Say("commitment/cm-1", events.ProgressReported{State: "reported_complete"})
	prefix := "/at/" + web.Digits(before)
	page := w.Page(prefix + "/commitments/cm-1")
	for _, want := range []string{"The past.", "after event " + web.Digits(before) + ", recorded", `href='/commitments/cm-1'`, `href="` + prefix + `/organisations/fia"`, `class="then"`, "in Karachi · event " + web.Digits(before) + " ", "Self-reported: stalled", `value="/commitments/cm-1"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, slip := range []string{"<textarea", `href="/commitments`, `href="/organisations`, `action="/commitments`, "reported done", "Report progress</h2>"} {
		if strings.Contains(page, slip) {
			t.Errorf("the page of the past says %q", slip)
		}
	}
	if now := w.Page("/commitments/cm-1"); !strings.Contains(now, "Self-reported: reported done") || strings.Contains(now, "The past.") || !strings.Contains(now, "<textarea") {
		t.Error("the page of now is another")
	}
	list := w.Page(prefix + "/?self_reported=stalled")
	if !strings.Contains(list, `href="`+prefix+`/commitments/cm-1"`) || !strings.Contains(list, `action="`+prefix+`/"`) {
		t.Error("the list does not stay in the past")
	}
	for _, target := range structuredPages {
		if !strings.Contains(target, "after=") {
			w.Page(prefix + target)
			w.Page("/on/2027-06-30" + target)
		}
	}
}

// A page of another day shows how things stood: neither what happened later, nor what did
// not exist yet.
func TestPagesOfAnotherDay(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	head := web.Digits(w.Log.Size())
	w.Now, w.Log.Later = webtest.Now.AddDate(0, 0, 9), 9*24*time.Hour
	w.Say("commitment/cm-1", events.ProgressReported{State: "reported_complete"})
	day, later := webtest.Now.AddDate(0, 0, 1).Format("2006-01-02"), w.Now.AddDate(0, 0, 1).Format("2006-01-02")
	for target, want := range map[string]string{
		"/commitments/cm-1": "Self-reported: reported done", "/on/" + later + "/commitments/cm-1": "Self-reported: reported done",
		"/at/" + head + "/on/" + day + "/": "This is how things stood on", "/on/" + day + "/?self_reported=reported_complete": "No commitment",
		"/on/" + later + "/?self_reported=reported_complete": "cm-1", "/on/2026-01-01/": "how things stood on 1 January 2026",
	} {
		if page := w.Page(target); !strings.Contains(page, want) {
			t.Errorf("%s: no %q", target, want)
		}
	}
	if page := w.Page("/on/" + day + "/commitments/cm-1"); strings.Contains(page, "reported done") {
		t.Error("a report of later is shown")
	}
	response := w.Get("/on/2026-01-01/commitments/cm-1")
	if response.Code != http.StatusNotFound || !strings.Contains(response.Body.String(), "On that day this commitment did not exist yet") {
		t.Errorf("what did not exist yet: %d", response.Code)
	}
	if response := w.Get("/on/2026-01-01/commitments/cm-99"); response.Code != http.StatusNotFound || strings.Contains(response.Body.String(), "On that day this commitment") {
		t.Errorf("what is not known: %d", response.Code)
	}
}

// Whatever is hidden or restricted now was never shown, not even before that.
func TestThePastDoesNotShowWhatIsHiddenSince(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	at := w.Say("commitment/cm-1", events.ProgressDisputed{Claim: "not_implemented", Statement: w.Text("a canary statement")})
	prefix := "/at/" + web.Digits(at)
	if !strings.Contains(w.Page(prefix+"/commitments/cm-1"), "a canary statement") {
		t.Fatal("it was shown then")
	}
	dispute, err := w.Log.Entry(at)
	if err != nil {
		t.Fatal(err)
	}
	event, err := events.Decode(dispute)
	if err != nil {
		t.Fatal(err)
	}
	w.Say("commitment/cm-1", events.DisputeHidden{Disputed: event.ID, Reason: w.Text("it names a house")})
	page := w.Page(prefix + "/commitments/cm-1")
	if strings.Contains(page, "a canary statement") || !strings.Contains(page, "Hidden since") {
		t.Error("what is hidden since is shown")
	}
}

func TestMomentsOfPagesAreCheckedAndFollowed(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	w.Now = webtest.Now.Add(time.Hour)
	head := web.Digits(w.Log.Size())
	for target, want := range map[string]struct {
		status   int
		location string
	}{
		"/at/2026-11-23/":                     {303, "/at/" + head + "/"},
		"/at/2026-11-23/commitments/cm-1?x=y": {303, "/at/" + head + "/commitments/cm-1?x=y"},
		"/at/2026-11-22T20:30:03Z/unknown":    {400, ""}, // whoever halves times finds out when something was recorded
		"/at/2026-11-24/":                     {404, ""},
		"/at/2026-11-22/":                     {404, ""}, // the first event is of the 23rd in Karachi
		"/at/0/":                              {404, ""},
		"/at/99999/":                          {404, ""},
		"/at/soon/":                           {400, ""},
		"/on/soon/":                           {400, ""},
		"/at/3/on/soon/":                      {400, ""},
		"/at/3/nothing":                       {404, ""},
		"/at/3/at/2/":                         {404, ""},
		"/at?day=2026-11-23&page=%2Fcommitments%2Fcm-1%3Fa%3Db": {303, "/at/2026-11-23/commitments/cm-1?a=b"},
		"/at?day=2026-11-23&page=https%3A%2F%2Fevil.example%2F": {400, ""},
		"/at?day=2026-11-23&page=%2F%2Fevil.example%2F":         {400, ""},
		"/at?day=soon&page=%2F":                                 {400, ""},
		"/at/3//commitments/cm-1":                               {301, ""},
	} {
		response := w.Get(target)
		if response.Code != want.status && !(want.status == 301 && response.Code >= 301 && response.Code < 309) || want.location != "" && response.Header().Get("Location") != want.location {
			t.Errorf("%s: %d %q", target, response.Code, response.Header().Get("Location"))
		}
	}
	response := w.Do(w.Request(http.MethodPost, "/at/"+head+"/commitments/cm-1/progress", "state=planning"))
	if response.Code != http.StatusMethodNotAllowed || web.Digits(w.Log.Size()) != head {
		t.Errorf("a report in the past: %d", response.Code)
	}
}

// What changed is told by role and organisation, with the words that say why.
func TestWhatChangedSinceAMoment(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	before := web.Digits(w.Log.Size())
	w.Say("commitment/cm-1", events.CommitmentSuspended{Reason: w.Text("why " + webtest.EverythingNasty)})
	w.Say("commitment/cm-1", events.DueDateRevised{Due: "2027-06-30", Reason: w.Text("floods")})
	w.SayAs(events.Envelope{Actor: webtest.SecretActor, ActorRole: "focal_point", ActorParty: "fia", OnBehalfOf: "gov-pb", Auth: "session"}, "commitment/cm-3", events.ProgressReported{State: "planning"})
	page := w.Page("/changes?from=" + before)
	for _, want := range []string{"2 commitments changed.", "Suspended: ", "22 November 2026</bdi> → <bdi>30 June 2027", "floods", "by focal person", "entered for <bdi>gov-pb", "Self-reported: <bdi>no report</bdi> → <bdi>planning", `href="/commitments/cm-1?event=`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if page := w.Page("/changes?from=" + before + "&kind=call"); !strings.Contains(page, "1 commitment changed.") || strings.Contains(page, "floods") {
		t.Error("the list is not narrowed")
	}
	if page := w.Page("/changes?from=" + before + "&to=" + before); !strings.Contains(page, "No commitment changed.") {
		t.Error("something changed in no time")
	}
	for target, status := range map[string]int{"/changes": 400, "/changes?from=soon": 400, "/changes?from=9999": 404, "/changes?from=9&to=3": 400, "/changes?from=3&kind=wish": 400} {
		if response := w.Get(target); response.Code != status {
			t.Errorf("%s: %d", target, response.Code)
		}
	}
	if !strings.Contains(w.Page("/at/"+before+"/"), "href='/changes?from="+before+"'") {
		t.Error("the past does not lead to what changed since")
	}
}

// Whoever keeps a page can prove later what it was drawn from.
func TestEveryPageSaysTheRoot(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for _, size := range []uint64{7, w.Log.Size()} {
		root, err := w.Log.Root(size)
		if err != nil {
			t.Fatal(err)
		}
		page := html.UnescapeString(w.Page("/at/" + web.Digits(size) + "/unknown"))
		if !strings.Contains(page, `root <bdi class="id">`+base64.StdEncoding.EncodeToString(root[:])+"<") {
			t.Errorf("the page of event %d does not say the root", size)
		}
	}
	config := w.Config()
	config.Root = func(uint64) (events.Hash, error) { return events.Hash{}, http.ErrServerClosed }
	w.Handler = webtest.Pages(config)
	if page := w.Page("/"); strings.Contains(page, "root <bdi") {
		t.Error("a root that cannot be said is shown")
	}
}

// A book that is being made anew is shown, and said to be.
func TestABookInDoubtSaysSo(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	config := w.Config()
	config.Doubt = func() string { return "It is being made anew." }
	w.Handler = webtest.Pages(config)
	if page := w.Page("/"); !strings.Contains(page, `role="status" dir="auto">It is being made anew.<`) {
		t.Error("nothing is said of the doubt")
	}
	config.Doubt = func() string { return "" }
	w.Handler = webtest.Pages(config)
	if page := w.Page("/"); strings.Contains(page, `role="status" dir="auto"`) {
		t.Error("an empty doubt is shown")
	}
}
