package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web/webtest"
)

// No field of a form takes the number of an identity card or what no reader sees, and no
// page repeats it but in the field where it was typed.
func TestNoFieldOfAFormTakesWhatCannotBeRecorded(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	good := webtest.Report(webtest.Command(t, w.Page("/commitments/cm-1")))
	for field := range good {
		for _, text := range []string{"35202-1234567-1", "a\x1b[31mb", "a\u202eb", "a\u2066b", "a\u009bb", "\xff", strings.Repeat("n", 2001)} {
			form := url.Values{"confirmed": {"yes"}}
			for name, given := range good {
				form[name] = given
			}
			form.Set(field, text)
			before := w.Log.Size()
			if answer := webtest.Send(w, "cm-1", form); answer.Code == http.StatusSeeOther || w.Log.Size() != before {
				t.Errorf("%s takes %.20q: %d", field, text, answer.Code)
			}
		}
	}
}

// What old events hold that does something instead of being read is shown as what it is
// on every page that tells of it.
func TestPagesShowWhatWouldNotBeRead(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	hostile := "before\x1b[31m\u202eafter\u2066 \u009b \x07"
	w.Say("party/fia", events.PartyNamed{Name: hostile, Grounds: hostile})
	id := "cm-1"
	w.Say("commitment/"+id, events.CommitmentCorrected{Field: "text", Value: &hostile, Reason: w.Text(hostile)})
	shown := 0
	for _, target := range []string{"/", "/commitments", "/commitments/" + id, "/organisations", "/organisations/fia", "/search?q=before", "/commitments?q=before"} {
		answer := w.Get(target)
		page := answer.Body.String()
		if strings.ContainsAny(page, "\x1b\u202e\u009b\x07") || strings.Contains(page, "after\u2066") {
			t.Errorf("%s holds it as it stands", target)
		}
		if strings.Contains(page, `\u{1b}[31m\u{202e}after\u{2066}`) {
			shown++
		}
	}
	if shown < 3 {
		t.Errorf("%d pages show it: this test looks in the wrong place", shown)
	}
}
