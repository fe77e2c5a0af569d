// Package people answers: who acts for whom, and in which roles?
package people

import (
	"slices"

	"ahd.example/ahd/events/person"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table. A person is a pseudonym.
const Schema = `
CREATE TABLE people (
	id            TEXT PRIMARY KEY,
	party         TEXT,             -- null for none
	roles         TEXT NOT NULL,    -- JSON list
	since         TEXT,             -- civil day, included; null where not stated
	until         TEXT,             -- civil day, included; null where not stated
	administrator INTEGER NOT NULL, -- 1 for somebody who looks after people
	last          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;`

// Flush writes where a person stands at the end of a batch.
func Flush(tx *book.Tx, s *book.Flushed) error {
	if s.State.Person == nil {
		return nil
	}
	place, known := s.State.Person.Now()
	if !known {
		return nil
	}
	roles, err := book.Stated(slices.Concat([]string{}, place.Roles))
	if err != nil {
		return err
	}
	administrator := 0
	if place.Has(person.Administrator) {
		administrator = 1
	}
	return tx.Exec(`INSERT OR REPLACE INTO people (id, party, roles, since, until, administrator, last) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		s.Stream.ID, book.OrNull(place.Party), roles, book.OrNull(place.From), book.OrNull(place.Until), administrator, int64(s.Sequence))
}

// Row is one person.
type Row struct {
	ID        string   `json:"id"`
	Party     *string  `json:"party"`
	Roles     []string `json:"roles"`
	From      *string  `json:"from"`
	Until     *string  `json:"until"`
	LastEvent uint64   `json:"last_event"`
}

// Find returns a person; false if there is none.
func Find(v *book.View, id string) (row Row, found bool, err error) {
	var roles string
	found, err = v.Row(`SELECT id, party, roles, since, until, last FROM people WHERE id = ?`, []any{id},
		[]any{&row.ID, &row.Party, &roles, &row.From, &row.Until, &row.LastEvent})
	if err != nil || !found {
		return row, found, err
	}
	return row, true, book.ReadStated(roles, &row.Roles)
}

// Reserved lists the persons whose ids no person may have, as older builds let some in.
func Reserved(v *book.View) (ids []string, err error) {
	for _, id := range person.ReservedIDs {
		_, found, err := Find(v, id)
		if err != nil {
			return nil, err
		}
		if found {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Administrated reports whether the register has an administrator.
func Administrated(in interface {
	Row(query string, args, into []any) (bool, error)
}) (bool, error) {
	var one int64
	return in.Row(`SELECT 1 FROM people WHERE administrator = 1 LIMIT 1`, nil, []any{&one})
}
