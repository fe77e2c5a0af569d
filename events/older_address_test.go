package events

import (
	"os"
	"testing"
)

// What older versions wrote into the event itself is read as it was written, and nothing
// of it is taken for a text that can be erased.
func TestOlderAddressesAreReadAsTheyWereWritten(t *testing.T) {
	for name, want := range map[string]string{
		"ahd.commitment.evidence-linked.v1": "https://example.org/shelters/2026",
		"ahd.commitment.evidence-linked.v2": "https://example.org/shelters/2026",
		"ahd.commitment.disputed.v1":        "https://example.org/report",
	} {
		body, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		event, err := Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		var url *string
		switch d := event.Data.(type) {
		case EvidenceLinked:
			url = d.URL
		case ProgressDisputed:
			url = d.URL
		}
		if url == nil || *url != want || Texts(event.Data)["address"] != nil || len(InTheOpen(event.Data)) != 1 {
			t.Errorf("%s: %+v", name, event.Data)
		}
	}
	for _, payload := range []Payload{EvidenceLinked{Address: &Text{}}, ProgressDisputed{Address: &Text{}}} {
		if len(InTheOpen(payload)) != 0 || Texts(payload)["address"] == nil {
			t.Errorf("%+v", payload)
		}
	}
}
