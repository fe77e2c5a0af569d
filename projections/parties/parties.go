// Package parties answers: which organisations does the register know, and what were
// they called?
package parties

import (
	"ahd/events"
	"ahd/projections/book"
)

// Schema makes the tables.
const Schema = `
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
		if err := tx.Exec(`INSERT INTO parties (id, sequence, kind, name, stated, last) VALUES (?, ?, ?, ?, ?, ?)`,
			c.Stream.ID, int64(c.Sequence), d.Kind, d.Name, stated, int64(c.Sequence)); err != nil {
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

// Settle writes what an organisation is now.
func Settle(tx *book.Tx, s *book.Settled) error {
	p := s.State.Party
	if p == nil {
		return nil
	}
	return tx.Exec(`UPDATE parties SET kind = ?, name = ?, name_ur = ?, acronym = ?, place = ?, parent = ?, merged_into = ?,
			main = ?, alternate = ?, validator = ?, last = ? WHERE id = ?`,
		p.Kind, p.Name, book.OrNull(p.NameUR), book.OrNull(p.Acronym), book.OrNull(p.Place), book.OrNull(p.Parent), book.OrNull(p.Into),
		book.OrNull(p.Main), book.OrNull(p.Alternate), book.OrNull(p.Validator), int64(s.Sequence), s.Stream.ID)
}
