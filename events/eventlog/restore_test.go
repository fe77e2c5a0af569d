package eventlog

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/nats-io/nats.go"

	"ahd.example/ahd/events/eventlog/localnats"
)

// A log that is made anew holds the same bytes in the same places, and is on disk.
func TestALogIsRestored(t *testing.T) {
	before := newLog(t)
	fill(t, before, 700) // more than are on their way at once
	bodies, dir := readAll(t, before), t.TempDir()
	err := localnats.Refill(dir, func(connection *nats.Conn) error {
		log, err := Open(t.Context(), connection, 1)
		if err != nil {
			return err
		}
		return errors.Join(log.Restore(t.Context(), 1, bodies[:300]), log.Restore(t.Context(), 301, bodies[300:]))
	})
	if err != nil {
		t.Fatal(err)
	}
	server, err := localnats.Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	connection, err := server.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	log, err := OpenExisting(t.Context(), connection, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, body := range bodies {
		if have, err := log.Body(t.Context(), uint64(i+1)); err != nil || !bytes.Equal(have, body) {
			t.Fatalf("event %d: %v", i+1, err)
		}
	}
	if err := log.Restore(t.Context(), 1, bodies[:1]); err == nil {
		t.Error("an event was added twice")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := log.Restore(ended, 701, bodies[:1]); err == nil {
		t.Error("it went on although nobody waited")
	}
}
