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
