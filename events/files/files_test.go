package files_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"ahd/events/files"
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
