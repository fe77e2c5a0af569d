package files_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"ahd.example/ahd/events/files"
)

func TestAFileIsKeptUnderItsHashAndChecked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	store, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for range 2 { // the same content twice is one file
		hash, err := store.Put([]byte("a note"))
		if err != nil || hash != "f63e34a034f19a24438f2d74b242bc96682abd843ecc4ea63fefed4006d860a3" {
			t.Fatalf("%s %v", hash, err)
		}
	}
	hash, _ := store.Put([]byte("a note"))
	if content, err := store.Read(hash); err != nil || string(content) != "a note" {
		t.Errorf("%q %v", content, err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files", len(entries))
	}
	if err := os.WriteFile(filepath.Join(dir, hash), []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Read(hash); !errors.Is(err, files.ErrDamaged) {
		t.Errorf("a changed file was served: %v", err)
	}
	if _, err := store.Put([]byte("a note")); err != nil { // whoever has the bytes heals it
		t.Fatal(err)
	}
	if _, err := store.Read(hash); err != nil {
		t.Error(err)
	}
}

func TestOnlyHashesAreNames(t *testing.T) {
	store, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, name := range []string{"", "..", "../texts.db", "/etc/passwd", "ABC"} {
		if _, err := store.Read(name); !errors.Is(err, files.ErrMissing) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAFlippedBitIsNotServed(t *testing.T) {
	dir := t.TempDir()
	store := folder(t, dir)
	hash, err := store.Put([]byte(pdf))
	if err != nil {
		t.Fatal(err)
	}
	store.Close()
	path := filepath.Join(dir, hash)
	content, err := os.ReadFile(path) // as after a crash: what is on disk
	if err != nil || string(content) != pdf {
		t.Fatalf("%q %v", content, err)
	}
	content[20] ^= 4
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if served, err := folder(t, dir).Read(hash); !errors.Is(err, files.ErrDamaged) || served != nil {
		t.Errorf("%q %v", served, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func TestARemovedFileIsGoneWithWhatWasLeftOfIt(t *testing.T) {
	dir := t.TempDir()
	store := folder(t, dir)
	hash, _ := store.Put([]byte("a secret"))
	kept, _ := store.Put([]byte("a note"))
	if err := os.WriteFile(filepath.Join(dir, hash+".part"), []byte("a sec"), 0o600); err != nil { // a Put that a crash cut off
		t.Fatal(err)
	}
	for range 2 { // removed twice is removed
		if err := store.Remove(hash); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Read(hash); !errors.Is(err, files.ErrMissing) {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 || entries[0].Name() != kept {
		t.Errorf("%v", entries)
	}
	if err := store.Remove("../texts.db"); !errors.Is(err, files.ErrMissing) {
		t.Error(err)
	}
	if _, err := store.Put([]byte("a secret")); err != nil { // it may be brought again
		t.Error(err)
	}
}

func TestTheSameFileFromManyAtOnceIsWholeForEach(t *testing.T) {
	store := folder(t, t.TempDir())
	content := bytes.Repeat([]byte("evidence "), 50_000)
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			hash, err := store.Put(content)
			if _, wrong := store.Read(hash); err != nil || wrong != nil {
				t.Errorf("%v %v", err, wrong)
			}
		})
	}
	all.Wait()
}

func folder(t *testing.T, dir string) *files.Store {
	t.Helper()
	store, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}
