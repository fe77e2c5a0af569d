package commitments_test

import (
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/web/webtest"
)

// An address is shown until it is erased; then the page says that it was withheld.
func TestAnErasedAddressIsWithheld(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	gone := &events.Text{ID: "erased/address", Hash: "x"}
	w.Say("commitment/cm-3", events.EvidenceLinked{Kind: "supports", Address: w.Text("https://example.org/kept")})
	w.Say("commitment/cm-3", events.EvidenceLinked{Kind: "supports", Address: gone})
	w.Say("commitment/cm-3", events.ProgressDisputed{Claim: "not_implemented", Statement: w.Text("it is locked"), Address: gone, Evidence: []string{}})
	page := w.Page("/commitments/cm-3")
	if got := strings.Count(page, "Address of the document: text withheld"); got != 4 { // each in the timeline and in its own list
		t.Errorf("%d addresses are withheld", got)
	}
	if got := strings.Count(page, `href="https://example.org/kept"`); got != 2 {
		t.Errorf("%d links to what is not erased", got)
	}
}

// A page names neither who lodged a dispute for an informant, nor their role or
// organisation, whichever version of the program recorded it.
func TestWhoLodgedADisputeIsNotNamed(t *testing.T) {
	withheld := webtest.Text(events.Withheld)
	older := events.Envelope{Actor: webtest.SecretActor, ActorRole: "validator", ActorParty: "gov-pb", OnBehalfOf: "gov-pb", Auth: "session"}
	for name, as := range map[string]events.Envelope{"now": {Actor: events.Withheld, Auth: events.Withheld}, "before": older} {
		w := webtest.Full(webtest.New(t))
		w.SayAs(as, "commitment/cm-3", events.ProgressDisputed{Claim: "not_implemented", Statement: w.Text("it is locked"), Evidence: []string{}, Informant: withheld})
		page := w.Page("/commitments/cm-3")
		if got := strings.Count(page, "by somebody who is not named"); got != 2 {
			t.Errorf("%s: it is said %d times that nobody is named", name, got)
		}
		if strings.Contains(page, "validator") || strings.Contains(page, "the system") || strings.Contains(page, webtest.SecretActor) {
			t.Errorf("%s: the page says who it was", name)
		}
	}
}
