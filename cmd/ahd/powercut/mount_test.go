package powercut

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/texts"
)

// mount is a disk that programs of the machine can use, and where.
func mount(t *testing.T) (*Disk, string) {
	t.Helper()
	at := t.TempDir()
	if err := Possible(at); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no disk can be mounted here: %v", err)
		}
		t.Skipf("a disk can be mounted by root and with /dev/fuse only: %v", err)
	}
	d := New()
	end, err := d.Mount(at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := end(); err != nil {
			t.Error(err)
		}
	})
	return d, at
}

// Files on the mounted disk are files as on any other: written, moved, listed, removed.
func TestAMountedDiskIsADisk(t *testing.T) {
	_, at := mount(t)
	from := "../powercut"
	dir := filepath.Join(at, "data")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		want, err := os.ReadFile(filepath.Join(from, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		moved := filepath.Join(at, "moved-"+entry.Name())
		if err := os.Rename(filepath.Join(dir, entry.Name()), moved); err != nil {
			t.Fatal(err)
		}
		if have, err := os.ReadFile(moved); err != nil || string(have) != string(want) {
			t.Errorf("%s: %d bytes, want %d, %v", entry.Name(), len(have), len(want), err)
		}
	}
	if listed, err := os.ReadDir(at); err != nil || len(listed) != len(entries)+1 {
		t.Errorf("%d names, want %d, %v", len(listed), len(entries)+1, err)
	}
	if err := os.Remove(dir); err != nil {
		t.Error(err)
	}
}

// A store of SQLite with several connections, which share memory through a file, works
// on the mounted disk; what it said is kept is there after the cut, in each model.
func TestASQLiteStoreOutlivesACut(t *testing.T) {
	d, at := mount(t)
	dir := filepath.Join(at, "data")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	folder, err := os.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Sync(); err != nil {
		t.Fatal(err)
	}
	folder.Close()
	store, err := texts.Open(filepath.Join(dir, "texts.db"))
	if err != nil {
		t.Fatal(err)
	}
	kept := map[events.Text]string{}
	for i := range 200 {
		words := fmt.Sprintf("the words of command %d", i)
		text, err := store.Put(t.Context(), uuid.NewString(), "narrative", words)
		if err != nil {
			t.Fatal(err)
		}
		if have, _, err := store.Read(t.Context(), text.ID); err != nil || have != words {
			t.Fatalf("%q %v", have, err)
		}
		kept[text] = words
	}
	d.Cut()
	if _, err := store.Put(t.Context(), uuid.NewString(), "narrative", "too late"); err == nil {
		t.Error("words are kept after the cut")
	}
	store.Close() // it cannot, the disk is gone
	for luck := range uint64(30) {
		model := Models[luck%3]
		left := filepath.Join(t.TempDir(), "after")
		if err := d.After(rand.New(rand.NewPCG(luck, 2)), model, "data", left); err != nil {
			t.Fatal(err)
		}
		again, err := texts.Open(filepath.Join(left, "texts.db"))
		if err != nil {
			t.Fatalf("%s, luck %d: %v", model, luck, err)
		}
		for text, words := range kept {
			if have, _, err := again.Read(t.Context(), text.ID); err != nil || have != words {
				t.Fatalf("%s, luck %d: %q is %q, %v", model, luck, words, have, err)
			}
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
