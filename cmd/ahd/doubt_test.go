package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"
)

// killed are folders of a program that was killed after it had sent a command to the
// log: ledger and book had not read it, and nobody had heard an answer.
type killed struct {
	landed, lost string
	id           string // of the command
	previous     []byte // the event before it, which ledger and book have not read either
}

func newKilled(t *testing.T) killed {
	t.Helper()
	before := imported(t)
	k := killed{landed: filepath.Join(t.TempDir(), "landed"), lost: filepath.Join(t.TempDir(), "lost"), id: uuid.NewString()}
	if err := errors.Join(os.CopyFS(k.landed, os.DirFS(before)), os.CopyFS(k.lost, os.DirFS(before))); err != nil {
		t.Fatal(err)
	}
	ok(t, progress(k.landed, uuid.NewString(), "planning", "the one before")...)
	ok(t, progress(k.landed, k.id, "planning", "sent once")...)
	bodies := ledgerFile(t, k.landed)
	k.previous = bodies[len(bodies)-2]
	for _, dir := range []string{"ledger", "book", "head"} {
		if err := os.RemoveAll(filepath.Join(k.landed, dir)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.CopyFS(filepath.Join(k.landed, "ledger"), os.DirFS(filepath.Join(before, "ledger"))),
		copyTo(filepath.Join(before, "head"), k.landed, "head"),
		os.Remove(filepath.Join(k.landed, "sums")), os.Remove(filepath.Join(k.lost, "sums"))); err != nil {
		t.Fatal(err)
	}
	return k
}

// A program that was killed remembers nothing of what it sent. Started again, it never
// says that nothing was recorded under an id before it has read what the log holds.
func TestAfterAKillNoAnswerIsUntrue(t *testing.T) {
	k := newKilled(t)
	for name, landed := range map[string]bool{"landed": true, "lost": false} {
		for _, fault := range []string{"none", "log away", "an event before it unreadable", "log away, closed well since"} {
			for _, role := range []string{"coordinator", "reader"} {
				t.Run(name+", "+fault+", "+role, func(t *testing.T) { k.askedAgain(t, landed, fault, role) })
			}
		}
	}
}

func (k killed) askedAgain(t *testing.T, landed bool, fault, role string) {
	if !landed && fault == "an event before it unreadable" {
		return
	}
	from, dir := k.lost, filepath.Join(t.TempDir(), "data")
	if landed {
		from = k.landed
	}
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	log, aside := filepath.Join(dir, "jetstream"), filepath.Join(dir, "aside")
	switch fault {
	case "an event before it unreadable":
		flipBody(t, dir, k.previous)
	case "log away", "log away, closed well since":
		if err := errors.Join(os.Rename(log, aside), os.WriteFile(log, nil, 0o600)); err != nil { // nor can another be made
			t.Fatal(err)
		}
	}
	if fault == "log away, closed well since" {
		ok(t, "status", "--data", dir)
	}
	ask := append(progress(dir, k.id, "planning", "sent once"), "--role", role, "--json")
	a := ahd(t, ask...)
	if fault != "none" {
		var p problem
		if err := json.Unmarshal([]byte(a.err), &p); err != nil || a.code != 9 || p.Recorded != nil {
			t.Errorf("exit %d: %s%s", a.code, a.out, a.err)
		}
		if _, err := os.Stat(aside); err != nil {
			return
		}
		if err := errors.Join(os.RemoveAll(log), os.Rename(aside, log)); err != nil {
			t.Fatal(err)
		}
		a = ahd(t, ask...)
	}
	switch {
	case !landed && role == "reader":
		var p problem
		if err := json.Unmarshal([]byte(a.err), &p); err != nil || a.code != 4 || p.Recorded == nil || *p.Recorded {
			t.Errorf("exit %d: %s%s", a.code, a.out, a.err)
		}
	case a.code != 0 || read[recordedAt](t, a).Recorded == landed:
		t.Errorf("exit %d: %s%s", a.code, a.out, a.err)
	}
}

// A folder that cannot be opened does not say what was recorded under an id; of one that
// is made for this time nothing was.
func TestAFolderThatCannotBeOpenedDeniesNothing(t *testing.T) {
	dir := imported(t)
	entries := contentOf(t, dir, "ledger/entries.log")
	entries[len(entries)/2] ^= 2
	write(t, filepath.Join(dir, "ledger", "entries.log"), string(entries))
	asked := progress(dir, uuid.NewString(), "planning", "asked again")
	if p := fails(t, 2, asked[:len(asked)-1]...); p.Recorded != nil {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 2, "record", "progress", "--commitment", item, "--state", "planning", "--data", dir); p.Recorded == nil || *p.Recorded {
		t.Errorf("%+v", p)
	}
}
