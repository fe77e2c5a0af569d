// Package sources answers: which texts does the register stand on, and how do those
// rate what is done?
package sources

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// archived is a source when its archiving is recorded.
type archived struct {
	events.SourceArchived
	id, stated string
	sequence   uint64
}

// reading is a row while it is read.
type reading struct {
	Row
	stated string
}

// columns are those of the table of sources, in its order.
var columns = []book.TableColumn[archived, struct{}, reading]{
	{Name: "id", Is: "TEXT PRIMARY KEY",
		Begins: func(a *archived) any { return a.id }, Read: func(r *reading) any { return &r.ID }, Filter: book.Column("id")},
	{Name: "sequence", Is: "INTEGER NOT NULL", Comment: "of its archiving", Begins: func(a *archived) any { return int64(a.sequence) }},
	{Name: "sha256", Is: "TEXT NOT NULL", Begins: func(a *archived) any { return a.SHA256 }},
	{Name: "stated", Is: "TEXT NOT NULL", Comment: "the archiving", Begins: func(a *archived) any { return a.stated }, Read: func(r *reading) any { return &r.stated }},
	{Name: "last", Is: "INTEGER NOT NULL", Begins: func(a *archived) any { return int64(a.sequence) }, Read: func(r *reading) any { return &r.LastEvent }},
}

// Schema makes the tables.
var Schema = "\nCREATE TABLE sources (\n" + book.TableLines(columns, 8) + `) STRICT, WITHOUT ROWID;
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
	return tx.Exec(insert, book.Beginning(columns, &archived{d, c.Stream.ID, stated, c.Sequence})...)
}

var insert = book.Inserting("sources", columns)

// Row is one source.
type Row struct {
	ID string `json:"id"`
	events.SourceArchived
	LastEvent uint64 `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = book.AddFilters(map[string]book.Filter{book.Search: book.Searched}, columns)

// List lists sources in the order of their archiving.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, "SELECT "+book.Selected(columns)+" FROM sources", "sequence", Filters, query,
		func(scan func(...any) error) (Row, error) {
			var r reading
			err := scan(book.Reading(columns, &r)...)
			if err == nil {
				err = book.ReadStated(r.stated, &r.SourceArchived)
			}
			return r.Row, err
		})
}

// Find returns one source.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}
