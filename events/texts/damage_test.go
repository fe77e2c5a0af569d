package texts_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/texts"
)

// A letter that changes on the disk is noticed whenever the text is read.
func TestALetterThatChangesIsNoticed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "texts.db")
	s := open(t, path)
	recorded, err := s.Put(t.Context(), command, "narrative", "Four shelters were opened")
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := s.Check(t.Context(), recorded); !kept || err != nil {
		t.Errorf("%t %v", kept, err)
	}
	if _, err := s.Check(t.Context(), events.Text{ID: recorded.ID, Hash: "another"}); !errors.Is(err, texts.ErrDamaged) {
		t.Errorf("an event that holds another hash: %v", err)
	}
	if kept, err := s.Check(t.Context(), events.Text{ID: "9d2c1a64-0f0e-4a52-8f3b-5a1de5f3c999/narrative"}); kept || err != nil {
		t.Errorf("%t %v", kept, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.Replace(content, []byte("Four shelters"), []byte("Nine shelters"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	if words, _, err := s.Read(t.Context(), recorded.ID); !errors.Is(err, texts.ErrDamaged) {
		t.Errorf("%q %v", words, err)
	}
	if _, err := s.Match(t.Context(), recorded.ID, "Four shelters were opened"); !errors.Is(err, texts.ErrDamaged) {
		t.Errorf("%v", err)
	}
}

// A store that an older version made is read, and its texts are watched from then on.
func TestAnOlderStoreIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "texts.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec(`CREATE TABLE texts (command TEXT NOT NULL, field TEXT NOT NULL, salt BLOB NOT NULL, words TEXT NOT NULL,
		PRIMARY KEY (command, field)) STRICT, WITHOUT ROWID;
		INSERT INTO texts VALUES ('` + command + `', 'narrative', x'00', 'older'), ('` + command + `', 'reason', x'01', 'words');
		PRAGMA user_version = 1;`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s := open(t, path)
		for field, want := range map[string]string{"narrative": "older", "reason": "words"} {
			if words, found, err := s.Read(t.Context(), texts.ID(command, field)); words != want || !found || err != nil {
				t.Errorf("%q %t %v", words, found, err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
