package instruments

import (
	"ahd/events"
	"ahd/events/instrument"
	"ahd/projections/book"
	"ahd/projections/search"
)

// Stated is what is known of the wording of an instrument.
type Stated struct {
	events.Instrument
	Clauses []Clause `json:"clauses"`
}

// Clause is one part of an instrument.
type Clause struct {
	Address *string       `json:"address"` // "clause-2"; null where no order is stated
	Item    *string       `json:"item"`    // commitment id; null while nothing was made of it
	Quote   *events.Quote `json:"quote"`   // null while its wording is not known
}

// Row is one instrument.
type Row struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	Stated
	Convening   string                     `json:"convening"`
	Signatories []events.SignatoryRecorded `json:"signatories"`
	LastEvent   uint64                     `json:"last_event"`
}

// Filters are what the list can be narrowed by.
var Filters = map[string]book.Filter{
	search.Name: search.Filter,
	"id":        book.Column("id"),
	"kind":      book.Column("kind", instrument.Declaration, instrument.Recommendations, instrument.Outcome),
	"convening": book.Column("convening"), "working_group": book.Column("working_group"),
	"signatory": {Where: "id IN (SELECT instrument FROM signatories WHERE stated ->> '$.party' = ?)"},
}

// List lists instruments in the order of their recording.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, kind, stated, convening, last,
			(SELECT coalesce(json_group_array(json(stated)), '[]') FROM (SELECT stated FROM signatories WHERE instrument = instruments.id ORDER BY sequence))
		FROM instruments`, "sequence", Filters, query,
		func(scan func(...any) error) (row Row, err error) {
			var stated, signatories string
			if err = scan(&row.ID, &row.Kind, &stated, &row.Convening, &row.LastEvent, &signatories); err == nil {
				err = book.ReadStated(stated, &row.Stated)
			}
			if err == nil {
				err = book.ReadStated(signatories, &row.Signatories)
			}
			return row, err
		})
}

// Find returns one instrument.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}

// FindClause returns the clause of an instrument with an address.
func FindClause(v *book.View, id, address string) (Clause, bool, error) {
	row, found, err := Find(v, id)
	if !found || err != nil {
		return Clause{}, false, err
	}
	for _, clause := range row.Clauses {
		if clause.Address != nil && *clause.Address == address {
			return clause, true, nil
		}
	}
	return Clause{}, false, nil
}
