package texts_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ahd.example/ahd/events/texts"
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

// What many people type at the same time is kept together, and each text is there
// when its Put returns.
func TestManyTextsAtOnceAreAllKept(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "texts.db")
	store := open(t, path)
	var all sync.WaitGroup
	for person := range 16 {
		all.Go(func() {
			for i := range 20 {
				id := fmt.Sprintf("%08d-0000-7000-8000-%012d", person, i)
				kept, err := store.Put(ctx, id, "narrative", id)
				words, found, wrong := store.Read(ctx, kept.ID)
				if err != nil || wrong != nil || !found || words != id {
					t.Errorf("%s: %q %v %v %v", id, words, found, err, wrong)
				}
			}
		})
	}
	all.Wait()
}

// A group that cannot be written is written for nobody, and the next one can be.
func TestAGroupThatFailsFailsForAllOfIt(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "texts.db")
	store := open(t, path)
	other, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.Exec(`CREATE TRIGGER full BEFORE INSERT ON texts WHEN NEW.words = 'poison' BEGIN SELECT RAISE(ABORT, 'no room'); END`); err != nil {
		t.Fatal(err)
	}
	failed := make([]bool, 8)
	var all sync.WaitGroup
	for person := range failed {
		all.Go(func() {
			words := "said"
			if person == 0 {
				words = "poison"
			}
			id := fmt.Sprintf("%08d-0000-7000-8000-000000000000", person)
			kept, err := store.Put(ctx, id, "narrative", words)
			failed[person] = err != nil
			if match, wrong := store.Match(ctx, texts.ID(id, "narrative"), words); wrong != nil || match.Known == failed[person] {
				t.Errorf("%d: %+v, kept %+v: %v %v", person, match, kept, err, wrong)
			}
		})
	}
	all.Wait()
	if !failed[0] {
		t.Error("what could not be written was answered")
	}
	if _, err := store.Put(ctx, command, "narrative", "after"); err != nil {
		t.Error(err)
	}
}
