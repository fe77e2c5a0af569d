package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events"
)

// An assessment by somebody who had reported, as a door that knew less would have let it
// in, is shown for what it is wherever it is shown, and counted.
func TestWhatIsNotIndependentIsSaid(t *testing.T) {
	dir := imported(t)
	people(t, dir)
	ok(t, "record", "progress", "--commitment", item, "--state", "in_progress", "--as", "p-focal", "--role", "focal_point", "--data", dir)
	letThrough(t, dir, events.CommitmentAssessed{Level: "limited", Confidence: "high", Method: "ahd-1", Considered: []string{}}, "p-focal", "fia")
	if n := read[struct {
		Row struct {
			NotIndependent int `json:"not_independent"`
		} `json:"row"`
	}](t, ok(t, "status", "--data", dir, "--json")).Row.NotIndependent; n != 1 {
		t.Errorf("%d are counted", n)
	}
	if row := read[shown](t, ok(t, "show", "commitment", item, "--data", dir, "--json")).Row; row["independent"] != false {
		t.Errorf("it is shown as independent: %v", row["independent"])
	}
	for value, want := range map[string]int{"false": 1, "true": 0} {
		if rows := read[list](t, ok(t, "list", "commitments", "--independent", value, "--data", dir, "--json")).Rows; len(rows) != want {
			t.Errorf("--independent %s: %d rows", value, len(rows))
		}
	}
	last := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows
	if e := last[len(last)-1]; e["independent"] != false || e["not_independent"] != "reporter" {
		t.Errorf("the timeline says %v", e)
	}
	if e := last[0]; e["independent"] != nil || e["not_independent"] != nil {
		t.Errorf("the timeline says of a capture: %v", e)
	}
	if said := ok(t, "timeline", "commitment", item, "--data", dir).out; !strings.Contains(said, "not independent: reporter") {
		t.Errorf("the timeline in words: %s", said)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	response, err := http.Get(s.url + "/commitments/" + item)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if n := strings.Count(string(page), "Not independent: whoever judged"); err != nil || n != 2 {
		t.Errorf("the page says it %d times (%v)", n, err)
	}
}

// letThrough records what the door would refuse.
func letThrough(t *testing.T, dir string, said events.Payload, actor, party string) {
	t.Helper()
	ctx := context.Background()
	n, err := node.Open(ctx, node.Options{Dir: dir, Name: "ahd", Now: time.Now, Replicas: 1, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	row, err := n.Recorder.Book.State(ctx, events.Stream{Kind: "commitment", ID: item})
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := n.Log.Append(ctx, events.Event{Data: said, Envelope: events.Envelope{
		ID: "0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d", Source: n.Key.Origin, Type: said.Type(), Subject: "commitment/" + item, Actor: actor, ActorRole: "assessor",
		ActorParty: party, Auth: "local", StreamVersion: row.Version + 1, StreamPrev: row.Leaf.String(),
	}}, row.Sequence, row.ReadAt)
	if err == nil {
		err = n.Book.Wait(ctx, receipt.Sequence)
	}
	if err != nil {
		t.Fatal(err)
	}
}
