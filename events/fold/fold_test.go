package fold_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
)

// sample reads the sample event of a type.
func sample(t *testing.T, name events.Type) events.Event {
	t.Helper()
	body, err := os.ReadFile(fmt.Sprintf("../testdata/%s.json", name))
	if err != nil {
		t.Fatalf("no sample: %v", err)
	}
	event, err := events.Decode(body)
	if err != nil {
		t.Fatal(err)
	}
	return event
}

// Whoever adds a type without saying what it means is told so here.
func TestEveryFactHasARule(t *testing.T) {
	for _, payload := range events.Catalogue() {
		t.Run(string(payload.Type()), func(t *testing.T) {
			defer func() {
				if missing := recover(); missing != nil {
					t.Error(missing)
				}
			}()
			if after := fold.Evolve(fold.State{}, sample(t, payload.Type())); after == (fold.State{}) {
				t.Error("it changes nothing")
			}
		})
	}
}

// Evolve is pure: the state before stays as it was, and a state that went
// through its stored form evolves to the same.
func TestEvolveLeavesTheStateBeforeAlone(t *testing.T) {
	for _, payload := range events.Catalogue() {
		event := sample(t, payload.Type())
		before := fold.Evolve(fold.State{}, event)
		stored, err := json.Marshal(before)
		if err != nil {
			t.Fatal(err)
		}
		first, second := fold.Evolve(before, event), fold.Evolve(before, event)
		if !reflect.DeepEqual(first, second) {
			t.Errorf("%s: evolving twice from one state gives two states", payload.Type())
		}
		if now, _ := json.Marshal(before); string(now) != string(stored) {
			t.Errorf("%s changed the state it started from", payload.Type())
		}
		var back fold.State
		if err := json.Unmarshal(stored, &back); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(fold.Evolve(back, event), first) {
			t.Errorf("%s: the stored state evolves to something else", payload.Type())
		}
	}
}

func TestAStreamOfAnUnknownKindIsAMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("evolved silently")
		}
	}()
	fold.Evolve(fold.State{}, events.Event{Envelope: events.Envelope{Subject: "weather/x"}})
}
