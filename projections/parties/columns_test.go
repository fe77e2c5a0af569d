package parties

import (
	"strings"
	"testing"

	"ahd/projections/book"
)

// Whatever a column is not given is left out knowingly, and what a row is read into is
// not read into twice.
func TestEveryColumnIsWrittenAndRead(t *testing.T) {
	read := map[any]string{}
	var r reading
	for _, c := range columns {
		if c.Begins == nil && c.Stands == nil {
			t.Errorf("%s is never written", c.Name)
		}
		if shown := c.Read != nil || c.Filter.Where != ""; !shown && c.Name != "sequence" { // the order of the list
			t.Errorf("%s is shown by no row and no filter", c.Name)
		}
		if c.Read != nil {
			if other := read[c.Read(&r)]; other != "" {
				t.Errorf("%s is read into the same as %s", c.Name, other)
			}
			read[c.Read(&r)] = c.Name
		}
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
