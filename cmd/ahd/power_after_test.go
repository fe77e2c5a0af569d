package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/localnats"
	"ahd.example/ahd/services/api"
)

// look counts what the cut left of the log beside the ledger, in a folder that no start
// has seen.
func (c *powerCut) look(t *testing.T) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := c.after(dir); err != nil {
		t.Fatal(err)
	}
	c.result.count(dir)
}

// count opens the log of a folder, which changes it.
func (r *cutRow) count(dir string) {
	ledger, whole := wholeEntries(filepath.Join(dir, "ledger", "entries.log"))
	if !whole {
		r.torn++
	}
	state, err := logOf(dir, nil)
	switch last := int(state.LastSeq); {
	case err != nil:
		r.gone++
	case state.Msgs != state.LastSeq || state.NumDeleted > 0 || state.Msgs > 0 && state.FirstSeq != 1:
		r.hole++
	case last < ledger:
		r.short++
		r.most = max(r.most, ledger-last)
	case last > ledger:
		r.ahead++
	default:
		r.same++
	}
}

// wholeEntries counts the entries of a ledger's file up to the first that is not whole.
func wholeEntries(path string) (entries int, whole bool) {
	rest, err := os.ReadFile(path)
	for err == nil && len(rest) >= 4 {
		size := int(binary.BigEndian.Uint32(rest))
		if size < 2 || len(rest) < 4+size || !json.Valid(rest[4:4+size]) {
			break
		}
		rest = rest[4+size:]
		entries++
	}
	return entries, len(rest) == 0
}

// logOf opens the log of a folder that no program uses and tells what is in it.
func logOf(dir string, each func(body []byte)) (state jetstream.StreamState, err error) {
	server, err := localnats.Start(dir)
	if err != nil {
		return state, err
	}
	defer server.Close()
	connection, err := server.Connect()
	if err != nil {
		return state, err
	}
	defer connection.Close()
	js, err := jetstream.New(connection)
	if err != nil {
		return state, err
	}
	ctx, cancel := timeout()
	defer cancel()
	stream, err := js.Stream(ctx, eventlog.Name)
	if err != nil {
		return state, err
	}
	state = stream.CachedInfo().State
	if each == nil || state.Msgs == 0 {
		return state, nil
	}
	return state, bodiesOf(connection, state.Msgs, each)
}

func bodiesOf(connection *nats.Conn, count uint64, each func(body []byte)) error {
	js, err := jetstream.New(connection)
	if err != nil {
		return err
	}
	ctx, cancel := timeout()
	defer cancel()
	consumer, err := js.OrderedConsumer(ctx, eventlog.Name, jetstream.OrderedConsumerConfig{})
	if err != nil {
		return err
	}
	messages, err := consumer.Messages()
	if err != nil {
		return err
	}
	defer messages.Stop()
	for range count {
		message, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return err
		}
		each(message.Data())
	}
	return nil
}

// mended starts the program on what the cut left, on the ordinary disk, and compares.
func (c *powerCut) mended(t *testing.T, dir string) {
	t.Helper()
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	socket := socketOf(t, dir)
	c.people.asksAgain(t, socket)
	before := c.agrees(t, dir)
	next := asked{args: api.RecordArgs{What: "party", CommandID: uuid.NewString()}}
	next.args.Command = []byte(`{"id":"after-the-cut","party":{"name":"An organisation","kind":"government","acronym":null,"kind_note":null,"roles_stated":null,"sources":[]}}`)
	if document, problem, err := sent(next.args, socket); problem != nil || err != nil || !bytes.Contains(document, fmt.Appendf(nil, `"sequence":%d`, before+1)) {
		t.Errorf("recording does not go on after event %d: %s %+v %v", before, document, problem, err)
	}
	s.stop(t)
	if set, _ := filepath.Glob(filepath.Join(dir, "jetstream?*")); len(set) > 0 {
		c.result.anew++
	}
	sameInLog(t, dir)
	c.result.lost += c.people.findsAll(t, dir)
	start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir).stop(t)
}

// agrees compares log, ledger and book, and returns how many events there are.
func (c *powerCut) agrees(t *testing.T, dir string) uint64 {
	t.Helper()
	s := read[status](t, ok(t, "status", "--data", dir, "--json")).Row
	if !s.Ready || s.Log.Sequence != s.Ledger.Sequence || s.Ledger.Sequence != s.Book.Sequence {
		t.Errorf("log, ledger and book do not agree: %+v", s)
	}
	bodies := ledgerFile(t, dir)
	if root := rootOf(bodies); len(bodies) != int(s.Ledger.Sequence) || root != s.Ledger.Root {
		t.Errorf("the ledger's file has %d entries with root %s, the program says %d and %s", len(bodies), root, s.Ledger.Sequence, s.Ledger.Root)
	}
	rebuilt := read[struct{ Row struct{ Digest string } }](t, ok(t, "rebuild", "--data", dir, "--json")).Row.Digest
	if rebuilt != s.Book.Digest {
		t.Errorf("the book has the digest %s, made anew %s", s.Book.Digest, rebuilt)
	}
	for _, found := range read[list](t, ahd(t, "doctor", "--deep", "--data", dir, "--json")).Rows {
		if found["grave"] == true || found["fork"] == true {
			t.Errorf("the doctor finds %v", found)
		}
	}
	ok(t, "log", "verify", "--data", dir)
	return s.Ledger.Sequence
}

// sameInLog compares log and ledger byte for byte.
func sameInLog(t *testing.T, dir string) {
	t.Helper()
	bodies, at := ledgerFile(t, dir), 0
	state, err := logOf(dir, func(body []byte) {
		if at >= len(bodies) || !bytes.Equal(body, bodies[at]) {
			t.Errorf("event %d is another one in the log than in the ledger", at+1)
		}
		at++
	})
	if err != nil || at != len(bodies) || state.NumDeleted > 0 || state.FirstSeq != 1 {
		t.Errorf("%d events in the log, %d in the ledger; %+v %v", at, len(bodies), state, err)
	}
}

// asksAgain sends again some of what was answered: it is there, where it was said to be.
func (p *recorders) asksAgain(t *testing.T, socket string) {
	t.Helper()
	tries := 0
	for id, a := range p.told {
		if tries++; tries > 60 {
			return
		}
		if a.document != nil || a.erasing { // its file is gone from where it was brought from, or its words from here
			continue
		}
		document, problem, err := sent(a.args, socket)
		var r recordedAt
		if err := errors.Join(err, json.Unmarshal(document, &r)); problem != nil || err != nil || r.Recorded || r.Sequence != a.sequence {
			t.Errorf("command %s was event %d and is now %s (%+v, %v)", id, a.sequence, document, problem, err)
		}
	}
}
