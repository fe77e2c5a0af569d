package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// others are folders of a register that was begun at a server which are not the one that
// recorded last, and what each adds to say where the log is.
func (e *external) others(t *testing.T, dir string) map[string][]string {
	t.Helper()
	file := backedUp(t, dir)
	restored, oldest, never := filepath.Join(t.TempDir(), "restored"), copied(t, dir), copied(t, dir)
	ok(t, append([]string{"restore", file, "--data", restored}, e.there()...)...)
	older(t, oldest)
	for _, name := range []string{"node", "node.file"} {
		works(t, os.Remove(filepath.Join(never, name)))
	}
	return map[string][]string{copied(t, dir): nil, restored: nil, never: nil, oldest: e.there()}
}

// emptied lets the server begin with an empty store.
func (e *external) emptied(t *testing.T) {
	t.Helper()
	e.stopped(t, func() error { return os.RemoveAll(e.store()) })
}

// A folder that is a copy, that was restored, or that never said where its log is, does
// not fill a log that was lost, and the doctor does not send anybody there: what was
// recorded since in the folder that it was copied of would be denied. That one fills it.
func TestACopyThatNeverRecordedFillsNoLog(t *testing.T) {
	e := newExternal(t)
	dir := e.begun(t)
	reports(t, dir)
	others := e.others(t, dir)
	last := reports(t, dir).Sequence // they lack it
	e.emptied(t)
	for other, where := range others {
		p := fails(t, 2, append([]string{"repair", "log", "--data", other}, where...)...)
		if p.Code != "node.unasked" || !strings.Contains(p.Detail, "Nothing was repaired") || !strings.Contains(p.Detail, "log move") {
			t.Errorf("%s: %+v", filepath.Base(other), p)
		}
		for _, f := range examined(t, other, 2, where...) {
			if strings.Contains(f.Sentence+f.Remedy, "repair log") || where == nil && !strings.Contains(f.Remedy, "--old-is-gone") {
				t.Errorf("%s: %+v", filepath.Base(other), f)
			}
		}
	}
	if found := examined(t, dir, 2); !strings.Contains(found[0].Remedy, "repair log") {
		t.Errorf("%+v", found)
	}
	ok(t, "repair", "log", "--data", dir)
	if now := reports(t, dir).Sequence; now != last+2 { // behind what the repair recorded of itself
		t.Errorf("event %d, want %d", now, last+2)
	}
	for other, where := range others { // they read on, and none has a history of its own
		ok(t, append([]string{"status", "--data", other}, where...)...)
		oneHistory(t, dir, other)
	}
}

// Where the folder that recorded last is gone for good, each of the others goes on with
// what it holds, on somebody's word, which is recorded.
func TestAWordFillsTheLogFromACopy(t *testing.T) {
	e := newExternal(t)
	dir := e.begun(t)
	reports(t, dir)
	for other, unplaced := range e.others(t, dir) {
		e.emptied(t)
		if unplaced != nil {
			fails(t, 2, "log", "move", "--embedded", "--data", other)
			ok(t, "log", "move", "--embedded", "--old-is-gone", "--data", other)
		} else {
			fails(t, 2, append([]string{"log", "move", "--data", other}, e.there()...)...)
			ok(t, append([]string{"log", "move", "--old-is-gone", "--data", other}, e.there()...)...)
		}
		reports(t, other)
		if told := ok(t, "timeline", "register", "register", "--data", other, "--json").out; !strings.Contains(told, `"old_is_gone":true`) {
			t.Error(told)
		}
		examined(t, other, 0, "--deep")
	}
}

// A folder that does not say where its log is takes no address at which its log is not:
// the log is not begun there, and the address is not written down.
func TestAFolderThatForgotTakesNoEmptyServer(t *testing.T) {
	e, wrong := newExternal(t), newExternal(t)
	for name, dir := range map[string]string{"moved": e.moved(t), "embedded": imported(t)} {
		last := reports(t, dir).Sequence
		works(t, os.Remove(filepath.Join(dir, "log")))
		if name == "embedded" {
			works(t, os.RemoveAll(filepath.Join(dir, "jetstream")))
		}
		p := fails(t, 2, append([]string{"repair", "log", "--data", dir}, wrong.there()...)...)
		if p.Code != "node.unasked" || !strings.Contains(p.Detail, "Nothing was repaired") {
			t.Errorf("%s: %+v", name, p)
		}
		fails(t, 9, append([]string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir}, wrong.there()...)...)
		start(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", dir}, wrong.there()...)...).stop(t)
		if _, err := os.Stat(filepath.Join(dir, "log")); !os.IsNotExist(err) {
			t.Errorf("%s: it says where its log is (%v)", name, err)
		}
		if name == "embedded" {
			continue
		}
		ok(t, append([]string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir}, e.there()...)...)
		if now := reports(t, dir).Sequence; now != last+2 {
			t.Errorf("%s: event %d, want %d", name, now, last+2)
		}
	}
}

