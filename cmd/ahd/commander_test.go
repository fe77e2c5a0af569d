package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// backedUp makes a backup of a folder.
func backedUp(t *testing.T, dir string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "backup.tar")
	ok(t, "backup", file, "--data", dir)
	return file
}

// A machine is lost. An older backup, restored elsewhere, catches up from the log, reads,
// and records once a person lets it; the machine that comes back is told who records.
func TestAnOlderBackupTakesTheFailedNodesPlace(t *testing.T) {
	e := newExternal(t)
	first := e.moved(t)
	reports(t, first)
	file := backedUp(t, first)
	last := reports(t, first).Sequence
	e.used(t) // as the unit of the service on the other machine says
	second := filepath.Join(t.TempDir(), "data")
	ok(t, "restore", file, "--data", second)
	for _, name := range []string{"AHD_NATS", "AHD_NATS_CA", "AHD_NATS_CERT", "AHD_NATS_KEY"} {
		os.Unsetenv(name) // from now on the folder says it
	}
	is := standing(t, second).Row
	if is.Ledger.Sequence != last || is.Log.Appointed || is.Ready || is.Log.Node == nil || *is.Log.Node == is.Log.Commander.Node {
		t.Errorf("%+v", is)
	}
	p := refusedAs(t, second, "node.not-appointed", 4)
	if !strings.Contains(p.Detail, is.Log.Commander.Node) || !strings.Contains(p.Detail, "ahd appoint") {
		t.Errorf("%+v", p)
	}
	if rows := commitments(t, second); rows != commitments(t, first) {
		t.Errorf("%d are read", rows)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", first) // it is not lost after all
	for _, word := range [][]string{nil, {"--old-is-gone"}} {
		if p := fails(t, 2, append([]string{"appoint", "--data", second}, word...)...); p.Code != "node.answers" || !strings.Contains(p.Detail, is.Log.Commander.Node) {
			t.Errorf("%v: %+v", word, p)
		}
	}
	if code, page := get(t, s.url+"/healthz"); code != 200 {
		t.Errorf("%d %s", code, page)
	}
	s.kill() // now it is
	if p := fails(t, 2, "appoint", "--data", second); p.Code != "node.unasked" || !strings.Contains(p.Detail, "--old-is-gone") {
		t.Errorf("%+v", p)
	}
	ok(t, "appoint", "--old-is-gone", "--data", second)
	if again := ok(t, "appoint", "--old-is-gone", "--data", second).out; !strings.Contains(again, "appointed already") {
		t.Error(again)
	}
	reports(t, second)
	told := ok(t, "timeline", "register", "register", "--data", second, "--json").out
	if !strings.Contains(told, `"old_is_gone":true`) || !strings.Contains(told, `"replaces":"`+is.Log.Commander.Node+`"`) {
		t.Errorf("whose word it was is not recorded: %s", told)
	}
	refusedAs(t, first, "node.not-appointed", 4)
	back := start(t, "serve", "--listen", "127.0.0.1:0", "--data", first)
	refused := refusedAs(t, first, "node.not-appointed", 4)
	if !strings.Contains(refused.Detail, *is.Log.Node) {
		t.Errorf("%+v", refused)
	}
	reports(t, second)
	back.stop(t)
	if now := standing(t, first).Row; now.Ready || now.Ledger.Root != standing(t, second).Row.Ledger.Root {
		t.Errorf("it does not read on: %+v", now)
	}
	oneHistory(t, first, second)
}

// A backup that is only tried uses no log but its own, and is another node.
func TestABackupThatIsTriedLeavesTheLogAlone(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	before := standing(t, dir).Row
	ok(t, "backup", filepath.Join(t.TempDir(), "b.tar"), "--drill", "--data", dir)
	if now := standing(t, dir).Row; now.Ledger.Root != before.Ledger.Root || !now.Log.Appointed {
		t.Errorf("%+v", now)
	}
	e.kill() // it needs nobody
	ok(t, "backup", filepath.Join(t.TempDir(), "b.tar"), "--drill", "--data", dir)
}

// Two folders with one key, by cp -r: the copy is another node. It records nothing until
// it is appointed, and then the other does not.
func TestACopyOfTheFolderIsNotTheNodeThatRecords(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	copy := copied(t, dir)
	reports(t, dir)
	refusedAs(t, copy, "node.not-appointed", 4)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	if p := fails(t, 2, "appoint", "--old-is-gone", "--data", copy); p.Code != "node.answers" {
		t.Errorf("%+v", p)
	}
	s.stop(t)
	ok(t, "appoint", "--old-is-gone", "--data", copy)
	reports(t, copy)
	refusedAs(t, dir, "node.not-appointed", 4)
	oneHistory(t, dir, copy)
	for _, served := range []string{dir, copy} { // a server is told while it runs
		s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", served)
		if served == dir {
			refusedAs(t, dir, "node.not-appointed", 4)
		} else {
			reports(t, copy)
		}
		s.stop(t)
	}
	oneHistory(t, dir, copy)
}

// The other machine's clock may be behind, and time goes on in the record all the same; it
// may be far on, and then nobody is appointed by it.
func TestANodeWithAnotherClockIsAppointed(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	reports(t, dir)
	second := copied(t, dir)
	if a := at(t, time.Now().AddDate(5, 0, 0), "appoint", "--old-is-gone", "--data", second, "--json"); a.code != 2 || !strings.Contains(a.err, "clock.ahead") {
		t.Errorf("%+v", a)
	}
	reports(t, dir)
	if a := at(t, time.Now().Add(-time.Hour), "appoint", "--old-is-gone", "--data", second); a.code != 0 {
		t.Errorf("%+v", a)
	}
	reports(t, second)
	ok(t, "log", "verify", "--data", second)
	refusedAs(t, dir, "node.not-appointed", 4)
	oneHistory(t, dir, second)
}

// A folder with another key, pointed at the log of a register, reads it and does not
// record in it, nor sign it.
func TestAFolderOfAnotherRegisterRecordsNothingInThisLog(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	other := filepath.Join(t.TempDir(), "other")
	ok(t, append([]string{"list", "commitments", "--data", other}, e.there()...)...) // reading makes no folder
	p := fails(t, 4, append([]string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", keyOnly(t, other)}, e.there()...)...)
	if p.Code != "key.not-the-registers" || *p.Recorded {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 4, append([]string{"appoint", "--old-is-gone", "--data", other}, e.there()...)...); p.Code != "key.not-the-registers" {
		t.Errorf("%+v", p)
	}
	if signed, err := os.Stat(filepath.Join(other, "ledger", "checkpoint")); err == nil {
		t.Errorf("it signed: %v", signed)
	}
	reports(t, dir)
}

// keyOnly puts the key of another register into a folder in which nothing else is, and
// the state that a verb takes for a register's.
func keyOnly(t *testing.T, dir string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "keys"), 0o700); err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(imported(t), "keys", "log.key"))
	if err != nil {
		t.Fatal(err)
	}
	placed(t, filepath.Join(dir, "keys", "log.key"), key)
	if err := os.WriteFile(filepath.Join(dir, "format"), []byte("2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
