package node_test

import (
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events"
)

// An appointment that the appender comes upon counts before the book has read it, and so
// does what the book says when it has read further. What this node then has to record is
// refused before it is sent.
func TestAnAppointmentCountsAsSoonAsItIsMet(t *testing.T) {
	n, err := node.Open(t.Context(), node.Options{Dir: filepath.Join(t.TempDir(), "data"), Name: "ahd", Now: time.Now, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	if err := n.Moving.Appointed(); err != nil {
		t.Fatal(err)
	}
	read := n.Book.Checkpoint().Sequence
	body, err := events.Encode(events.Event{Data: events.NodeAppointed{Log: events.LogExternal, Node: "0198c8a0-7c1e-7b52-9d0e-3f1f0c2a9b11", URL: "https://example.org"},
		Envelope: events.Envelope{ID: "e56fab4e-a02c-59e2-94d6-d7226142a87d", Source: n.Key.Origin, Type: (events.NodeAppointed{}).Type(), Subject: events.Register.Subject(),
			Time: time.Now().UTC().Truncate(time.Millisecond), Actor: "local", Auth: "local", StreamVersion: 2, StreamPrev: events.Hash{}.String()}})
	if err != nil {
		t.Fatal(err)
	}
	n.Moving.Met(read, body) // the book knows better
	if err := n.Moving.Appointed(); err != nil {
		t.Errorf("what was read already counts again: %v", err)
	}
	n.Moving.Met(read+1, body)
	var refused *rule.Refusal
	if err := n.Ready(); !errors.As(err, &refused) || refused.Code != "node.not-appointed" {
		t.Errorf("%v", err)
	}
	if err := n.Moving.Admit(events.Event{Data: events.TextErased{}}); !errors.As(err, &refused) {
		t.Errorf("it is sent: %v", err)
	}
	if err := n.Moving.Admit(events.Event{Data: events.NodeAppointed{}}); err != nil {
		t.Errorf("nobody can be appointed any more: %v", err)
	}
}
