package commitments

import (
	"slices"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// plainOf are columns without what is done with those of commitments alone.
func plainOf(columns []column) []plain {
	list := make([]plain, len(columns))
	for i, c := range columns {
		list[i] = c.plain
	}
	return list
}

// The columns, by what is done with them.
var (
	all      = plainOf(columns)
	restated = plainOf(book.Those(columns, func(c column) bool { return c.restated }))
	standing = plainOf(inKeptOrder(book.Those(columns, func(c column) bool { return c.Stands != nil })))
	rolled   = plainOf(book.Those(columns, func(c column) bool { return c.rolled }))
	counted  = book.Those(columns, func(c column) bool { return c.fact != nil })
	listed   = append(plainOf(columns), besides...)
)

// inKeptOrder moves those that come after another one in files that keep days.
func inKeptOrder(columns []column) []column {
	moved := book.Those(columns, func(c column) bool { return c.kept != "" })
	ordered := book.Those(columns, func(c column) bool { return c.kept == "" })
	for _, one := range moved {
		after := slices.IndexFunc(ordered, func(c column) bool { return c.Name == one.kept })
		ordered = slices.Insert(ordered, after+1, one)
	}
	return ordered
}

// The statements that write rows.
var (
	insert   = book.Inserting("commitments", all)
	restates = book.Updating("commitments", restated)
	updates  = book.Updating("commitments", standing)
	rolls    = book.Updating("commitments", rolled) + " AND whole = 1"
)

// countedAs is how Facts reads columns: as texts, where nothing is null.
func countedAs(columns []column) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		switch {
		case c.As != "":
			list[i] = c.As
		case strings.HasSuffix(c.Is, "NOT NULL") || strings.HasSuffix(c.Is, "PRIMARY KEY"):
			list[i] = c.Name
		default:
			list[i] = "coalesce(" + c.Name + ", '')"
		}
	}
	return strings.Join(list, ", ")
}

// rated is whether a commitment is trackable; null until that was rated.
func rated(s commitment.Standing) any {
	if !s.Rated {
		return nil
	}
	return s.Trackable
}

// axis is the filter on a recorded axis.
func axis(name string) book.Filter { return book.Column(name, commitment.Values[name]...) }
