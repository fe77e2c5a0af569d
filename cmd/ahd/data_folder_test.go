package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Whatever the folder and the umask allow: everything in it that is not within a closed
// folder of its own is for its owner alone, and so is a backup.
func TestStoresAreTheirOwnersAlone(t *testing.T) {
	umask := syscall.Umask(0)
	t.Cleanup(func() { syscall.Umask(umask) })
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	ok(t, "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", dir)
	for _, store := range []string{"texts.db", "private.db"} { // as an older ahd left them
		if err := os.Chmod(filepath.Join(dir, store), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	ok(t, "record", "progress", "--commitment", item, "--state", "planning", "--narrative", "a plan", "--data", dir)
	backup := filepath.Join(t.TempDir(), "backup.tar")
	ok(t, "backup", backup, "--data", dir)
	seen := 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if seen++; info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v", path, info.Mode())
		}
		if entry.IsDir() {
			return fs.SkipDir // nobody else gets in
		}
		return nil
	})
	if err != nil || seen < 8 {
		t.Errorf("%d seen, %v", seen, err)
	}
	if info, err := os.Stat(backup); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup: %v %v", info.Mode(), err)
	}
	book, err := filepath.Glob(filepath.Join(dir, "book", "*"))
	if err != nil || len(book) < 2 {
		t.Fatal(book, err)
	}
	for _, path := range book {
		if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", path, info.Mode(), err)
		}
	}
	s.stop(t)
	if said := s.logs.String(); !strings.Contains(said, "Others on this computer can enter the data folder (mode 0777)") {
		t.Error(said)
	}
}

// A log key that is gone is named and never replaced, as long as anything of a register
// is in the folder; another key neither records nor signs, and reading goes on.
func TestALostKeyIsNamedAndAnotherSignsNothing(t *testing.T) {
	dir, other := imported(t), imported(t)
	key := filepath.Join("keys", "log.key")
	own, err := os.ReadFile(filepath.Join(dir, key))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, key)); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"status"}, {"list", "commitments"}, {"record", "due", "--commitment", item, "--due", "2030-01-01"}, {"serve", "--listen", "127.0.0.1:0"}} {
		if p := fails(t, 2, append(args, "--data", dir)...); p.Code != "key.unusable" || !strings.Contains(p.Detail, "log.key is gone") {
			t.Errorf("%v: %+v", args, p)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, key)); err == nil {
		t.Fatal("the key was made anew")
	}
	foreign, err := os.ReadFile(filepath.Join(other, key))
	if err != nil {
		t.Fatal(err)
	}
	for _, unsigned := range []bool{false, true} { // where nothing was signed yet, nothing else tells the keys apart
		if unsigned {
			os.Remove(filepath.Join(dir, "head"))
			os.Remove(filepath.Join(dir, "ledger", "checkpoint"))
		}
		placed(t, filepath.Join(dir, key), foreign)
		if rows := read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).Rows; len(rows) == 0 {
			t.Error("nothing can be read")
		}
		p := fails(t, 4, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir)
		if p.Code != "key.not-the-registers" || !strings.Contains(p.Detail, "another key") || *p.Recorded {
			t.Errorf("%+v", p)
		}
		if found := read[list](t, ahd(t, "doctor", "--data", dir, "--json")).Rows; len(found) != 1 || found[0]["code"] != "key.another" {
			t.Errorf("the key is the only fault, and the doctor says %v", found)
		}
		if _, err := os.Stat(filepath.Join(dir, "ledger", "checkpoint")); unsigned && err == nil {
			t.Error("another key signed")
		}
	}
	placed(t, filepath.Join(dir, key), own)
	ok(t, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir)
}

func placed(t *testing.T, path string, content []byte) {
	t.Helper()
	os.Remove(path)
	if err := os.WriteFile(path, content, 0o400); err != nil {
		t.Fatal(err)
	}
}

// What the record names and the folder has lost is named at every start.
func TestLostFilesAreNamed(t *testing.T) {
	dir := imported(t)
	for _, name := range []string{"files", "texts.db"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"texts.db was gone", "files/ is empty"} {
		s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
		s.stop(t)
		if said := s.logs.String(); !strings.Contains(said, want) || !strings.Contains(said, "files/ is empty") {
			t.Errorf("not named: %s in %s", want, said)
		}
	}
}

// What was typed is not repeated by an error: it may be what must not be read by whoever
// reads the messages.
func TestErrorsRepeatNothingThatWasTyped(t *testing.T) {
	dir := imported(t)
	for _, args := range [][]string{
		{"record", "progress", "--commitment", item, "--state", "planning", "--narrative", "Girl", "canary", "shifted"},
		{"record", "due", "--commitment", item, "--due", "canary"}, {"record", "review", "--commitment", item, "--days", "canary"},
		{"report", "summary", "--lang", "canary"}, {"list", "commitments", "--limit", "canary"},
		{"record", "progress", "--commitment", item, "--state", "canary"}, {"record", "progress", "--commitment", item, "--state", "planning", "--effective", "canary"},
		{"record", "assess", "--commitment", item, "--level", "canary", "--confidence", "high", "--method", "ahd-1", "--rationale", "x"},
	} {
		if a := ahd(t, append(args, "--data", dir)...); a.code == 0 || strings.Contains(a.err, "canary") {
			t.Errorf("%v: exit %d: %s", args, a.code, a.err)
		}
	}
}

