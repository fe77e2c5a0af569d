package repair_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/repair"
)

// A store that was changed is taken as it is if nothing is wrong with it, and then the book
// is made anew; else it goes on being named.
func TestAStoreIsAcceptedIfNothingIsWrongWithIt(t *testing.T) {
	for _, found := range [][]comparison.Finding{{{Code: "texts.damaged", Sentence: "It is damaged.", Remedy: "Restore."}}, nil} {
		dir := t.TempDir()
		if err := errors.Join(os.WriteFile(filepath.Join(dir, "sums"), []byte("00  texts.db\n"), 0o600), os.WriteFile(filepath.Join(dir, "texts.db"), nil, 0o600)); err != nil {
			t.Fatal(err)
		}
		var closed folder.LastClose
		if err := errors.Join(closed.Read(dir), closed.Compare()); err != nil {
			t.Fatal(err)
		}
		anew := false
		mender := repair.Mender{
			Closed:  &closed,
			Stores:  func(context.Context, func(uint64, uint64)) ([]comparison.Finding, error) { return found, nil },
			Rebuild: func(context.Context, func(uint64, uint64)) error { anew = true; return nil },
		}
		accepted, err := mender.AcceptStores(t.Context(), func(uint64, uint64) {})
		sound := found == nil
		if sound != slices.Equal(accepted, []string{"texts.db"}) || sound == errors.Is(err, supervision.ErrRepair) || sound != anew || sound != (closed.Refuses() == nil) {
			t.Errorf("%v: %v %v, book made anew: %v, refuses: %v", found, accepted, err, anew, closed.Refuses())
		}
	}
}
