package convenings

import (
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/projections/book"
)

// registered is a convening when it comes into being.
type registered struct {
	events.ConveningRegistered
	id, stated string
	sequence   uint64
}

// standing is where a convening stands after an event.
type standing struct {
	*convening.State
	earliest, latest *string
	last             uint64 // sequence
}

// reading is a row while it is read.
type reading struct {
	Row
	stated, sources, follows, followed string
}

type column = book.TableColumn[registered, standing, reading]

// columns are those of the table of convenings, in its order.
var columns = []column{
	{Name: "id", Is: "TEXT PRIMARY KEY",
		Begins: func(r *registered) any { return r.id }, Read: func(r *reading) any { return &r.ID }, Filter: book.Column("id")},
	{Name: "sequence", Is: "INTEGER NOT NULL", Comment: "of its first event", Begins: func(r *registered) any { return int64(r.sequence) }},
	{Name: "kind", Is: "TEXT NOT NULL", Begins: func(r *registered) any { return r.Kind }, Filter: book.Column("kind")},
	{Name: "name", Is: "TEXT", Begins: func(r *registered) any { return r.Name }},
	{Name: "stated", Is: "TEXT NOT NULL", Comment: "the registration", Begins: func(r *registered) any { return r.stated }, Read: func(r *reading) any { return &r.stated }},
	{Name: "goes_by", Is: "TEXT", Comment: "EDTF: the date that the register goes by", Gap: 9,
		Stands: func(s *standing) any { return book.Nullable(s.Date) }, Read: func(r *reading) any { return &r.GoesBy }},
	{Name: "earliest", Is: "TEXT", Comment: "its first civil day; null where it has none", Gap: 9, Stands: func(s *standing) any { return s.earliest }},
	{Name: "latest", Is: "TEXT", Comment: "its last", Gap: 9, Stands: func(s *standing) any { return s.latest }},
	{Name: "corrected", Is: "INTEGER NOT NULL", Comment: "1 if somebody settled that",
		Stands: func(s *standing) any { return s.Corrected }, Read: func(r *reading) any { return &r.DateConflict }},
	{Name: "joined_into", Is: "TEXT", Comment: "the convening that it is one with", Gap: 9,
		Stands: func(s *standing) any { return book.Nullable(s.Into) }, Read: func(r *reading) any { return &r.JoinedInto }},
	{Name: "last", Is: "INTEGER NOT NULL", Begins: func(r *registered) any { return int64(r.sequence) },
		Stands: func(s *standing) any { return int64(s.last) }, Read: func(r *reading) any { return &r.LastEvent }},
}

// besides is what List reads of each convening that stands in other tables.
var besides = []column{
	{As: `(SELECT coalesce(json_group_array(source), '[]') FROM (SELECT source FROM convening_sources AS s WHERE s.convening = convenings.id ORDER BY s.home <> s.convening, s.home, s.position))`,
		Read: func(r *reading) any { return &r.sources }},
	{As: `(SELECT coalesce(json_group_array(earlier), '[]') FROM (SELECT earlier FROM follows WHERE follows.convening = convenings.id ORDER BY earlier))`,
		Read: func(r *reading) any { return &r.follows }},
	{As: `(SELECT coalesce(json_group_array(convening), '[]') FROM (SELECT convening FROM follows WHERE follows.earlier = convenings.id ORDER BY convening))`,
		Read: func(r *reading) any { return &r.followed }},
}

var (
	listed  = append(slices.Clone(columns), besides...)
	insert  = book.Inserting("convenings", columns)
	updates = book.Updating("convenings", book.Those(columns, func(c column) bool { return c.Stands != nil }))
)
