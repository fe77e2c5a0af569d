package api

import (
	"os"
	"slices"
	"testing"

	"ahd.example/ahd/events"
)

// What an older version wrote into the event itself is listed, as what cannot be erased.
func TestWhatCannotBeErasedIsListedAsThat(t *testing.T) {
	listed := func(name string) (rows []Erasable) {
		body, err := os.ReadFile("../../events/testdata/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		event, err := events.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		found := &erasables{}
		found.add(7, event)
		for _, row := range found.left() {
			if row.Text != event.ID+"/"+row.Field || row.Kind+"/"+row.ID != event.Subject || row.Event != 7 {
				t.Errorf("%s: %+v", name, row)
			}
			rows = append(rows, Erasable{Field: row.Field, Erasable: row.Erasable})
		}
		return rows
	}
	for name, want := range map[string][]Erasable{
		"ahd.commitment.evidence-linked.v1":    {{Field: "description", Erasable: true}, {Field: "url"}},
		"ahd.commitment.evidence-linked.v2":    {{Field: "description", Erasable: true}, {Field: "url"}},
		"ahd.commitment.disputed.v1":           {{Field: "statement", Erasable: true}, {Field: "url"}},
		"ahd.commitment.evidence-deposited.v1": {{Field: "description", Erasable: true}, {Field: "document", Erasable: true}},
		"ahd.commitment.captured.v1":           nil,
	} {
		if got := listed(name); !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
