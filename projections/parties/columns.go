package parties

import (
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/party"
	"ahd.example/ahd/projections/book"
)

// registered is an organisation when its registration is recorded.
type registered struct {
	events.PartyRegistered
	id, stated string
	sequence   uint64
}

// standing is what an organisation is after an event.
type standing struct {
	*party.State
	last uint64 // sequence
}

// reading is a row while it is read.
type reading struct {
	Row
	stated, names, merged, kind, name string
	acronym                           *string
}

type column = book.TableColumn[registered, standing, reading]

// columns are those of the table of organisations, in its order.
var columns = []column{
	{Name: "id", Is: "TEXT PRIMARY KEY",
		Begins: func(r *registered) any { return r.id }, Read: func(r *reading) any { return &r.ID }, Filter: book.Column("id")},
	{Name: "sequence", Is: "INTEGER NOT NULL", Comment: "of its registration", Begins: func(r *registered) any { return int64(r.sequence) }},
	{Name: "kind", Is: "TEXT NOT NULL", Begins: func(r *registered) any { return r.Kind },
		Stands: func(s *standing) any { return s.Kind }, Read: func(r *reading) any { return &r.kind }, Filter: book.Column("kind")},
	{Name: "name", Is: "TEXT NOT NULL", Begins: func(r *registered) any { return r.Name },
		Stands: func(s *standing) any { return s.Name }, Read: func(r *reading) any { return &r.name }},
	{Name: "name_ur", Is: "TEXT", Stands: func(s *standing) any { return book.Nullable(s.NameUR) }, Read: func(r *reading) any { return &r.NameUR }},
	{Name: "acronym", Is: "TEXT", Stands: func(s *standing) any { return book.Nullable(s.Acronym) }, Read: func(r *reading) any { return &r.acronym }},
	{Name: "place", Is: "TEXT", Comment: "code of a place",
		Stands: func(s *standing) any { return book.Nullable(s.Place) }, Read: func(r *reading) any { return &r.Place }, Filter: book.Column("place")},
	{Name: "parent", Is: "TEXT", Comment: "the organisation to which it belongs",
		Stands: func(s *standing) any { return book.Nullable(s.Parent) }, Read: func(r *reading) any { return &r.Parent }, Filter: book.Column("parent")},
	{Name: "merged_into", Is: "TEXT", Comment: "the organisation of which it became part",
		Stands: func(s *standing) any { return book.Nullable(s.Into) }, Read: func(r *reading) any { return &r.MergedInto }, Filter: book.Column("merged_into")},
	{Name: "main", Is: "TEXT", Comment: "person ids: who speaks for it",
		Stands: func(s *standing) any { return book.Nullable(s.Main) }, Read: func(r *reading) any { return &r.Main }},
	{Name: "alternate", Is: "TEXT", Stands: func(s *standing) any { return book.Nullable(s.Alternate) }, Read: func(r *reading) any { return &r.Alternate }},
	{Name: "validator", Is: "TEXT", Stands: func(s *standing) any { return book.Nullable(s.Validator) }, Read: func(r *reading) any { return &r.Validator }},
	{Name: "stated", Is: "TEXT NOT NULL", Comment: "the registration", Begins: func(r *registered) any { return r.stated }, Read: func(r *reading) any { return &r.stated }},
	{Name: "last", Is: "INTEGER NOT NULL", Begins: func(r *registered) any { return int64(r.sequence) },
		Stands: func(s *standing) any { return int64(s.last) }, Read: func(r *reading) any { return &r.LastEvent }},
}

// besides is what List reads of each organisation that stands in other rows.
var besides = []column{
	{As: `(SELECT coalesce(json_group_array(json(stated)), '[]') FROM (SELECT stated FROM party_names WHERE party = parties.id ORDER BY sequence))`,
		Read: func(r *reading) any { return &r.names }},
	{As: `(SELECT coalesce(json_group_array(id), '[]') FROM (SELECT o.id FROM parties AS o WHERE o.merged_into = parties.id ORDER BY o.id))`,
		Read: func(r *reading) any { return &r.merged }},
}

var (
	listed  = append(slices.Clone(columns), besides...)
	insert  = book.Inserting("parties", columns)
	updates = book.Updating("parties", book.Those(columns, func(c column) bool { return c.Stands != nil }))
)
