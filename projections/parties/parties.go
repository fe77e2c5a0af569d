// Package parties answers: which organisations does the register know?
package parties

import (
	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Schema makes the table.
const Schema = `
CREATE TABLE parties (
	id       TEXT PRIMARY KEY,
	sequence INTEGER NOT NULL, -- of its registration
	kind     TEXT NOT NULL,
	name     TEXT NOT NULL,
	stated   TEXT NOT NULL, -- the registration
	last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_sequence ON parties (sequence);`

// Apply follows the events of organisations.
func Apply(tx *book.Tx, c *book.Change) error {
	d, ok := c.Data.(events.PartyRegistered)
	if !ok {
		return nil
	}
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO parties (id, sequence, kind, name, stated, last) VALUES (?, ?, ?, ?, ?, ?)`,
		c.Stream.ID, int64(c.Sequence), d.Kind, d.Name, stated, int64(c.Sequence))
}

// Row is one organisation.
type Row struct {
	ID string `json:"id"`
	events.PartyRegistered
	LastEvent uint64 `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{
	search.Name: search.Filter,
	"id":        book.Column("id"), "kind": book.Column("kind"), "source": book.InList("stated ->> '$.sources'"),
}

// List lists organisations in the order of their registration.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, stated, last FROM parties`, "sequence", Filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated string
			if err = scan(&row.ID, &stated, &row.LastEvent); err == nil {
				err = book.ReadStated(stated, &row.PartyRegistered)
			}
			return row, err
		})
}

// Find returns one organisation.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}
