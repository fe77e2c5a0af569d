package private

import (
	"path/filepath"
	"testing"
)

func TestWritesAreSyncedAndDeletesOverwritten(t *testing.T) {
	store, err := Open(filepath.Join(t.TempDir(), "private.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "secure_delete": "1"} {
		var got string
		if err := store.db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, not %q: %v", pragma, got, want, err)
		}
	}
}
