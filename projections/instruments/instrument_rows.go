package instruments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
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
var Filters = book.AddFilters(map[string]book.Filter{
	book.Search: book.Searched,
	"signatory": {Where: "id IN (SELECT instrument FROM signatories WHERE stated ->> '$.party' = ?)"},
}, columns)

// List lists instruments in the order of their recording.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, "SELECT "+book.Selected(listed)+" FROM instruments", "sequence", Filters, query, read)
}

func read(scan func(...any) error) (Row, error) {
	var r reading
	err := scan(book.Reading(listed, &r)...)
	if err == nil {
		err = book.ReadStated(r.stated, &r.Stated)
	}
	if err == nil {
		err = book.ReadStated(r.signatories, &r.Signatories)
	}
	return r.Row, err
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
