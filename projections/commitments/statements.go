package commitments

import (
	"fmt"
	"slices"
	"strings"

	"ahd/events/commitment"
	"ahd/projections/book"
)

// linesOf are columns as a table is made of them.
func linesOf(columns []column) string {
	var lines strings.Builder
	for i, c := range columns {
		if c.above != "" {
			lines.WriteString("\t-- " + c.above + "\n")
		}
		fmt.Fprintf(&lines, "\t%-16s %s", c.name, c.is)
		if i < len(columns)-1 {
			lines.WriteString(",")
		}
		if c.comment != "" {
			lines.WriteString(" -- " + c.comment)
		}
		lines.WriteString("\n")
	}
	return lines.String()
}

// those are the columns of which something holds.
func those(columns []column, hold func(column) bool) (found []column) {
	for _, c := range columns {
		if hold(c) {
			found = append(found, c)
		}
	}
	return found
}

// names are what they are called, with what follows each.
func names(columns []column, after string) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.name + after
	}
	return list
}

// The columns, by what is done with them.
var (
	beginning = those(columns, func(c column) bool { return c.begins != nil })
	restated  = those(columns, func(c column) bool { return c.restated })
	standing  = inKeptOrder(those(columns, func(c column) bool { return c.stands != nil }))
	rolled    = those(columns, func(c column) bool { return c.rolled })
	counted   = those(columns, func(c column) bool { return c.fact != nil })
	listed    = append(those(columns, func(c column) bool { return c.read != nil }), besides...)
)

// inKeptOrder moves those that come after another one in files that keep days.
func inKeptOrder(columns []column) []column {
	moved := those(columns, func(c column) bool { return c.kept != "" })
	ordered := those(columns, func(c column) bool { return c.kept == "" })
	for _, one := range moved {
		after := slices.IndexFunc(ordered, func(c column) bool { return c.name == one.kept })
		ordered = slices.Insert(ordered, after+1, one)
	}
	return ordered
}

// The statements that write rows.
var (
	insert   = insertOf(columns)
	restates = "UPDATE commitments SET " + strings.Join(names(restated, " = ?"), ", ") + " WHERE id = ?"
	settle   = "UPDATE commitments SET " + strings.Join(names(standing, " = ?"), ", ") + " WHERE id = ?"
	rolls    = "UPDATE commitments SET " + strings.Join(names(rolled, " = ?"), ", ") + " WHERE id = ? AND whole = 1"
)

// insertOf adds a row: what no capture says is nothing until the batch ends.
func insertOf(columns []column) string {
	var set, values []string
	for _, c := range columns {
		switch {
		case c.begins != nil:
			set, values = append(set, c.name), append(values, "?")
		case c.is == "TEXT NOT NULL":
			set, values = append(set, c.name), append(values, "''")
		case c.is == "INTEGER NOT NULL":
			set, values = append(set, c.name), append(values, "0")
		}
	}
	return "INSERT INTO commitments (" + strings.Join(set, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"
}

// valuesOf are what a statement sets its columns to, with room for one value more.
func valuesOf(columns []column, of *captured) []any {
	values := make([]any, len(columns), len(columns)+1)
	for i := range columns {
		values[i] = columns[i].begins(of)
	}
	return values
}

// valuesNow are what columns say of a commitment as it stands, with room for one value
// more.
func valuesNow(columns []column, s *stood) []any {
	values := make([]any, len(columns), len(columns)+1)
	for i := range columns {
		values[i] = columns[i].stands(s)
	}
	return values
}

// readAs is how List reads a column.
func (c column) readAs() string {
	if c.as != "" {
		return c.as
	}
	return c.name
}

// countedAs is how Facts reads it: as a text, where nothing is null.
func (c column) countedAs() string {
	if c.as != "" || strings.HasSuffix(c.is, "NOT NULL") || strings.HasSuffix(c.is, "PRIMARY KEY") {
		return c.readAs()
	}
	return "coalesce(" + c.name + ", '')"
}

// expressions are how columns are read.
func expressions(columns []column, of func(column) string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = of(c)
	}
	return strings.Join(list, ", ")
}

// orNull is null for a zero value, which means "not stated".
func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
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
