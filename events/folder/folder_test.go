package folder_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events/folder"
)

func TestOneProcessHoldsTheFolder(t *testing.T) {
	dir := t.TempDir()
	lock, err := folder.Acquire(dir, "/run/x.sock")
	if err != nil {
		t.Fatal(err)
	}
	var held *folder.Held
	if _, err := folder.Acquire(dir, ""); !errors.As(err, &held) || held.PID != os.Getpid() || held.Socket != "/run/x.sock" {
		t.Errorf("%v %+v", err, held)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := folder.Acquire(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	again.Release()
}

func TestTheKeyIsMadeOnceAndOpensWhatItOpened(t *testing.T) {
	for range 20 { // keys differ, also in the characters of their encoding
		tryKey(t, t.TempDir())
	}
}

func tryKey(t *testing.T, dir string) {
	t.Helper()
	made, err := folder.OpenKey(dir, "islamabad")
	if err != nil {
		t.Fatal(err)
	}
	if made.Origin != "urn:ahd:islamabad" || made.Name() != "islamabad" {
		t.Errorf("%+v", made)
	}
	again, err := folder.OpenKey(dir, "another") // a folder that holds only keys keeps its origin
	if err != nil || again.Origin != made.Origin || again.VerifierKey != made.VerifierKey {
		t.Errorf("%+v %v", again, err)
	}
	info, err := os.Stat(filepath.Join(dir, "keys", "log.key"))
	if err != nil || info.Mode().Perm() != 0o400 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	secret, _ := os.ReadFile(filepath.Join(dir, "keys", "log.key"))
	signer, err := note.NewSigner(strings.TrimSpace(string(secret)))
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(made.VerifierKey)
	if err != nil {
		t.Fatal(err)
	}
	signed, _ := note.Sign(&note.Note{Text: "hello\n"}, signer)
	if _, err := note.Open(signed, note.VerifierList(verifier)); err != nil {
		t.Errorf("the verifier key is not the signer's: %v", err)
	}
}

func TestBadNamesAndKeysAreRefused(t *testing.T) {
	for _, name := range []string{"", "Ahd", "a b", "a+b", strings.Repeat("a", 65), "-a"} {
		if _, err := folder.OpenKey(t.TempDir(), name); !errors.Is(err, folder.ErrName) {
			t.Errorf("%q: %v", name, err)
		}
	}
	dir := t.TempDir()
	os.MkdirAll(filepath.Join(dir, "keys"), 0o700)
	os.WriteFile(filepath.Join(dir, "keys", "log.key"), []byte("not a key"), 0o400)
	if _, err := folder.OpenKey(dir, "ahd"); !errors.Is(err, folder.ErrKey) || strings.Contains(err.Error(), dir) {
		t.Errorf("%v", err)
	}
}

func TestANewerFormatIsRefused(t *testing.T) {
	dir := t.TempDir()
	if folder.Exists(dir) || folder.Began(dir) {
		t.Error("an empty folder has no register")
	}
	if err := errors.Join(folder.CheckFormat(dir), folder.RaiseFormat(dir), folder.CheckFormat(dir)); err != nil || !folder.Exists(dir) || !folder.Began(dir) {
		t.Fatal(err)
	}
	for format, reads := range map[string]bool{"1\n": true, "2\n": true, "3\n": false, "20\n": false, "?": false} {
		path := filepath.Join(dir, "format")
		os.WriteFile(path, []byte(format), 0o600)
		if err := folder.CheckFormat(dir); errors.Is(err, folder.ErrFormat) == reads {
			t.Errorf("%q: %v", format, err)
		}
		if said, err := os.ReadFile(path); err != nil || string(said) != format {
			t.Errorf("looking at %q made it %q: %v", format, said, err)
		}
	}
	os.WriteFile(filepath.Join(dir, "format"), []byte("1\n"), 0o600)
	if err := folder.RaiseFormat(dir); err != nil {
		t.Fatal(err)
	}
	if said, err := os.ReadFile(filepath.Join(dir, "format")); err != nil || string(said) != "2\n" {
		t.Errorf("%q %v", said, err)
	}
}

func TestASocketPathIsNeverTooLong(t *testing.T) {
	short, remove, err := folder.SocketPath(t.TempDir()[:8])
	if err != nil || filepath.Base(short) != "ahd.sock" {
		t.Errorf("%s %v", short, err)
	}
	remove()
	long, remove, err := folder.SocketPath("/" + strings.Repeat("x", 120))
	if err != nil || len(long) > 100 {
		t.Errorf("%s %v", long, err)
	}
	remove()
}
