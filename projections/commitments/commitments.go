// Package commitments answers: where does each commitment stand now, or on a day?
package commitments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the tables.
var Schema = "\nCREATE TABLE commitments (\n" + book.TableLines(all, 16) + `) STRICT, WITHOUT ROWID;
CREATE TABLE parts ( -- of commitments that are kept in several places
	parent TEXT NOT NULL,
	id     TEXT NOT NULL,
	PRIMARY KEY (parent, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE splits ( -- the commitments that took the place of one
	commitment TEXT NOT NULL,
	part       TEXT NOT NULL,
	PRIMARY KEY (commitment, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE holders ( -- who answered for a commitment, one after another
	commitment TEXT NOT NULL,
	sequence   INTEGER NOT NULL,
	time       TEXT NOT NULL, -- when it was recorded
	party      TEXT NOT NULL,
	main       TEXT,
	alternate  TEXT,
	validator  TEXT,
	effective  TEXT,          -- EDTF: since when, as stated
	PRIMARY KEY (commitment, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX splits_part ON splits (part);
CREATE INDEX commitments_merged ON commitments (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX commitments_listed ON commitments ( -- all that lists are narrowed by: no row is read to count
	` + covered + `);
CREATE INDEX commitments_last_day ON commitments (last_day) WHERE last_day IS NOT NULL;
CREATE INDEX commitments_convening ON commitments (convening, sequence);
CREATE INDEX commitments_parent ON commitments (parent);`

// Apply follows what was stated of commitments, when it was captured and when more
// becomes known of it, and who answers for them.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.CommitmentCaptured:
		return capture(tx, c, d)
	case events.CommitmentCorrected, events.CommitmentCorroborated, events.CommitmentWorded:
		return restate(tx, c)
	case events.CommitmentClassified:
		return classify(tx, c, d)
	case events.CommitmentLinked:
		return link(tx, c, d)
	case events.CommitmentUnlinked:
		return unlink(tx, c, d)
	case events.CommitmentSplit:
		return split(tx, c, d)
	}
	return hold(tx, c)
}

// capture adds the row with what was stated; Flush fills in the rest.
func capture(tx *book.Tx, c *book.Change, d events.CommitmentCaptured) error {
	lists, err := listsOf(d)
	if err != nil {
		return err
	}
	if d.Parent != nil {
		if err := tx.Exec(`INSERT INTO parts (parent, id) VALUES (?, ?)`, *d.Parent, c.Stream.ID); err != nil {
			return err
		}
	}
	return tx.Exec(insert, book.Beginning(all, &captured{id: c.Stream.ID, sequence: c.Sequence, stated: d, lists: lists})...)
}

// lists are the columns that hold what was stated as JSON.
type lists struct{ SDGTargets, Geography, Sources, Stated string }

func listsOf(d events.CommitmentCaptured) (l lists, err error) {
	for into, list := range map[*string]any{
		&l.SDGTargets: filled(d.SDGTargets), &l.Geography: filled(d.Geography), &l.Sources: sourcesOf(d), &l.Stated: d,
	} {
		if *into, err = book.Stated(list); err != nil {
			return l, err
		}
	}
	return l, nil
}

func sourcesOf(d events.CommitmentCaptured) []string {
	sources := []string{}
	seen := map[string]bool{}
	for _, quote := range d.Quotes {
		if !seen[quote.Source] {
			sources = append(sources, quote.Source)
		}
		seen[quote.Source] = true
	}
	return sources
}

// filled is list, never null.
func filled(list []string) []string { return append([]string{}, list...) }

func truth(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
