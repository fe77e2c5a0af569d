// Package sources answers: which texts does the register stand on, and how do those
// rate what is done?
package sources

import (
	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Schema makes the table.
const Schema = `
CREATE TABLE sources (
	id       TEXT PRIMARY KEY,
	sequence INTEGER NOT NULL, -- of its archiving
	sha256   TEXT NOT NULL,
	stated   TEXT NOT NULL, -- the archiving
	last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_sequence ON sources (sequence);
CREATE TABLE ratings (
	scheme   TEXT NOT NULL,
	place    TEXT NOT NULL,
	year     INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	source   TEXT NOT NULL,
	stated   TEXT NOT NULL, -- events.RatingAsserted
	PRIMARY KEY (scheme, place, year, sequence)
) STRICT, WITHOUT ROWID;`

// Apply follows the events of sources.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.SourceArchived:
		return archive(tx, c, d)
	case events.RatingAsserted:
		return rate(tx, c, d)
	}
	return nil
}

func archive(tx *book.Tx, c *book.Change, d events.SourceArchived) error {
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO sources (id, sequence, sha256, stated, last) VALUES (?, ?, ?, ?, ?)`,
		c.Stream.ID, int64(c.Sequence), d.SHA256, stated, int64(c.Sequence))
}

// Row is one source.
type Row struct {
	ID string `json:"id"`
	events.SourceArchived
	LastEvent uint64 `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{search.Name: search.Filter, "id": book.Column("id")}

// List lists sources in the order of their archiving.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, stated, last FROM sources`, "sequence", Filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated string
			if err = scan(&row.ID, &stated, &row.LastEvent); err == nil {
				err = book.ReadStated(stated, &row.SourceArchived)
			}
			return row, err
		})
}

// Find returns one source.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}
