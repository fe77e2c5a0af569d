// Package questions answers: what do we not know?
package questions

import (
	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Schema makes the table.
const Schema = `
CREATE TABLE questions (
	id       TEXT PRIMARY KEY,
	sequence INTEGER NOT NULL, -- of its raising
	about    TEXT NOT NULL,    -- JSON list of addresses
	stated   TEXT NOT NULL,    -- the raising
	last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX questions_sequence ON questions (sequence);`

// Apply follows the open questions.
func Apply(tx *book.Tx, c *book.Change) error {
	d, ok := c.Data.(events.QuestionRaised)
	if !ok {
		return nil
	}
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	about, err := book.Stated(append([]string{}, d.About...))
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO questions (id, sequence, about, stated, last) VALUES (?, ?, ?, ?, ?)`,
		d.Question, int64(c.Sequence), about, stated, int64(c.Sequence))
}

// Row is one open question.
type Row struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	Rule      *string  `json:"rule"`
	About     []string `json:"about"`
	LastEvent uint64   `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{search.Name: search.Filter, "id": book.Column("id"), "about": book.InList("about")}

// List lists questions in the order in which they were raised.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, stated, last FROM questions`, "sequence", Filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated string
			var d events.QuestionRaised
			if err = scan(&row.ID, &stated, &row.LastEvent); err == nil {
				err = book.ReadStated(stated, &d)
			}
			row.Question, row.Rule, row.About = d.Text, d.Rule, append([]string{}, d.About...)
			return row, err
		})
}

// Find returns one question.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}
