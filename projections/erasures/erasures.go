// Package erasures answers: which typed texts are to be gone?
//
// An erasure is recorded first and carried out then. What is listed here is erased
// again at each start, so a crash in between leaves nothing behind.
package erasures

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table.
const Schema = `
CREATE TABLE erasures (
	text     TEXT PRIMARY KEY, -- "<command id>/<field>"
	sequence INTEGER NOT NULL  -- of the event that says so
) STRICT, WITHOUT ROWID;`

// Apply follows erasures. The first of two counts.
func Apply(tx *book.Tx, c *book.Change) error {
	d, ok := c.Data.(events.TextErased)
	if !ok {
		return nil
	}
	return tx.Exec(`INSERT OR IGNORE INTO erasures (text, sequence) VALUES (?, ?)`, d.Text, int64(c.Sequence))
}

// All lists the ids of the texts that are to be gone.
func All(v *book.View) (texts []string, err error) {
	err = v.Rows(`SELECT text FROM erasures ORDER BY sequence`, nil, func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		texts = append(texts, text)
		return err
	})
	return texts, err
}
