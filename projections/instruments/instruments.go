// Package instruments answers: what did convenings adopt, issue and prepare?
package instruments

import (
	"ahd/events"
	"ahd/events/instrument"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Schema makes the table.
const Schema = `
CREATE TABLE instruments (
	id            TEXT PRIMARY KEY,
	sequence      INTEGER NOT NULL, -- of its recording
	kind          TEXT NOT NULL,
	convening     TEXT NOT NULL,
	working_group TEXT,
	stated        TEXT NOT NULL, -- events.Instrument
	last          INTEGER NOT NULL
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
	}
	return nil
}

func add(tx *book.Tx, c *book.Change, d events.Instrument) error {
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO instruments (id, sequence, kind, convening, working_group, stated, last)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		c.Stream.ID, int64(c.Sequence), c.After.Instrument.Kind, d.Convening, d.WorkingGroup, stated, int64(c.Sequence))
}

// Row is one instrument.
type Row struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	events.Instrument
	LastEvent uint64 `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{
	search.Name: search.Filter,
	"id":        book.Column("id"),
	"kind":      book.Column("kind", instrument.Declaration, instrument.Recommendations, instrument.Outcome),
	"convening": book.Column("convening"), "working_group": book.Column("working_group"),
}

// List lists instruments in the order of their recording.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, kind, stated, last FROM instruments`, "sequence", Filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated string
			if err = scan(&row.ID, &row.Kind, &stated, &row.LastEvent); err == nil {
				err = book.ReadStated(stated, &row.Instrument)
			}
			return row, err
		})
}

// Find returns one instrument.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}
