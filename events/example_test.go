package events_test

import (
	"fmt"
	"time"

	"ahd.example/ahd/events"
)

// An event becomes bytes once, in the one form that it has. From then on the bytes are
// the event: they are hashed, stored and sent, and Decode reads them.
func ExampleEncode() {
	reported := events.ProgressReported{State: "in_progress", Milestones: []string{}, Measurements: []events.Measurement{}}
	body, err := events.Encode(events.Event{
		Envelope: events.Envelope{
			ID: "6fff0ea1-62d8-4025-af3c-ca000bd8c015", Source: "urn:ahd:ahd", Type: reported.Type(), Subject: "commitment/cm-b1",
			Time: time.Date(2026, 11, 22, 9, 18, 15, 250e6, time.UTC), Actor: "p-17", ActorRole: "focal_point", Auth: "local", StreamVersion: 1,
		},
		Data: reported,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", body)
	event, err := events.Decode(body)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(event.Subject, event.Data.(events.ProgressReported).State, events.LeafHash(body))
	// Output:
	// {"actor":"p-17","actorrole":"focal_point","auth":"local","data":{"channel":null,"effective":null,"measurements":[],"milestones":[],"narrative":null,"state":"in_progress"},"id":"6fff0ea1-62d8-4025-af3c-ca000bd8c015","source":"urn:ahd:ahd","specversion":"1.0","streamversion":1,"subject":"commitment/cm-b1","time":"2026-11-22T09:18:15.250Z","type":"ahd.commitment.progress-reported.v2"}
	// commitment/cm-b1 in_progress zXD+VAjf23HSn7W9EvXrx9R12Uhdvtd/uwDcqIQvu+c=
}

// What is not in the one form is refused: white space, another order, a number with a
// fraction.
func ExampleDecode() {
	_, err := events.Decode([]byte(`{ "actor": "local" }`))
	fmt.Println(err)
	// Output:
	// byte 1: '"' expected: not in canonical form
}
