// Package questions answers: what do we not know?
package questions

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table.
const Schema = `
CREATE TABLE questions (
	id       TEXT PRIMARY KEY,
	sequence INTEGER NOT NULL, -- of its raising
	about    TEXT NOT NULL,    -- JSON list of addresses
	stated   TEXT NOT NULL,    -- the raising
	answer   TEXT,             -- the answer; null while it is open
	last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE asked ( -- of what questions ask
	address  TEXT NOT NULL, -- "commitment/cm-1"
	question TEXT NOT NULL,
	PRIMARY KEY (address, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX questions_sequence ON questions (sequence);`

// Apply follows the open questions.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.QuestionRaised:
		return raise(tx, c, d)
	case events.QuestionAnswered:
		answer, err := book.Stated(d)
		if err != nil {
			return err
		}
		return tx.Exec(`UPDATE questions SET answer = ?, last = ? WHERE id = ?`, answer, int64(c.Sequence), d.Question)
	case events.QuestionReopened:
		return tx.Exec(`UPDATE questions SET answer = NULL, last = ? WHERE id = ?`, int64(c.Sequence), d.Question)
	}
	return nil
}

func raise(tx *book.Tx, c *book.Change, d events.QuestionRaised) error {
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	about, err := book.Stated(append([]string{}, d.About...))
	if err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO questions (id, sequence, about, stated, last) VALUES (?, ?, ?, ?, ?)`,
		d.Question, int64(c.Sequence), about, stated, int64(c.Sequence))
	for _, address := range d.About {
		if err == nil {
			err = tx.Exec(`INSERT OR IGNORE INTO asked (address, question) VALUES (?, ?)`, address, d.Question)
		}
	}
	return err
}

// Row is one open question.
type Row struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	Rule      *string  `json:"rule"`
	About     []string `json:"about"`
	Open      bool     `json:"open"`
	Finding   *string  `json:"finding"`       // what turned out; null while it is open
	From      *string  `json:"answered_from"` // source id
	LastEvent uint64   `json:"last_event"`
}

// The questions about something are found without looking through the others: about one
// address, or about any of a JSON list of them.
var (
	about    = book.Filter{Where: "id IN (SELECT question FROM asked WHERE address = ?)", Absent: "about = '[]'"}
	aboutAny = book.Filter{Where: "id IN (SELECT question FROM asked WHERE address IN (SELECT value FROM json_each(?)))"}
)

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{book.Search: book.Searched, "id": book.Column("id"), "about": about,
	"open": book.Column("CASE WHEN answer IS NULL THEN 'true' ELSE 'false' END", "true", "false")}

// List lists questions in the order in which they were raised.
func List(v *book.View, query book.Query) ([]Row, error) { return list(v, Filters, query) }

// About lists the first questions about any of some addresses, at most so many.
func About(v *book.View, addresses []string, limit int) ([]Row, error) {
	asked, err := book.Stated(append([]string{}, addresses...))
	if err != nil {
		return nil, err
	}
	return list(v, map[string]book.Filter{"about": aboutAny}, book.Query{Filters: map[string]string{"about": asked}, Limit: limit})
}

func list(v *book.View, filters map[string]book.Filter, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, stated, answer, last FROM questions`, "sequence", filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated string
			var answer *string
			var d events.QuestionRaised
			if err = scan(&row.ID, &stated, &answer, &row.LastEvent); err == nil {
				err = book.ReadStated(stated, &d)
			}
			if row.Open = answer == nil; !row.Open && err == nil {
				var a events.QuestionAnswered
				err = book.ReadStated(*answer, &a)
				row.Finding, row.From = &a.Finding, a.Source
			}
			row.Question, row.Rule, row.About = d.Text, d.Rule, append([]string{}, d.About...)
			return row, err
		})
}

// Find returns one question.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}
