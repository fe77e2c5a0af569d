// Package instruments answers: what did convenings adopt, issue and prepare?
package instruments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the tables.
var Schema = "\nCREATE TABLE instruments (\n" + book.TableLines(columns, 13) + `) STRICT, WITHOUT ROWID;
CREATE TABLE signatories (
	instrument TEXT NOT NULL,
	sequence   INTEGER NOT NULL,
	stated     TEXT NOT NULL,
	PRIMARY KEY (instrument, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX instruments_sequence ON instruments (sequence);
CREATE INDEX instruments_convening ON instruments (convening);`

// Apply follows the events of instruments.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.DeclarationAdopted:
		return add(tx, c, events.Instrument(d))
	case events.RecommendationsIssued:
		return add(tx, c, events.Instrument(d))
	case events.OutcomePrepared:
		return add(tx, c, events.Instrument(d))
	case events.TextAttached:
		return attach(tx, c, d)
	case events.SignatoryRecorded:
		return sign(tx, c, d)
	}
	return nil
}

func add(tx *book.Tx, c *book.Change, d events.Instrument) error {
	row := Stated{Instrument: d, Clauses: make([]Clause, len(d.Clauses))}
	for i, clause := range d.Clauses {
		row.Clauses[i] = Clause{Address: clause.Address, Item: &clause.Item}
	}
	stated, err := book.Stated(row)
	if err != nil {
		return err
	}
	return tx.Exec(insert, book.Beginning(columns, &recorded{d, c.Stream.ID, c.After.Instrument.Kind, stated, c.Sequence})...)
}

// attach words the clauses that are known by their address, and adds the others.
func attach(tx *book.Tx, c *book.Change, d events.TextAttached) error {
	var text string
	found, err := tx.Row(`SELECT stated FROM instruments WHERE id = ?`, []any{c.Stream.ID}, []any{&text})
	if err != nil || !found {
		return err
	}
	var row Stated
	if err := book.ReadStated(text, &row); err != nil {
		return err
	}
	row.Text = &d.Text
	if d.Title != nil {
		row.Title = d.Title
	}
	for _, clause := range d.Clauses {
		row.word(clause)
	}
	if text, err = book.Stated(row); err != nil {
		return err
	}
	return tx.Exec(`UPDATE instruments SET stated = ?, last = ? WHERE id = ?`, text, int64(c.Sequence), c.Stream.ID)
}

func (s *Stated) word(clause events.WordedClause) {
	for i := range s.Clauses {
		if known := &s.Clauses[i]; known.Address != nil && *known.Address == clause.Address {
			known.Quote = &clause.Quote
			if clause.Item != nil {
				known.Item = clause.Item
			}
			return
		}
	}
	s.Clauses = append(s.Clauses, Clause{Address: &clause.Address, Item: clause.Item, Quote: &clause.Quote})
}

func sign(tx *book.Tx, c *book.Change, d events.SignatoryRecorded) error {
	stated, err := book.Stated(d)
	if err == nil {
		err = tx.Exec(`INSERT INTO signatories (instrument, sequence, stated) VALUES (?, ?, ?)`, c.Stream.ID, int64(c.Sequence), stated)
	}
	if err == nil {
		err = tx.Exec(`UPDATE instruments SET last = ? WHERE id = ?`, int64(c.Sequence), c.Stream.ID)
	}
	return err
}
