package auditing_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/auditing"
)

// What events name is there and is what it was, or is named; what was erased is not
// missed.
func TestWhatEventsNameIsThere(t *testing.T) {
	r := newRecord(t)
	reported := func(id string) events.ProgressReported {
		return events.ProgressReported{State: "stalled", Narrative: &events.Text{ID: id, Hash: "x"}}
	}
	r.say("source/s-1", events.SourceArchived{SHA256: "sound"})
	r.say("source/s-2", events.SourceArchived{SHA256: "rotten"})
	r.say("commitment/cm-1", reported("c-1/narrative"))
	r.say("commitment/cm-1", reported("c-2/narrative"))
	r.say("commitment/cm-1", reported("c-3/narrative"))
	r.say("commitment/cm-1", reported("c-4/narrative"))
	r.say("commitment/cm-1", events.EvidenceDeposited{Evidence: "e-1"})
	r.say("commitment/cm-1", events.EvidenceDeposited{Evidence: "e-2"})
	erased := events.EvidenceDeposited{Evidence: "e-3"}
	gone := r.say("commitment/cm-1", erased)
	kept := auditing.Kept{
		Text: func(_ context.Context, text events.Text) (bool, error) {
			if text.ID == "c-2/narrative" {
				return true, errors.New("another one")
			}
			return text.ID == "c-1/narrative", nil
		},
		Source: func(sha256 string) error {
			if sha256 == "rotten" {
				return errors.New("rotten")
			}
			return nil
		},
		Document: func(_ context.Context, d events.EvidenceDeposited) (bool, error) { return d.Evidence == "e-1", nil },
		Erased: func(id string) bool {
			return id == "c-3/narrative" || id == fmt.Sprintf("00000000-0000-7000-8000-%012d/document", gone)
		},
	}
	found, err := kept.Compare(t.Context(), r, uint64(len(r.bodies)), func(uint64, uint64) {})
	var named []string
	for _, f := range found {
		named = append(named, fmt.Sprint(f.Code, " ", *f.Event))
	}
	if want := []string{"files.damaged 2", "texts.damaged 4", "texts.missing 6", "files.missing 8"}; err != nil || !slices.Equal(named, want) {
		t.Errorf("%v %v", err, named)
	}
}
