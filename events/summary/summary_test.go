package summary

import (
	"testing"

	"ahd.example/ahd/events"
)

func TestASummaryIsWhatWasPublished(t *testing.T) {
	published := events.SummaryPublished{Digest: "9f", Sequence: 223, Title: "Third quarter"}
	s := Evolve(State{}, events.Event{Data: published})
	if !s.Published() || s.Title != published.Title || s.Sequence != 223 || (State{}).Published() {
		t.Errorf("%+v", s)
	}
	defer func() {
		if recover() == nil {
			t.Error("it knows an event of another stream")
		}
	}()
	Evolve(s, events.Event{Data: events.PersonRecorded{}})
}
