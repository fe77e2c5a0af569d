// Package summaries answers: which compliance summaries were published?
package summaries

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table.
const Schema = `
CREATE TABLE summaries (
	id       TEXT PRIMARY KEY,
	sequence INTEGER NOT NULL, -- of its publication
	time     TEXT NOT NULL,    -- when that was recorded
	digest   TEXT NOT NULL,
	stated   TEXT NOT NULL     -- the publication
) STRICT, WITHOUT ROWID;
CREATE INDEX summaries_digest ON summaries (digest);`

// Apply follows what is published.
func Apply(tx *book.Tx, c *book.Change) error {
	d, ok := c.Data.(events.SummaryPublished)
	if !ok {
		return nil
	}
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT OR REPLACE INTO summaries (id, sequence, time, digest, stated) VALUES (?, ?, ?, ?, ?)`,
		c.Stream.ID, int64(c.Sequence), book.Time(c.Time), d.Digest, stated)
}

// Row is one published summary.
type Row struct {
	ID        string `json:"id"`
	Published uint64 `json:"published"` // the event
	Time      string `json:"time"`      // when that was recorded
	events.SummaryPublished
}

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{"id": book.Column("id"), "digest": book.Column("digest")}

// List lists summaries in the order of their publication.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, sequence, time, stated FROM summaries`, "sequence", Filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated string
			if err = scan(&row.ID, &row.Published, &row.Time, &stated); err == nil {
				err = book.ReadStated(stated, &row.SummaryPublished)
			}
			return row, err
		})
}

// Find returns one summary.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}
