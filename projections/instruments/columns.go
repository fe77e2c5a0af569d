package instruments

import (
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/instrument"
	"ahd.example/ahd/projections/book"
)

// recorded is an instrument when it is recorded first.
type recorded struct {
	events.Instrument
	id, kind, stated string
	sequence         uint64
}

// reading is a row while it is read.
type reading struct {
	Row
	stated, signatories string
}

type column = book.TableColumn[recorded, struct{}, reading]

// columns are those of the table of instruments, in its order.
var columns = []column{
	{Name: "id", Is: "TEXT PRIMARY KEY",
		Begins: func(r *recorded) any { return r.id }, Read: func(r *reading) any { return &r.ID }, Filter: book.Column("id")},
	{Name: "sequence", Is: "INTEGER NOT NULL", Comment: "of its recording", Begins: func(r *recorded) any { return int64(r.sequence) }},
	{Name: "kind", Is: "TEXT NOT NULL", Begins: func(r *recorded) any { return r.kind }, Read: func(r *reading) any { return &r.Kind },
		Filter: book.Column("kind", instrument.Declaration, instrument.Recommendations, instrument.Outcome)},
	{Name: "home", Is: "TEXT NOT NULL", Comment: "the convening under which it was recorded", Begins: func(r *recorded) any { return r.Convening }},
	{Name: "convening", Is: "TEXT NOT NULL", Comment: "to which it belongs",
		Begins: func(r *recorded) any { return r.Convening }, Read: func(r *reading) any { return &r.Row.Convening }, Filter: book.Column("convening")},
	{Name: "working_group", Is: "TEXT", Begins: func(r *recorded) any { return r.WorkingGroup }, Filter: book.Column("working_group")},
	{Name: "stated", Is: "TEXT NOT NULL", Comment: "Stated", Begins: func(r *recorded) any { return r.stated }, Read: func(r *reading) any { return &r.stated }},
	{Name: "last", Is: "INTEGER NOT NULL", Begins: func(r *recorded) any { return int64(r.sequence) }, Read: func(r *reading) any { return &r.LastEvent }},
}

// besides is what List reads of each instrument that stands in another table.
var besides = []column{
	{As: `(SELECT coalesce(json_group_array(json(stated)), '[]') FROM (SELECT stated FROM signatories WHERE instrument = instruments.id ORDER BY sequence))`,
		Read: func(r *reading) any { return &r.signatories }},
}

var (
	listed = append(slices.Clone(columns), besides...)
	insert = book.Inserting("instruments", columns)
)
