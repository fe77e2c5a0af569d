package book

import (
	"fmt"
	"strings"
)

// TableColumn is one column of a table, with all that is done with it: the schema and
// every statement that writes or reads whole rows are printed from a list of them. From is
// what is known when a row is added, Now where its thing stands at the end of a batch, and
// To what a list reads a row into.
type TableColumn[From, Now, To any] struct {
	Name    string
	Is      string // type and constraints
	Comment string
	Above   string // a comment on its own line, before it
	Gap     int    // how far the comment stands to the right of where it would

	Begins func(*From) any // what it is when the row is added; where left out, zero or null
	Stands func(*Now) any  // what it is at the end of each batch in which its thing changed
	Read   func(*To) any   // where it is read to
	As     string          // an expression that is read; the column itself if left out
	Filter Filter          // what lists are narrowed by under its name
}

// TableLines are columns as a table is made of them, with room for names of a width.
func TableLines[From, Now, To any](columns []TableColumn[From, Now, To], width int) string {
	var lines strings.Builder
	for i, c := range columns {
		if c.Above != "" {
			lines.WriteString("\t-- " + c.Above + "\n")
		}
		fmt.Fprintf(&lines, "\t%-*s %s", width, c.Name, c.Is)
		if i < len(columns)-1 {
			lines.WriteString(",")
		}
		if c.Comment != "" {
			lines.WriteString(strings.Repeat(" ", c.Gap) + " -- " + c.Comment)
		}
		lines.WriteString("\n")
	}
	return lines.String()
}

// Inserting adds a row: what is not known when it is added is nothing until the batch
// ends. Its values are those of Beginning.
func Inserting[From, Now, To any](table string, columns []TableColumn[From, Now, To]) string {
	var set, values []string
	for _, c := range columns {
		switch {
		case c.Begins != nil:
			set, values = append(set, c.Name), append(values, "?")
		case c.Is == "TEXT NOT NULL":
			set, values = append(set, c.Name), append(values, "''")
		case c.Is == "INTEGER NOT NULL":
			set, values = append(set, c.Name), append(values, "0")
		}
	}
	return "INSERT INTO " + table + " (" + strings.Join(set, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"
}

// Updating sets columns of the row with an id. Its values are those of the columns, and
// then the id.
func Updating[From, Now, To any](table string, columns []TableColumn[From, Now, To]) string {
	return "UPDATE " + table + " SET " + strings.Join(Named(columns, " = ?"), ", ") + " WHERE id = ?"
}

// Named are what columns are called, with what follows each.
func Named[From, Now, To any](columns []TableColumn[From, Now, To], after string) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.Name + after
	}
	return list
}

// Those are the columns of which something holds.
func Those[C any](columns []C, hold func(C) bool) (found []C) {
	for _, c := range columns {
		if hold(c) {
			found = append(found, c)
		}
	}
	return found
}

// Beginning are what the columns are of which something is known when a row is added,
// with room for one value more.
func Beginning[From, Now, To any](columns []TableColumn[From, Now, To], from *From) []any {
	values := make([]any, 0, len(columns)+1)
	for i := range columns {
		if begins := columns[i].Begins; begins != nil {
			values = append(values, begins(from))
		}
	}
	return values
}

// Standing are what the columns are that say where a thing stands, with room for one value
// more.
func Standing[From, Now, To any](columns []TableColumn[From, Now, To], now *Now) []any {
	values := make([]any, 0, len(columns)+1)
	for i := range columns {
		if stands := columns[i].Stands; stands != nil {
			values = append(values, stands(now))
		}
	}
	return values
}

// Selected is how a list reads columns; what it reads them to are those of Reading.
func Selected[From, Now, To any](columns []TableColumn[From, Now, To]) string {
	var list []string
	for _, c := range columns {
		switch {
		case c.Read == nil:
		case c.As != "":
			list = append(list, c.As)
		default:
			list = append(list, c.Name)
		}
	}
	return strings.Join(list, ", ")
}

// Reading are where a list reads a row to.
func Reading[From, Now, To any](columns []TableColumn[From, Now, To], to *To) []any {
	into := make([]any, 0, len(columns))
	for i := range columns {
		if read := columns[i].Read; read != nil {
			into = append(into, read(to))
		}
	}
	return into
}

// AddFilters adds what lists are narrowed by under the names of columns.
func AddFilters[From, Now, To any](filters map[string]Filter, columns []TableColumn[From, Now, To]) map[string]Filter {
	for _, c := range columns {
		if c.Filter.Where != "" {
			filters[c.Name] = c.Filter
		}
	}
	return filters
}

// Nullable is null for a zero value, which means "not stated".
func Nullable[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
}
