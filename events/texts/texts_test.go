package texts_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"ahd/events/texts"
)

const command = "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c111"

func open(t *testing.T, path string) *texts.Store {
	t.Helper()
	store, err := texts.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func TestWordsComeBackAndTheHashHidesThem(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a?b #texts.db") // a folder may have any name
	store := open(t, path)
	first, err := store.Put(ctx, command, "narrative", "پناہ گاہ کھل گئی")
	if err != nil {
		t.Fatal(err)
	}
	if first.ID != command+"/narrative" || len(first.Hash) != 44 {
		t.Errorf("%+v", first)
	}
	other, err := store.Put(ctx, strings.Replace(command, "9", "8", 1), "narrative", "پناہ گاہ کھل گئی")
	if err != nil || other.Hash == first.Hash {
		t.Errorf("the same words under two commands have one hash: it can be guessed (%v)", err)
	}
	store.Close()
	words, found, err := open(t, path).Read(ctx, first.ID)
	if err != nil || !found || words != "پناہ گاہ کھل گئی" {
		t.Errorf("%q %v %v", words, found, err)
	}
}

func TestAnotherAttemptOfACommandReplacesItsWords(t *testing.T) {
	ctx := context.Background()
	store := open(t, filepath.Join(t.TempDir(), "texts.db"))
	first, _ := store.Put(ctx, command, "narrative", "one")
	again, _ := store.Put(ctx, command, "narrative", "one")
	if again != first {
		t.Error("the same words again gave another hash: an event that did get in would no longer match")
	}
	second, err := store.Put(ctx, command, "narrative", "two")
	if err != nil || second.Hash == first.Hash {
		t.Errorf("%+v %v", second, err)
	}
	if kept, _ := store.Match(ctx, first.ID, "two"); !kept.Same || kept.Hash != second.Hash {
		t.Errorf("%+v", kept)
	}
	if kept, _ := store.Match(ctx, first.ID, "one"); kept.Same || !kept.Known {
		t.Errorf("%+v", kept)
	}
}

func TestSweepTakesOnlyWhatWasNeverRecorded(t *testing.T) {
	ctx := context.Background()
	store := open(t, filepath.Join(t.TempDir(), "texts.db"))
	lost := strings.Replace(command, "9", "7", 1)
	kept, _ := store.Put(ctx, command, "narrative", "kept")
	gone, _ := store.Put(ctx, lost, "narrative", "gone")
	swept, err := store.Sweep(ctx, func(c string) (bool, error) { return c == command, nil })
	if err != nil || swept != 1 {
		t.Fatal(swept, err)
	}
	if _, found, _ := store.Read(ctx, kept.ID); !found {
		t.Error("a recorded text was swept")
	}
	if _, found, _ := store.Read(ctx, gone.ID); found {
		t.Error("an unrecorded text is still there")
	}
}
