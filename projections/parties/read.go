package parties

import (
	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
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
var Filters = map[string]book.Filter{
	search.Name: search.Filter,
	"id":        book.Column("id"), "kind": book.Column("kind"), "source": book.InList("stated ->> '$.sources'"),
	"parent": book.Column("parent"), "place": book.Column("place"), "merged_into": book.Column("merged_into"),
}

// List lists organisations in the order of their registration.
func List(v *book.View, query book.Query) ([]Row, error) {
	return book.List(v, `SELECT id, stated, kind, name, name_ur, acronym, place, parent, merged_into, main, alternate, validator, last,
			(SELECT coalesce(json_group_array(json(stated)), '[]') FROM (SELECT stated FROM party_names WHERE party = parties.id ORDER BY sequence)),
			(SELECT coalesce(json_group_array(id), '[]') FROM (SELECT o.id FROM parties AS o WHERE o.merged_into = parties.id ORDER BY o.id))
		FROM parties`, "sequence", Filters, query, read)
}

func read(scan func(...any) error) (row Row, err error) {
	var stated, names, merged, kind, name string
	var acronym *string
	if err = scan(&row.ID, &stated, &kind, &name, &row.NameUR, &acronym, &row.Place, &row.Parent, &row.MergedInto,
		&row.Main, &row.Alternate, &row.Validator, &row.LastEvent, &names, &merged); err != nil {
		return row, err
	}
	if err = book.ReadStated(stated, &row.PartyRegistered); err == nil {
		err = book.ReadStated(names, &row.Names)
	}
	if err == nil {
		err = book.ReadStated(merged, &row.MergedFrom)
	}
	row.Kind, row.Name, row.Acronym = kind, name, acronym
	return row, err
}

// Find returns one organisation.
func Find(v *book.View, id string) (Row, bool, error) {
	return book.One(List(v, book.Query{Filters: map[string]string{"id": id}}))
}

// Known is what an organisation is called, and of which it became part; nil for
// none.
type Known struct {
	Name       string
	NameUR     *string
	MergedInto *string
}

// All gives every organisation by its id.
func All(v *book.View) (map[string]Known, error) {
	all := map[string]Known{}
	err := v.Rows(`SELECT id, name, name_ur, merged_into FROM parties`, nil, func(scan func(...any) error) error {
		var id string
		var known Known
		err := scan(&id, &known.Name, &known.NameUR, &known.MergedInto)
		all[id] = known
		return err
	})
	return all, err
}