// Nobody waits for whoever may write to a pipe: wherever a file is named, one is
// refused.
func TestPipesAreNotRead(t *testing.T) {
	dir := imported(t)
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	key := verifierKey(t, dir)
	for _, args := range [][]string{
		{"import", "register", pipe}, {"import", "ratings", pipe, "--title", "x"}, {"record", "source", "--id", "s-1", "--file", pipe},
		{"record", "evidence", "--commitment", item, "--file", pipe}, {"record", "attach", "--instrument", "x", "--source", "y", "--file", pipe},
		{"record", "method", "--version", "2", "--changes", "x", "--file", pipe}, {"restore", pipe, "--data", filepath.Join(t.TempDir(), "r")},
		{"log", "verify", "--policy", pipe}, {"log", "verify", "--bundle", pipe}, {"log", "verify", "--old", pipe}, {"log", "consistency", "--old", pipe},
		{"log", "check-receipt", pipe, "--key", key}, {"log", "accept-cosignature", pipe}, {"report", "check", pipe}, {"status", "--nats", "tls://127.0.0.1:1", "--nats-ca", pipe},
		{"log", "cosign", pipe, "--state", filepath.Join(t.TempDir(), "s")},
	} {
		if args[0] != "restore" {
			args = append(args, "--data", dir)
		}
		answered := make(chan answer, 1)
		go func() { answered <- ahd(t, args...) }()
		select {
		case a := <-answered:
			if args[0] != "status" && a.code == 0 {
				t.Errorf("%v: taken", args)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%v waits", args)
		}
	}
}

// putBack puts a part of an older folder in the place of what is there.
func putBack(older, dir, name string) error {
	from, to := filepath.Join(older, name), filepath.Join(dir, name)
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if name != "head" {
		return os.CopyFS(to, os.DirFS(from))
	}
	content, err := os.ReadFile(from)
	return errors.Join(err, os.WriteFile(to, content, 0o600))
}

// What shows that there was a record keeps another from beginning in its place, and what
// was typed from being swept: nothing is touched until somebody puts things right.
func TestARecordThatIsGoneIsNotBegunAnew(t *testing.T) {
	older := imported(t)
	dir := copied(t, older)
	ok(t, "record", "progress", "--commitment", item, "--state", "planning", "--narrative", "typed words", "--data", dir)
	texts := func() string {
		content, err := os.ReadFile(filepath.Join(dir, "texts.db"))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	kept := copied(t, dir)
	for name, take := range map[string]func(name string) error{
		"gone":  func(name string) error { return os.RemoveAll(filepath.Join(dir, name)) },
		"older": func(name string) error { return putBack(older, dir, name) },
	} {
		for _, part := range []string{"jetstream", "ledger", "head"} {
			if err := take(part); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 { // the second start knows it as well
			for _, args := range [][]string{{"status"}, {"list", "commitments"}, {"record", "due", "--commitment", item, "--due", "2030-01-01"}, {"serve", "--listen", "127.0.0.1:0"}} {
				if p := fails(t, 3, append(args, "--data", dir)...); p.Code != "register.set-back" || !strings.Contains(p.Detail, "events were recorded here") {
					t.Errorf("%s, %v: %+v", name, args, p)
				}
			}
		}
		if !strings.Contains(texts(), "typed words") {
			t.Errorf("%s: the words were swept", name)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(dir, os.DirFS(kept)); err != nil {
			t.Fatal(err)
		}
	}
	ok(t, "record", "due", "--commitment", item, "--due", "2030-01-01", "--data", dir)
	if err := putBack(older, dir, "ledger"); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 3, "log", "verify", "--data", dir); p.Code != "register.rolled-back" {
		t.Errorf("the head says more: %+v", p)
	}
	for _, part := range []string{"jetstream", "ledger", "head", "book"} {
		if err := os.RemoveAll(filepath.Join(dir, part)); err != nil {
			t.Fatal(err)
		}
	}
	if p := fails(t, 3, "status", "--data", dir); p.Code != "register.set-back" || !strings.Contains(texts(), "typed words") {
		t.Errorf("without a book: %+v", p)
	}
}

// A log key that somebody copied leaves by no file, and a source holds nothing that a
// terminal would take for an order.
func TestWhatNoFileMayHold(t *testing.T) {
	dir := imported(t)
	key, err := os.ReadFile(filepath.Join(dir, "keys", "log.key"))
	if err != nil {
		t.Fatal(err)
	}
	for code, content := range map[string]string{"file.key": string(key), "file.control": "We act.\x1b[31m\n", "file.utf8": "a\x00b", "file.empty": " \n"} {
		file := filepath.Join(t.TempDir(), "s.txt")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		a := ahd(t, "record", "source", "--id", "s-9", "--file", file, "--title", "T", "--data", dir, "--json")
		if !strings.Contains(a.err, code) || !strings.Contains(a.err, `"recorded":false`) {
			t.Errorf("%s: exit %d: %s", code, a.code, a.err)
		}
	}
	copied := filepath.Join(t.TempDir(), "k.txt")
	if err := os.WriteFile(copied, key, 0o600); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 2, "record", "evidence", "--commitment", item, "--file", copied, "--data", dir); p.Code != "file.refused" {
		t.Errorf("%+v", p)
	}
}
