package supervision

import (
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/localnats"
)

// holding is a log with one id in hand, which nobody has settled.
func holding(t *testing.T, id string) *eventlog.Log {
	t.Helper()
	server, err := localnats.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	connection, err := server.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(connection.Close)
	log, err := eventlog.Open(t.Context(), connection, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := log.Append(t.Context(), events.Event{
		Envelope: events.Envelope{ID: id, Source: "urn:ahd:test", Type: events.ProgressReported{}.Type(),
			Subject: "commitment/a", Actor: "p-17", Auth: "local", StreamVersion: 1},
		Data: events.ProgressReported{State: "in_progress"},
	}, 0, 0); err != nil {
		t.Fatal(err)
	}
	return log
}

// An id stays in doubt until the book has read what the log held when it was
// opened again, and any command that had looked before that has ended.
func TestDoubtsOutliveTheLog(t *testing.T) {
	const id = "00000000-0000-4000-8000-000000000001"
	const lingering = 10 * time.Second
	d := doubts{linger: lingering}
	at := time.Now()
	if d.about(id) {
		t.Error("nothing was given up yet")
	}
	d.keep(holding(t, id))
	d.look(100, at) // no log yet: how far must the book read?
	if !d.about(id) {
		t.Error("forgotten while there was no log")
	}
	d.reopened(5)
	d.look(4, at)
	d.look(4, at.Add(time.Hour))
	if !d.about(id) {
		t.Error("forgotten before the book had read it")
	}
	d.look(5, at)
	d.look(5, at.Add(lingering))
	if !d.about(id) {
		t.Error("forgotten while a command may be under way")
	}
	d.look(5, at.Add(lingering+time.Second))
	if d.about(id) || d.about("another") {
		t.Error("never forgotten")
	}
}
