package erasing

import (
	"errors"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/texts"
)

// Words that somebody erased are gone; words that are not there although nobody erased
// them are lost, and so are those of a store that cannot be read.
func TestWhatWasErasedIsNotCalledLost(t *testing.T) {
	store, err := texts.Open(filepath.Join(t.TempDir(), "texts.db"))
	if err != nil {
		t.Fatal(err)
	}
	const command = "e56fab4e-a02c-59e2-94d6-d7226142a87d"
	if _, err := store.Put(t.Context(), command, "narrative", "typed"); err != nil {
		t.Fatal(err)
	}
	words := &Words{texts: store, erased: map[string]bool{}}
	id := texts.ID(command, "narrative")
	if said, found, err := words.Read(t.Context(), id); err != nil || !found || said != "typed" {
		t.Errorf("%q %t %v", said, found, err)
	}
	if err := store.Erase(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, found, err := words.Read(t.Context(), id); found || !errors.Is(err, events.ErrLost) {
		t.Errorf("nobody erased them: %t %v", found, err)
	}
	words.gone(id)
	if _, found, err := words.Read(t.Context(), id); found || err != nil {
		t.Errorf("they were erased: %t %v", found, err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := words.Read(t.Context(), id); !errors.Is(err, events.ErrLost) {
		t.Errorf("the store cannot be read: %v", err)
	}
}
