package parties

import (
	"strings"
	"testing"

	"ahd.example/ahd/projections/book"
)

// Whatever a column is not given is left out knowingly.
func TestEveryColumnIsWrittenAndRead(t *testing.T) {
	for _, omission := range book.Omissions(columns, "sequence") { // the order of the list
		t.Error(omission)
	}
}

// A book whose schema is another is made anew.
func TestTheSchemaIsWhatItWas(t *testing.T) {
	const was = `
CREATE TABLE parties (
	id          TEXT PRIMARY KEY,
	sequence    INTEGER NOT NULL, -- of its registration
	kind        TEXT NOT NULL,
	name        TEXT NOT NULL,
	name_ur     TEXT,
	acronym     TEXT,
	place       TEXT, -- code of a place
	parent      TEXT, -- the organisation to which it belongs
	merged_into TEXT, -- the organisation of which it became part
	main        TEXT, -- person ids: who speaks for it
	alternate   TEXT,
	validator   TEXT,
	stated      TEXT NOT NULL, -- the registration
	last        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
	if !strings.HasPrefix(Schema, was) {
		t.Errorf("it is printed as %s", Schema)
	}
	if got, want := book.Inserting("parties", columns), "INSERT INTO parties (id, sequence, kind, name, stated, last) VALUES (?, ?, ?, ?, ?, ?)"; got != want {
		t.Errorf("a row is added by %s, want %s", got, want)
	}
}
