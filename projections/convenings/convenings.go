// Package convenings answers: who met, in which groups, and what was said there?
package convenings

import (
	"ahd/events"
	"ahd/projections/book"
)

// Schema makes the tables.
const Schema = `
CREATE TABLE convenings (
	id       TEXT PRIMARY KEY,
	sequence INTEGER NOT NULL, -- of its registration
	kind     TEXT NOT NULL,
	name     TEXT,
	stated   TEXT NOT NULL, -- the registration
	last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX convenings_sequence ON convenings (sequence);
CREATE TABLE participations (
	convening TEXT NOT NULL,
	sequence  INTEGER NOT NULL,
	stated    TEXT NOT NULL,
	PRIMARY KEY (convening, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE working_groups (
	id        TEXT PRIMARY KEY,
	sequence  INTEGER NOT NULL,
	convening TEXT NOT NULL,
	name      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE figures (
	id        TEXT PRIMARY KEY,
	sequence  INTEGER NOT NULL,
	convening TEXT NOT NULL,
	scope     TEXT,
	source    TEXT NOT NULL,
	stated    TEXT NOT NULL
) STRICT, WITHOUT ROWID;`

// Apply follows the events of convenings.
func Apply(tx *book.Tx, c *book.Change) error {
	if c.Stream.Kind != "convening" {
		return nil
	}
	stated, err := book.Stated(c.Data)
	if err != nil {
		return err
	}
	sequence := int64(c.Sequence)
	switch d := c.Data.(type) {
	case events.ConveningRegistered:
		return tx.Exec(`INSERT INTO convenings (id, sequence, kind, name, stated, last) VALUES (?, ?, ?, ?, ?, ?)`,
			c.Stream.ID, sequence, d.Kind, d.Name, stated, sequence)
	case events.ParticipationRecorded:
		return tx.Exec(`INSERT INTO participations (convening, sequence, stated) VALUES (?, ?, ?)`, c.Stream.ID, sequence, stated)
	case events.WorkingGroupFormed:
		return tx.Exec(`INSERT INTO working_groups (id, sequence, convening, name) VALUES (?, ?, ?, ?)`,
			d.WorkingGroup, sequence, c.Stream.ID, d.Name)
	case events.FigureAsserted:
		return tx.Exec(`INSERT INTO figures (id, sequence, convening, scope, source, stated) VALUES (?, ?, ?, ?, ?, ?)`,
			d.Figure, sequence, c.Stream.ID, d.Scope, d.Quote.Source, stated)
	}
	return nil
}

// Settle notes the last event of a convening.
func Settle(tx *book.Tx, s *book.Settled) error {
	if s.State.Convening == nil {
		return nil
	}
	return tx.Exec(`UPDATE convenings SET last = ? WHERE id = ?`, int64(s.Sequence), s.Stream.ID)
}
