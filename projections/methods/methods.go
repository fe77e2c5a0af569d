// Package methods answers: by which methods can compliance be counted?
package methods

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table. The shipped method is not in it.
const Schema = `
CREATE TABLE methods (
	id       TEXT NOT NULL,
	version  INTEGER NOT NULL,
	sequence INTEGER NOT NULL, -- of its publication
	time     TEXT NOT NULL,    -- when it was recorded
	stated   TEXT NOT NULL,    -- the publication
	PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;`

// Apply follows what is published. A version stays as it was published first.
func Apply(tx *book.Tx, c *book.Change) error {
	d, ok := c.Data.(events.MethodPublished)
	if !ok {
		return nil
	}
	stated, err := book.Stated(d)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT OR IGNORE INTO methods (id, version, sequence, time, stated) VALUES (?, ?, ?, ?, ?)`,
		c.Stream.ID, d.Version, int64(c.Sequence), book.Time(c.Time), stated)
}

// Row is one version of a method.
type Row struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`     // "ahd-1"
	Sequence *uint64 `json:"sequence"` // of its publication; null for the shipped method
	Time     *string `json:"time"`
	events.MethodPublished
}

// List lists the methods that were known, the shipped one first.
func List(v *book.View) ([]Row, error) {
	rows := []Row{{ID: method.Ahd1.ID, Name: method.Ahd1.Name(), MethodPublished: method.Ahd1.MethodPublished}}
	err := v.Rows(`SELECT id, sequence, time, stated FROM methods ORDER BY id <> ?, id, version`, []any{method.Ahd1.ID}, func(scan func(...any) error) error {
		var row Row
		var stated string
		if err := scan(&row.ID, &row.Sequence, &row.Time, &stated); err != nil {
			return err
		}
		if err := book.ReadStated(stated, &row.MethodPublished); err != nil {
			return err
		}
		row.Name = method.Method{ID: row.ID, MethodPublished: row.MethodPublished}.Name()
		if row.Name != method.Ahd1.Name() { // the shipped one is what it is, whoever recorded otherwise
			rows = append(rows, row)
		}
		return nil
	})
	return rows, err
}

// Find returns a method by its name, "ahd-1".
func Find(v *book.View, name string) (method.Method, bool, error) {
	rows, err := List(v)
	for _, row := range rows {
		if row.Name == name {
			return method.Method{ID: row.ID, MethodPublished: row.MethodPublished}, true, err
		}
	}
	return method.Method{}, false, err
}
