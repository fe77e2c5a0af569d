package private_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events/private"
)

const evidence = "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111"

func open(t *testing.T, path string) *private.Store {
	t.Helper()
	store, err := private.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func file(id, name string) private.Document {
	salt := bytes.Repeat([]byte{7}, 32)
	return private.Document{
		Evidence: id, Salt: salt, Hash: private.Hash(salt, []byte("the bytes")), File: private.Hash(nil, []byte("the bytes")),
		Name: name, MediaType: "application/pdf", Bytes: 9, Uploader: "p-17",
		Recorded: time.Date(2026, 3, 4, 5, 6, 7, 89, time.UTC),
	}
}

func link(id, url string) private.Document {
	salt := private.NewSalt()
	return private.Document{Evidence: id, Salt: salt, Hash: private.Hash(salt, []byte(url)), URL: url, Uploader: "p-17"}
}

func TestADocumentIsThereAfterTheStoreIsOpenedAgain(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a?b #private.db") // a folder may have any name
	store := open(t, path)
	want := file(evidence, "پناہ گاہ.pdf")
	if err := store.Put(ctx, want); err != nil {
		t.Fatal(err)
	}
	// As after a crash: opened from what is on disk, while the first was never closed.
	got, found, err := open(t, path).Find(ctx, evidence)
	if err != nil || !found || !bytes.Equal(got.Salt, want.Salt) {
		t.Fatalf("%+v %v %v", got, found, err)
	}
	got.Salt, want.Salt = nil, nil
	if got.Evidence != want.Evidence || got.Hash != want.Hash || got.File != want.File || got.Name != want.Name ||
		got.MediaType != want.MediaType || got.Bytes != want.Bytes || got.Uploader != want.Uploader || got.Recorded != want.Recorded {
		t.Errorf("kept %+v\ngot  %+v", want, got)
	}
	if _, found, err := store.Find(ctx, "another"); found || err != nil {
		t.Errorf("%v %v", found, err)
	}
}

func TestTheSameDocumentAgainIsFineAndAnotherIsNot(t *testing.T) {
	ctx := context.Background()
	store := open(t, filepath.Join(t.TempDir(), "private.db"))
	first := file(evidence, "note.pdf")
	if err := store.Put(ctx, first); err != nil {
		t.Fatal(err)
	}
	later := first
	later.Recorded = first.Recorded.Add(time.Hour)
	if err := store.Put(ctx, later); err != nil {
		t.Error(err)
	}
	if kept, _, _ := store.Find(ctx, evidence); !kept.Recorded.Equal(first.Recorded) {
		t.Errorf("the time of the first was lost: %v", kept.Recorded)
	}
	changes := map[string]func(*private.Document){
		"salt":       func(d *private.Document) { d.Salt = private.NewSalt() },
		"hash":       func(d *private.Document) { d.Hash = strings.Repeat("0", 64) },
		"file":       func(d *private.Document) { d.File = strings.Repeat("0", 64) },
		"name":       func(d *private.Document) { d.Name = "other.pdf" },
		"media type": func(d *private.Document) { d.MediaType = "image/png" },
		"bytes":      func(d *private.Document) { d.Bytes++ },
		"uploader":   func(d *private.Document) { d.Uploader = "p-18" },
	}
	for name, change := range changes {
		other := first
		change(&other)
		if err := store.Put(ctx, other); !errors.Is(err, private.ErrOther) {
			t.Errorf("another %s: %v", name, err)
		}
	}
	if kept, _, _ := store.Find(ctx, evidence); kept.Name != "note.pdf" {
		t.Errorf("%+v", kept)
	}
}

func TestADocumentIsAFileOrALinkAndItsHashIsWhole(t *testing.T) {
	ctx := context.Background()
	store := open(t, filepath.Join(t.TempDir(), "private.db"))
	wrong := map[string]func(*private.Document){
		"both":     func(d *private.Document) { d.URL = "https://example.org/" },
		"neither":  func(d *private.Document) { d.File = "" },
		"a salt":   func(d *private.Document) { d.Salt = d.Salt[:31] },
		"a hash":   func(d *private.Document) { d.Hash = "" },
		"no id":    func(d *private.Document) { d.Evidence = "" },
		"negative": func(d *private.Document) { d.Bytes = -1 },
	}
	for name, spoil := range wrong {
		d := file(evidence, "note.pdf")
		spoil(&d)
		if err := store.Put(ctx, d); err == nil || errors.Is(err, private.ErrOther) {
			t.Errorf("%s: %v", name, err)
		}
	}
	public := file(evidence, "note.pdf")
	public.Salt, public.Hash = nil, public.File
	if err := store.Put(ctx, public); err != nil {
		t.Error(err)
	}
	if err := store.Put(ctx, link("another", "https://example.org/")); err != nil {
		t.Error(err)
	}
}

func TestSweepTakesOnlyWhatWasNeverRecordedAndSaysWhat(t *testing.T) {
	ctx := context.Background()
	store := open(t, filepath.Join(t.TempDir(), "private.db"))
	for _, id := range []string{"kept", "lost", "lost-too"} {
		if err := store.Put(ctx, file(id, id+".pdf")); err != nil {
			t.Fatal(err)
		}
	}
	removed, err := store.Sweep(ctx, func(id string) (bool, error) { return id == "kept", nil })
	if err != nil || len(removed) != 2 || removed[0].Name != "lost.pdf" || removed[1].File == "" {
		t.Errorf("%+v %v", removed, err)
	}
	if _, found, _ := store.Find(ctx, "kept"); !found {
		t.Error("a recorded document was swept")
	}
	if _, found, _ := store.Find(ctx, "lost"); found {
		t.Error("an unrecorded document is still there")
	}
	unknown := errors.New("the book stands still")
	if _, err := store.Sweep(ctx, func(string) (bool, error) { return false, unknown }); !errors.Is(err, unknown) {
		t.Error(err)
	}
	if _, found, _ := store.Find(ctx, "kept"); !found {
		t.Error("a document was swept of which nobody knows whether it is recorded")
	}
}

func TestAFileThatSomebodyElseBroughtTooIsStillNamed(t *testing.T) {
	ctx := context.Background()
	store := open(t, filepath.Join(t.TempDir(), "private.db"))
	one, two := file("one", "a.pdf"), file("two", "b.pdf")
	for _, d := range []private.Document{one, two, link("three", "https://example.org/")} {
		if err := store.Put(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	for i, id := range []string{"one", "two"} {
		if named, err := store.Names(ctx, one.File, id); err != nil || named != (i == 0) {
			t.Errorf("but for %s: %v %v", id, named, err)
		}
		if err := store.Forget(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if named, err := store.Names(ctx, "", ""); err != nil || named {
		t.Errorf("a link names a file: %v %v", named, err)
	}
}

func TestOnlyItsOwnerMayReadTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "private.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil { // as a careless restore would leave it
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{path, filepath.Join(t.TempDir(), "private.db")} {
		if err := open(t, path).Put(context.Background(), file(evidence, "note.pdf")); err != nil {
			t.Fatal(err)
		}
		for _, end := range []string{"", "-wal", "-shm"} {
			info, err := os.Stat(path + end)
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v %v", path+end, info.Mode(), err)
			}
		}
	}
	if _, err := private.Open(filepath.Join(t.TempDir(), "absent", "private.db")); err == nil {
		t.Error("a store in a folder that is not there was opened")
	}
}
