package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// The log went back into the folder of the node that records; a copy of that folder still
// follows the server. Nobody there may take its place without giving their word, at
// whatever address that node is said to be: to record there is another history.
func TestWhereTheLogWasNobodyGoesOnWithoutAWord(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	public := []string{"--url", "https://commitments.example.invalid"}
	ok(t, append(append([]string{"log", "move", "--data", dir}, public...), e.there()...)...)
	copy := copied(t, dir)
	ok(t, append([]string{"log", "move", "--embedded", "--data", dir}, public...)...)
	reports(t, dir)
	p := fails(t, 2, "appoint", "--data", copy)
	if p.Code != "node.unasked" || !strings.Contains(p.Detail, "moved away from here") || !strings.Contains(p.Detail, *standing(t, dir).Row.Log.Node) {
		t.Errorf("%+v", p)
	}
	refusedAs(t, copy, "node.not-appointed", 4)
}

// A backup from before the log was moved out is restored beside the server that keeps it
// now: it goes on with that log, and is not the node that records.
func TestABackupFromBeforeTheMoveGoesOnWithTheLog(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	file := backedUp(t, dir)
	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	last := reports(t, dir).Sequence
	second := filepath.Join(t.TempDir(), "data")
	ok(t, append([]string{"restore", file, "--data", second}, e.there()...)...)
	if is := standing(t, second).Row; is.Ledger.Sequence != last || is.Log.Appointed {
		t.Errorf("%+v, want it to have read %d events", is, last)
	}
	refusedAs(t, second, "node.not-appointed", 4)
	ok(t, "appoint", "--old-is-gone", "--data", second)
	if now := reports(t, second).Sequence; now != last+2 {
		t.Errorf("event %d, want %d", now, last+2)
	}
}

// An address that no log can be at is refused before anything is copied or recorded.
func TestAnAddressThatIsNoneMovesNothing(t *testing.T) {
	dir := imported(t)
	before := standing(t, dir).Row.Ledger.Sequence
	for _, address := range []string{"http://127.0.0.1:4222", "nats://127.0.0.1:4222,http://127.0.0.1:4222", "tls://"} {
		if p := fails(t, 1, "log", "move", "--nats", address, "--data", dir); !strings.Contains(p.Detail, "Nothing was moved") {
			t.Errorf("%s: %+v", address, p)
		}
	}
	if now := standing(t, dir).Row; now.Ledger.Sequence != before || now.Log.Place != "embedded" {
		t.Errorf("%+v", now)
	}
}

// A folder whose file says that the log is in it, although this node records at a server:
// no log is made there, and the true address mends it.
func TestAFolderThatWronglySaysThatItKeepsItsLog(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	last := reports(t, dir).Sequence
	place := filepath.Join(dir, "log")
	right := readFile(t, place)
	write(t, place, "place=embedded\n")
	if p := fails(t, 9, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir); !strings.Contains(p.Detail, "records at a NATS server") {
		t.Errorf("%+v", p)
	}
	for _, args := range [][]string{{"repair", "log"}, {"log", "move", "--embedded"}} {
		if p := fails(t, 2, append(args, "--data", dir)...); !strings.Contains(p.Detail, "address of that server into the file") {
			t.Errorf("%v: %+v", args, p)
		}
	}
	if now := standing(t, dir).Row.Ledger.Sequence; now != last {
		t.Errorf("%d events became %d", last, now)
	}
	write(t, place, right)
	if now := reports(t, dir).Sequence; now != last+1 {
		t.Errorf("event %d, want %d", now, last+1)
	}
	write(t, place, "place=embedded\n")
	ok(t, "log", "move", "--embedded", "--old-is-gone", "--data", dir) // somebody's word
	reports(t, dir)
}

// A folder that still reads at the server from which the log was moved to another says so,
// and records only on somebody's word.
func TestWhoReadsALogThatWasLeftKnowsIt(t *testing.T) {
	here, there := newExternal(t), newExternal(t)
	dir := imported(t)
	ok(t, append([]string{"log", "move", "--data", dir}, here.there()...)...)
	copy := copied(t, dir)
	if note := standing(t, copy).Row.Log.Note; strings.Contains(note, "moved away") {
		t.Errorf("before it was moved: %q", note)
	}
	ok(t, append([]string{"log", "move", "--data", dir}, there.there()...)...)
	reports(t, dir)
	if note := standing(t, copy).Row.Log.Note; !strings.Contains(note, "moved away from here, to another server") {
		t.Errorf("after it was moved: %q", note)
	}
	if note := standing(t, dir).Row.Log.Note; strings.Contains(note, "moved away") {
		t.Errorf("where it was moved to: %q", note)
	}
	if p := fails(t, 2, "appoint", "--data", copy); p.Code != "node.unasked" || !strings.Contains(p.Detail, "moved away from here, to another server") {
		t.Errorf("%+v", p)
	}
	refusedAs(t, copy, "node.not-appointed", 4)
}
