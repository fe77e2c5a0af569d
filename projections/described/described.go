// Package described answers: what is the register called, by which clock are its days
// counted, and does it only show how a register works?
package described

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table.
const Schema = `
CREATE TABLE described (
	sequence  INTEGER PRIMARY KEY,
	title     TEXT NOT NULL,
	time_zone TEXT NOT NULL,
	example   INTEGER NOT NULL,
	early     INTEGER NOT NULL -- 1 before the first commitment was captured: only then the time zone counts
) STRICT;`

// Apply follows what the register is called. It comes after the commitments.
func Apply(tx *book.Tx, c *book.Change) error {
	d, ok := c.Data.(events.RegisterDescribed)
	if !ok {
		return nil
	}
	return tx.Exec(`INSERT INTO described (sequence, title, time_zone, example, early)
		VALUES (?, ?, ?, ?, NOT EXISTS (SELECT 1 FROM commitments))`, int64(c.Sequence), d.Title, d.TimeZone, d.Example)
}

// reader is a book that is read, or one that is written.
type reader interface {
	Row(query string, args, into []any) (bool, error)
}

// Read is what a book says of its register.
func Read(from reader) (r register.Described, err error) {
	var zone, last string
	var example int64
	_, err = from.Row(`SELECT title, time_zone, example, coalesce((SELECT time_zone FROM described WHERE early = 1 ORDER BY sequence DESC LIMIT 1), '')
		FROM described ORDER BY sequence DESC LIMIT 1`, nil, []any{&r.Title, &last, &example, &zone})
	if err != nil {
		return r, err
	}
	r.Example = example == 1
	if r.Zone, err = edtf.ZoneNamed(zone); err != nil {
		return r, err
	}
	if other, err := edtf.ZoneNamed(last); err != nil || other != r.Zone {
		r.Ignored = last
	}
	return r, nil
}

// Begun reports whether a commitment was captured.
func Begun(v *book.View) (begun bool, err error) {
	_, err = v.Row(`SELECT EXISTS (SELECT 1 FROM commitments)`, nil, []any{&begun})
	return begun, err
}
