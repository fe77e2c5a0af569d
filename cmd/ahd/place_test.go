package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A log that moved out and home again is the record that it was, and so is the book; in
// between a verb that names no address records there.
func TestALogMovesThereAndBack(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	reports(t, dir)
	before := standing(t, dir).Row
	if before.Log.Place != "embedded" || !before.Log.Appointed || before.Log.Commander != nil {
		t.Errorf("%+v", before.Log)
	}
	entries := ledgerFile(t, dir)
	ok(t, append([]string{"log", "move", "--url", "https://promises.example.org", "--data", dir}, e.there()...)...)
	there := standing(t, dir).Row
	if there.Log.Place != "tls://node@"+e.address || !there.Log.Appointed || there.Log.Commander == nil || there.Log.Commander.Node != *there.Log.Node || *there.Log.Commander.URL != "https://promises.example.org" {
		t.Errorf("%+v", there.Log)
	}
	if there.Ledger.Sequence != before.Ledger.Sequence+1 {
		t.Errorf("%d events became %d: one says who records", before.Ledger.Sequence, there.Ledger.Sequence)
	}
	if reports(t, dir).Sequence != there.Ledger.Sequence+1 {
		t.Error("what was recorded there has another place")
	}
	if own, err := filepath.Glob(filepath.Join(dir, "jetstream")); err != nil || len(own) != 0 {
		t.Errorf("the folder has a log of its own beside: %v", own)
	}
	e.kill()
	refusedWhileAway := fails(t, 9, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir)
	if refusedWhileAway.Code != "not-now" {
		t.Errorf("%+v", refusedWhileAway)
	}
	e.run(t)
	ok(t, "log", "move", "--embedded", "--data", dir)
	home := standing(t, dir).Row
	if home.Log.Place != "embedded" || !home.Log.Appointed || !home.Ready {
		t.Errorf("%+v", home)
	}
	reports(t, dir)
	after := ledgerFile(t, dir)
	for i, body := range entries {
		if string(after[i]) != string(body) {
			t.Fatalf("event %d is another", i+1)
		}
	}
	digest := standing(t, dir).Row.Book.Digest
	ok(t, "rebuild", "--data", dir)
	if now := standing(t, dir).Row.Book.Digest; now != digest {
		t.Errorf("the book is %s, made anew %s", digest, now)
	}
	if found := examined(t, dir, 0, "--deep"); len(found) != 0 {
		t.Errorf("%+v", found)
	}
	ok(t, "log", "verify", "--data", dir)
	if rootOf(entries) != before.Ledger.Root || rootOf(after[:len(entries)]) != before.Ledger.Root {
		t.Error("the root of what was recorded before is another")
	}
}

// Once a folder says where its log is, no verb uses another, and none that names another
// is answered, at whichever door: in process, of a server, at the start of a server.
func TestAnotherAddressIsRefused(t *testing.T) {
	const elsewhere = "nats://127.0.0.1:1"
	e := newExternal(t)
	for name, dir := range map[string]string{"embedded": imported(t), "outside": e.moved(t)} {
		size := len(ledgerFile(t, dir))
		doors := func(served bool) {
			for _, verb := range [][]string{
				{"list", "commitments"}, {"status"}, {"doctor"}, {"record", "due", "--commitment", item, "--due", "2030-01-01"},
				{"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources"},
				{"repair", "log"}, {"appoint", "--old-is-gone"}, {"backup", filepath.Join(t.TempDir(), "b.tar")}, {"rebuild"}, {"repair", "ledger"},
				{"serve", "--listen", "127.0.0.1:0"},
			} {
				if served && (verb[0] == "serve" || verb[1%len(verb)] == "ledger") {
					continue // it says that the folder is in use
				}
				args := append(append([]string{}, verb...), "--data", dir)
				if p := fails(t, 3, append(args, "--nats", elsewhere)...); p.Code != "log.another-address" || p.Recorded == nil || *p.Recorded {
					t.Errorf("%s, %v: %+v", name, verb, p)
				}
			}
		}
		doors(false)
		t.Setenv("AHD_NATS", elsewhere)
		refusedAs(t, dir, "log.another-address", 3)
		os.Unsetenv("AHD_NATS")
		s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
		doors(true)
		s.stop(t)
		if now := len(ledgerFile(t, dir)); now < size || now > size+1 { // a server records the day
			t.Errorf("%s: %d events became %d", name, size, now)
		}
	}
}

