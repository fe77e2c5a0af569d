package parties

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Row is one organisation as it is now.
type Row struct {
	ID string `json:"id"`
	events.PartyRegistered
	NameUR     *string  `json:"name_ur"`
	Place      *string  `json:"place"`       // code of a place
	Parent     *string  `json:"parent"`      // the organisation to which it belongs
	MergedInto *string  `json:"merged_into"` // the organisation of which it became part
	MergedFrom []string `json:"merged_from"`
	Main       *string  `json:"main"` // person ids
	Alternate  *string  `json:"alternate"`
	Validator  *string  `json:"validator"`
	Names      []Name   `json:"names"` // all that it was called, the first first
	LastEvent  uint64   `json:"last_event"`
}

// Name is what an organisation was called.
type Name struct {
	Name      string  `json:"name"`
	NameUR    *string `json:"name_ur"`
	Acronym   *string `json:"acronym"`
	Effective *string `json:"effective"` // EDTF: since when
	Grounds   string  `json:"grounds"`   // "" for the first
}

// Filters are what the list can be narrowed by.
var Filters = book.AddFilters(map[string]book.Filter{book.Search: book.Searched, "source": book.InList("stated ->> '$.sources'")}, columns)

// List lists organisations in the order of their registration.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, "SELECT "+book.Selected(listed)+" FROM parties", "sequence", Filters, query, read)
}

func read(scan func(...any) error) (Row, error) {
	var r reading
	if err := scan(book.Reading(listed, &r)...); err != nil {
		return r.Row, err
	}
	err := book.ReadStated(r.stated, &r.PartyRegistered)
	if err == nil {
		err = book.ReadStated(r.names, &r.Names)
	}
	if err == nil {
		err = book.ReadStated(r.merged, &r.MergedFrom)
	}
	r.Row.Kind, r.Row.Name, r.Row.Acronym = r.kind, r.name, r.acronym
	return r.Row, err
}

// Find returns one organisation.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}

// Known is what an organisation is called, and of which it became part; nil for
// none.
type Known struct {
	ID         string
	Name       string
	NameUR     *string
	MergedInto *string
}

const known = `SELECT id, name, name_ur, merged_into FROM parties`

func scanKnown(scan func(...any) error) (one Known, err error) {
	return one, scan(&one.ID, &one.Name, &one.NameUR, &one.MergedInto)
}

// All gives every organisation by its id.
func All(v *book.View) (map[string]Known, error) {
	all := map[string]Known{}
	err := v.Rows(known, nil, func(scan func(...any) error) error {
		one, err := scanKnown(scan)
		all[one.ID] = one
		return err
	})
	return all, err
}

// FindKnown gives what one organisation is called, without all else that is known of it.
func FindKnown(v *book.View, id string) (one Known, found bool, err error) {
	err = v.Rows(known+` WHERE id = ?`, []any{id}, func(scan func(...any) error) error {
		one, err = scanKnown(scan)
		found = true
		return err
	})
	return one, found, err
}
