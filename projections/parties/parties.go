// Package parties answers: which organisations does the register know, and what were
// they called?
package parties

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the tables.
var Schema = "\nCREATE TABLE parties (\n" + book.TableLines(columns, 11) + `) STRICT, WITHOUT ROWID;
CREATE INDEX parties_sequence ON parties (sequence);
CREATE INDEX parties_merged ON parties (merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE party_names (
	party    TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	stated   TEXT NOT NULL, -- events.PartyNamed
	PRIMARY KEY (party, sequence)
) STRICT, WITHOUT ROWID;`

// Apply follows what organisations are called.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.PartyRegistered:
		stated, err := book.Stated(d)
		if err != nil {
			return err
		}
		if err := tx.Exec(insert, book.Beginning(columns, &registered{d, c.Stream.ID, stated, c.Sequence})...); err != nil {
			return err
		}
		return name(tx, c, events.PartyNamed{Name: d.Name, Acronym: d.Acronym})
	case events.PartyNamed:
		return name(tx, c, d)
	}
	return nil
}

func name(tx *book.Tx, c *book.Change, d events.PartyNamed) error {
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO party_names (party, sequence, stated) VALUES (?, ?, ?)`, c.Stream.ID, int64(c.Sequence), stated)
}

// Flush writes what an organisation is now.
func Flush(tx *book.Tx, s *book.Flushed) error {
	if s.State.Party == nil {
		return nil
	}
	return tx.Exec(updates, append(book.Standing(columns, &standing{s.State.Party, s.Sequence}), s.Stream.ID)...)
}