// A file that the folder's log needs and that is not there is named by its line.
func TestAVerbNamesWhatTheFolderLacks(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	text, err := os.ReadFile(filepath.Join(dir, "log"))
	if err != nil || strings.Contains(string(text), "secret1") {
		t.Fatalf("%s %v", text, err)
	}
	for line, says := range map[string]string{"ca": "--nats-ca", "cert": "--nats-cert", "creds": "--nats-creds", "password_file": "--nats-password-file"} {
		var lines []string
		for _, l := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			if !strings.HasPrefix(l, line+"=") {
				lines = append(lines, l)
			}
		}
		lines = append(lines, line+"="+filepath.Join(t.TempDir(), "absent.pem"))
		if err := os.WriteFile(filepath.Join(dir, "log"), []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		p := fails(t, 9, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir)
		if !strings.Contains(p.Detail, says) || !strings.Contains(p.Detail, "“"+line+"=”") || *p.Recorded {
			t.Errorf("%s: %s", line, p.Detail)
		}
	}
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "log"), text, 0o600), os.Remove(filepath.Join(dir, "keys", "nats.password"))); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 9, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir); !strings.Contains(p.Detail, "password_file=") {
		t.Errorf("%+v", p)
	}
	ok(t, append([]string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir}, e.there()...)...)
}

// older makes a folder one of the version before, which did not say where its log is.
func older(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"log", "node", "node.file"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "format"), []byte("1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func formatOf(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "format"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

// An older folder is read as it is, and raised by what first records in it.
func TestAnOlderFolderIsRaisedByWhatFirstRecords(t *testing.T) {
	dir := imported(t)
	if formatOf(t, dir) != "2" {
		t.Error("a new folder is an older one")
	}
	older(t, dir)
	ok(t, "list", "commitments", "--data", dir)
	ok(t, "doctor", "--data", dir)
	if formatOf(t, dir) != "1" {
		t.Error("reading raised it")
	}
	reports(t, dir)
	if text, err := os.ReadFile(filepath.Join(dir, "log")); formatOf(t, dir) != "2" || err != nil || string(text) != "place=embedded\n" {
		t.Errorf("%s %s %v", formatOf(t, dir), text, err)
	}
}

// An older folder that was always given an address, by a verb that forgets it: nothing is
// begun in the folder, whatever is asked, until somebody says where the log is.
func TestAnOlderFolderDoesNotBeginALogBesideItsOwn(t *testing.T) {
	e := newExternal(t)
	dir := filepath.Join(t.TempDir(), "data")
	ok(t, append([]string{"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources", "--data", dir}, e.there()...)...)
	older(t, dir)
	size := len(ledgerFile(t, dir))
	command := []string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir}
	for range 2 {
		if p := fails(t, 9, command...); !strings.Contains(p.Detail, "does not say where its log is") {
			t.Errorf("%+v", p)
		}
		found := examined(t, dir, 2)
		if len(found) != 1 || !strings.Contains(found[0].Remedy, "--nats URL") || strings.Contains(found[0].Remedy, "repair log") {
			t.Errorf("%+v", found)
		}
		if p := fails(t, 2, "repair", "log", "--data", dir); p.Code != "repair.impossible" {
			t.Errorf("%+v", p)
		}
		start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir).stop(t)
	}
	if now := len(ledgerFile(t, dir)); now != size || formatOf(t, dir) != "1" {
		t.Errorf("%d events became %d", size, now)
	}
	ok(t, append(command, e.there()...)...) // that one says it, for good
	reports(t, dir)
	if now := standing(t, dir).Row; !now.Ready || now.Log.Place != "tls://node@"+e.address {
		t.Errorf("%+v", now)
	}
}

// A folder whose log moved out and that forgot where is not taken for one that keeps its
// log itself, although a log of its own lies there.
func TestAFolderThatForgotThatItsLogMovedOut(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	home := copied(t, dir)
	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	if err := errors.Join(os.Remove(filepath.Join(dir, "log")), os.Rename(filepath.Join(home, "jetstream"), filepath.Join(dir, "jetstream"))); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 9, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir); !strings.Contains(p.Detail, "a NATS server keeps it") {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 2, "repair", "log", "--data", dir); p.Code != "repair.impossible" {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 2, "log", "move", "--embedded", "--data", dir); p.Code != "log.unmoved" {
		t.Errorf("%+v", p)
	}
	ok(t, append([]string{"record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir}, e.there()...)...)
	reports(t, dir)
}

// A folder whose log came home, and that forgot where it is, goes by the newest appointment
// and not by one before: its own log is the one.
func TestAFolderThatForgotThatItsLogCameHome(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	ok(t, "log", "move", "--embedded", "--data", dir)
	last := reports(t, dir).Sequence
	if err := os.Remove(filepath.Join(dir, "log")); err != nil {
		t.Fatal(err)
	}
	if now := reports(t, dir).Sequence; now != last+1 {
		t.Errorf("event %d, want %d", now, last+1)
	}
	if now := standing(t, dir).Row; !now.Ready || now.Log.Place != "embedded" {
		t.Errorf("%+v", now)
	}
}
