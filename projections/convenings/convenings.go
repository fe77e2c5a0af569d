// Package convenings answers: who met, when, in which groups, and what was said there?
package convenings

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// Schema makes the tables. What is told of a convening has the convening to which it
// belongs and, as home, the one under which it was recorded: package joining moves it.
var Schema = "\nCREATE TABLE convenings (\n" + book.TableLines(columns, 11) + `) STRICT, WITHOUT ROWID;
CREATE INDEX convenings_sequence ON convenings (sequence);
CREATE TABLE convening_sources ( -- which sources tell of it
	source    TEXT NOT NULL,
	home      TEXT NOT NULL,
	position  INTEGER NOT NULL,
	convening TEXT NOT NULL,
	PRIMARY KEY (source, home)
) STRICT, WITHOUT ROWID;
CREATE TABLE convening_told ( -- what later events told of it, in their order
	convening TEXT NOT NULL,
	sequence  INTEGER NOT NULL,
	kind      TEXT NOT NULL, -- date, conflict, resolved, session, same
	stated    TEXT NOT NULL, -- the event
	PRIMARY KEY (convening, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE follows (
	convening TEXT NOT NULL,
	earlier   TEXT NOT NULL,
	PRIMARY KEY (convening, earlier)
) STRICT, WITHOUT ROWID;
CREATE TABLE participations (
	home      TEXT NOT NULL,
	sequence  INTEGER NOT NULL,
	convening TEXT NOT NULL,
	source    TEXT NOT NULL,
	stated    TEXT NOT NULL,
	PRIMARY KEY (home, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE working_groups (
	id        TEXT PRIMARY KEY,
	sequence  INTEGER NOT NULL,
	home      TEXT NOT NULL,
	convening TEXT NOT NULL,
	name      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE members (
	working_group TEXT NOT NULL,
	party         TEXT NOT NULL,
	sequence      INTEGER NOT NULL,
	role_stated   TEXT,
	PRIMARY KEY (working_group, party)
) STRICT, WITHOUT ROWID;
CREATE TABLE figures (
	id        TEXT PRIMARY KEY,
	sequence  INTEGER NOT NULL,
	home      TEXT NOT NULL,
	convening TEXT NOT NULL,
	scope     TEXT,
	source    TEXT NOT NULL,
	stated    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE contradictions ( -- figures that an asserted one cannot be true with
	other  TEXT NOT NULL,
	figure TEXT NOT NULL,
	PRIMARY KEY (other, figure)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_convening ON figures (convening, sequence);
CREATE INDEX participations_convening ON participations (convening, sequence);
CREATE INDEX participations_id ON participations (stated ->> '$.participation');`

// Apply follows the events of convenings.
func Apply(tx *book.Tx, c *book.Change) error {
	if c.Stream.Kind != "convening" {
		return nil
	}
	stated, err := book.Stated(c.Data)
	if err != nil {
		return err
	}
	sequence, id := int64(c.Sequence), c.Stream.ID
	switch d := c.Data.(type) {
	case events.ConveningRegistered:
		return begin(tx, c, d)
	case events.ConveningParted:
		return parted(tx, c, d)
	case events.ParticipationRecorded:
		return tx.Exec(`INSERT INTO participations (home, sequence, convening, source, stated) VALUES (?, ?, ?, ?, ?)`, id, sequence, id, d.Quote.Source, stated)
	case events.WorkingGroupFormed:
		return tx.Exec(`INSERT INTO working_groups (id, sequence, home, convening, name) VALUES (?, ?, ?, ?, ?)`, d.WorkingGroup, sequence, id, id, d.Name)
	case events.MemberRecorded:
		return tx.Exec(`INSERT OR IGNORE INTO members (working_group, party, sequence, role_stated) VALUES (?, ?, ?, ?)`, d.WorkingGroup, d.Party, sequence, d.RoleStated)
	case events.FigureAsserted:
		for _, other := range d.ConflictsWith {
			if err := tx.Exec(`INSERT OR IGNORE INTO contradictions (other, figure) VALUES (?, ?)`, other, d.Figure); err != nil {
				return err
			}
		}
		return tx.Exec(`INSERT INTO figures (id, sequence, home, convening, scope, source, stated) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			d.Figure, sequence, id, id, d.Scope, d.Quote.Source, stated)
	case events.ConveningFollowedUp:
		return tx.Exec(`INSERT OR IGNORE INTO follows (convening, earlier) VALUES (?, ?)`, id, d.Earlier)
	}
	if kind := told[c.Data.Type()]; kind != "" {
		return tx.Exec(`INSERT INTO convening_told (convening, sequence, kind, stated) VALUES (?, ?, ?, ?)`, id, sequence, kind, stated)
	}
	return nil
}

// told are the events that are shown as they were told.
var told = map[events.Type]string{
	events.ConveningDateAsserted{}.Type(): "date", events.ConflictRecorded{}.Type(): "conflict", events.ConflictResolved{}.Type(): "resolved",
	events.SessionRecorded{}.Type(): "session", events.ParticipantsIdentified{}.Type(): "same",
}

func begin(tx *book.Tx, c *book.Change, d events.ConveningRegistered) error {
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	if err := tx.Exec(insert, book.Beginning(columns, &registered{d, c.Stream.ID, stated, c.Sequence})...); err != nil {
		return err
	}
	for i, source := range d.Sources {
		if err := tx.Exec(`INSERT OR IGNORE INTO convening_sources (source, home, position, convening) VALUES (?, ?, ?, ?)`, source, c.Stream.ID, i, c.Stream.ID); err != nil {
			return err
		}
	}
	return nil
}

// parted brings a convening into being that nobody registered.
func parted(tx *book.Tx, c *book.Change, d events.ConveningParted) error {
	if c.StreamVersion > 1 {
		return nil
	}
	return begin(tx, c, events.ConveningRegistered{
		Kind: d.Kind, Name: d.Name, Date: events.StatedDate{Basis: "source"}, Organisers: []string{}, Partners: []string{}, Sources: []string{},
	})
}

// Flush notes where a convening stands.
func Flush(tx *book.Tx, s *book.Flushed) error {
	if s.State.Convening == nil {
		return nil
	}
	now := standing{State: s.State.Convening, last: s.Sequence}
	now.earliest, now.latest = spanOf(now.Date)
	return tx.Exec(updates, append(book.Standing(columns, &now), s.Stream.ID)...)
}

// spanOf are the first and the last civil day of a date, each null where it cannot be
// said.
func spanOf(text string) (earliest, latest *string) {
	date, err := edtf.Parse(text)
	if text == "" || err != nil {
		return nil, nil
	}
	said := func(b edtf.Bound) *string {
		if !b.Known {
			return nil
		}
		day := b.Day.String()
		return &day
	}
	first, last := date.Bounds()
	return said(first), said(last)
}