// Nor does a backup: nothing of it stays.
func TestABackupIsNotRestoredBesideAnEmptyServer(t *testing.T) {
	wrong := newExternal(t)
	file := backedUp(t, imported(t))
	for _, flags := range [][]string{wrong.there(), {"--nats", "nats://127.0.0.1:1"}} {
		dir := filepath.Join(t.TempDir(), "data")
		p := fails(t, 2, append([]string{"restore", file, "--data", dir}, flags...)...)
		if p.Code != "backup" || !strings.Contains(p.Detail, "Nothing was restored") {
			t.Errorf("%+v", p)
		}
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("something stayed (%v)", err)
		}
	}
}

// Where the address leads to another register's log, shorter or longer, it is said that
// the address is wrong; nobody is told to empty anything or to fill it.
func TestTheLogOfAnotherRegisterIsNamed(t *testing.T) {
	e, theirs := newExternal(t), newExternal(t)
	dir, other := e.moved(t), theirs.moved(t)
	own, err := os.ReadFile(filepath.Join(dir, "log"))
	works(t, err)
	for range 2 {
		reports(t, dir)
	}
	for _, longer := range []bool{false, true} {
		for i := 0; longer && i < 5; i++ {
			reports(t, other)
		}
		before := len(ledgerFile(t, other))
		text, err := os.ReadFile(filepath.Join(other, "log"))
		works(t, err, os.WriteFile(filepath.Join(dir, "log"), text, 0o600))
		found := examined(t, dir, 2)
		p := fails(t, 2, "repair", "log", "--data", dir)
		works(t, os.Remove(filepath.Join(dir, "log")))
		unplaced := fails(t, 2, append([]string{"repair", "log", "--data", dir}, theirs.there()...)...)
		works(t, os.WriteFile(filepath.Join(dir, "log"), own, 0o600))
		for _, told := range []string{found[0].Sentence + " " + found[0].Remedy, p.Detail, unplaced.Detail} {
			if !strings.Contains(told, "the log of another register") || strings.Contains(told, "empty") || strings.Contains(told, "repair log") || strings.Contains(told, "moved") {
				t.Error(told)
			}
		}
		if len(found) != 1 || !strings.Contains(found[0].Remedy, "wrong") || !strings.Contains(p.Detail, "wrong") || !strings.Contains(p.Detail, "Nothing was repaired") || p.Code != "repair.impossible" {
			t.Errorf("%+v\n%+v", found, p)
		}
		reports(t, dir)
		if reports(t, other); len(ledgerFile(t, other)) != before+1 {
			t.Error("something was put into the log of another register")
		}
	}
}

// The doctor claims to have looked at what was looked at, and says who records where this
// node does not.
func TestTheDoctorClaimsOnlyWhatWasLookedAt(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	reader := copied(t, dir)
	says := func(dir string, code int, wanted string, never ...string) {
		t.Helper()
		for _, deep := range [][]string{nil, {"--deep"}} {
			a := ahd(t, append([]string{"doctor", "--data", dir}, deep...)...)
			if a.code != code || !strings.Contains(a.err, wanted) {
				t.Errorf("exit %d: %s%s\nand not %q", a.code, a.out, a.err, wanted)
			}
			for _, word := range never {
				if strings.Contains(a.err, word) {
					t.Errorf("it says %q: %s", word, a.err)
				}
			}
		}
	}
	says(dir, 0, "Nothing is wrong.", "reads only")
	says(reader, 0, "This node reads only: the node "+*standing(t, dir).Row.Log.Node+" records")
	e.kill()
	says(dir, 2, "The log cannot be used", "Log, ledger", "of log,", "Of log")
	works(t, os.WriteFile(filepath.Join(dir, "log"), []byte("place=EMBEDDED\n"), 0o600))
	says(dir, 2, "were not looked at", "compared")
	if home := ok(t, "log", "move", "--embedded", "--data", imported(t)).out; !strings.Contains(home, "kept in the data folder itself") {
		t.Error(home)
	}
}
