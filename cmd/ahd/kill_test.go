package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	commitmentcmd "ahd.example/ahd/services/commands/commitment"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
)

var kills = flag.Int("kills", 20, "how often to kill the server")

// clientLog is what sixteen clients were told.
type clientLog struct {
	mu           sync.Mutex
	acknowledged map[string]uint64 // command id → sequence
	asked        int
	unanswered   int
}

// The real program is killed in the middle of a stream of commands. Whatever it
// had acknowledged is in log, ledger and book afterwards, once, where it said.
func TestKilledWhileRecording(t *testing.T) {
	dir := imported(t)
	log := &clientLog{acknowledged: map[string]uint64{}}
	for cycle := range *kills {
		s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
		before, unanswered := len(log.acknowledged), log.unanswered
		log.killed(t, s, dir)
		if len(log.acknowledged) == before {
			t.Errorf("cycle %d: nothing was acknowledged before the kill", cycle)
		}
		if log.unanswered == unanswered {
			t.Errorf("cycle %d: no command was in flight at the kill", cycle)
		}
	}
	log.check(t, dir)
	t.Logf("%d kills: %d commands asked, %d acknowledged, %d without an answer", *kills, log.asked, len(log.acknowledged), log.unanswered)
}

// killed runs sixteen clients against the server and kills it at a random moment
// after something was acknowledged.
func (l *clientLog) killed(t *testing.T, s *server, dir string) {
	t.Helper()
	socket, _, err := folder.SocketPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	if held := socketOf(t, dir); held != "" {
		socket = held
	}
	first := make(chan struct{})
	var once, clients sync.WaitGroup
	var told sync.Once
	for i := range 16 {
		clients.Go(func() {
			for l.ask(t, socket, fmt.Sprintf("cm-b%d", 1+i%5)) {
				told.Do(func() { close(first) })
			}
		})
	}
	once.Go(func() {
		select {
		case <-first:
		case <-time.After(20 * time.Second):
		}
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
		s.kill()
	})
	once.Wait()
	clients.Wait()
}

// socketOf asks the folder's lock where its server answers.
func socketOf(t *testing.T, dir string) string {
	t.Helper()
	lock, err := folder.Acquire(dir, "")
	if err == nil {
		lock.Release()
		t.Fatal("the server does not hold its folder")
	}
	var held *folder.Held
	if errors.As(err, &held) {
		return held.Socket
	}
	return ""
}

// ask sends one command; false when the server does not answer any more.
func (l *clientLog) ask(t *testing.T, socket, commitment string) bool {
	id := uuid.NewString()
	narrative := "client " + id
	command, err := json.Marshal(commitmentcmd.ReportProgress{ID: commitment, State: "in_progress", Narrative: &narrative})
	if err != nil {
		t.Error(err)
		return false
	}
	args, err := json.Marshal(api.RecordArgs{What: "progress", CommandID: id, Command: command})
	if err != nil {
		t.Error(err)
		return false
	}
	document, problem, err := door.Ask(context.Background(), socket, door.Question{Verb: "record", Arguments: args}, func(int, int) {})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked++
	switch {
	case err == door.ErrGone: // nothing was sent
		return false
	case err != nil:
		l.unanswered++
		return false
	case problem != nil: // somebody was faster, or it refused: not recorded
		return problem.Code == "conflict"
	}
	var r recordedAt
	if err := json.Unmarshal(document, &r); err != nil || !r.Recorded {
		t.Errorf("%v %s", err, document)
	}
	l.acknowledged[id] = r.Sequence
	return true
}

// check compares what the clients were told with log, ledger and book.
func (l *clientLog) check(t *testing.T, dir string) {
	t.Helper()
	s := read[status](t, ok(t, "status", "--data", dir, "--json")).Row
	if !s.Ready || s.Log.Sequence != s.Ledger.Sequence || s.Ledger.Sequence != s.Book.Sequence {
		t.Errorf("log, ledger and book do not agree: %+v", s)
	}
	found := map[string]uint64{}
	for i := range 5 {
		id := fmt.Sprintf("cm-b%d", 1+i)
		for _, row := range read[list](t, ok(t, "timeline", "commitment", id, "--data", dir, "--json")).Rows {
			command := row["id"].(string)
			if found[command] != 0 {
				t.Errorf("command %s is two events", command)
			}
			found[command] = uint64(row["sequence"].(float64))
			words := row["words"].(map[string]any)
			if narrative, typed := words["narrative"]; typed && narrative != "client "+command {
				t.Errorf("command %s says %v", command, narrative)
			}
		}
	}
	for command, sequence := range l.acknowledged {
		if found[command] != sequence {
			t.Errorf("command %s was acknowledged as event %d and is %d", command, sequence, found[command])
		}
	}
	entries := idsInLedger(t, dir)
	if len(entries) != int(s.Ledger.Sequence) {
		t.Errorf("the ledger's file has %d entries, its status says %d", len(entries), s.Ledger.Sequence)
	}
	for command, sequence := range found {
		if entries[sequence-1] != command {
			t.Errorf("event %d is command %s in the book and %s in the ledger", sequence, command, entries[sequence-1])
		}
	}
}
