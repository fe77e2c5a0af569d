package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/localnats"
)

// slip puts an event into the log that this program would not write: the newest
// event once more, under an id of its own and with another type.
func slip(t *testing.T, dir, typ string) {
	t.Helper()
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
	js, err := jetstream.New(connection)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := timeout()
	defer cancel()
	stream, err := js.Stream(ctx, eventlog.Name)
	if err != nil {
		t.Fatal(err)
	}
	newest, err := stream.GetMsg(ctx, stream.CachedInfo().State.LastSeq)
	if err != nil {
		t.Fatal(err)
	}
	envelope, _, err := events.Scan(newest.Data)
	if err != nil {
		t.Fatal(err)
	}
	body := bytes.Replace(newest.Data, []byte(envelope.ID), []byte(uuid.NewString()), 1)
	body = bytes.Replace(body, []byte(envelope.Type), []byte(typ), 1)
	if _, _, err := events.Scan(body); err != nil {
		t.Fatalf("this is no canonical event: %v", err)
	}
	if _, err := js.PublishMsg(ctx, &nats.Msg{Subject: newest.Subject, Data: body}); err != nil {
		t.Fatal(err)
	}
}

// An event that a newer program wrote stops the book before it: with its number
// and the reason, on every page. Commands are refused; what was there is read.
func TestAnEventThatIsNotKnownStopsTheBook(t *testing.T) {
	for _, typ := range []string{"ahd.commitment.sung-about.v1", "ahd.commitment.progress-reported.v9"} {
		t.Run(typ, func(t *testing.T) {
			dir := imported(t)
			ok(t, progress(dir, uuid.NewString(), "planning", "before the fault")...)
			rows := commitments(t, dir)
			last := read[status](t, ok(t, "status", "--data", dir, "--json")).Row.Book.Sequence
			slip(t, dir, typ)
			says := []string{fmt.Sprintf("the book stands at event %d", last), "cannot take in the next", typ}
			refusesAndReads(t, dir, rows, says...)

			s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
			refusesAndReads(t, dir, rows, says...)
			if stands := read[state](t, ok(t, "status", "--data", dir, "--json")).Row; stands.Book.Stopped == nil ||
				stands.Book.Sequence != last || stands.Ledger.Sequence != last+1 || *stands.Log.Sequence != last+1 {
				t.Errorf("%+v", stands)
			}
			for _, path := range []string{"/", "/commitments/" + item, "/no-such-page"} {
				if _, page := get(t, s.url+path); !strings.Contains(page, says[0]) && !strings.Contains(page, "T"+says[0][1:]) {
					t.Errorf("%s does not say why nothing is recorded: %s", path, page)
				}
			}
			s.stop(t)
		})
	}
}
