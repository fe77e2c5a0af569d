package book

import (
	"encoding/json"
	"fmt"
)

// Query narrows a list.
type Query struct {
	Filters map[string]string // by field name
	Limit   int               // at most so many rows; 0 for all
	Offset  int               // rows to leave out first
}

// List reads rows of a table in the order of its key column. It returns
// ErrFilter. Every part but the values in query is fixed text.
func List[T any](v *View, from, key string, allowed map[string]Filter, query Query, scan func(scan func(...any) error) (T, error)) ([]T, error) {
	return list(v, query, allowed, func(where string) string { return from + " WHERE " + where + " ORDER BY " + key + " LIMIT ? OFFSET ?" }, scan)
}

// ListWide is List for a table whose rows are wide and whose key is unique: which rows
// belong to the page is found in an index that covers the filters, and only those are
// read. Of all rows without a limit each is read in any case.
func ListWide[T any](v *View, columns, table, key string, allowed map[string]Filter, query Query, scan func(scan func(...any) error) (T, error)) ([]T, error) {
	from := "SELECT " + columns + " FROM " + table
	if query.Limit <= 0 {
		return List(v, from, key, allowed, query, scan)
	}
	return list(v, query, allowed, func(where string) string {
		return from + " WHERE " + key + " IN (SELECT " + key + " FROM " + table + " WHERE " + where + " ORDER BY " + key + " LIMIT ? OFFSET ?) ORDER BY " + key
	}, scan)
}

// ListFound is ListWide where somebody knows better how the rows of the page are found: by
// a statement for their keys.
func ListFound[T any](v *View, columns, table, key, found string, args []any, scan func(scan func(...any) error) (T, error)) ([]T, error) {
	rows := []T{}
	err := v.Rows("SELECT "+columns+" FROM "+table+" WHERE "+key+" IN ("+found+") ORDER BY "+key, args, func(next func(...any) error) error {
		row, err := scan(next)
		rows = append(rows, row)
		return err
	})
	return rows, err
}

func list[T any](v *View, query Query, allowed map[string]Filter, statement func(where string) string, scan func(scan func(...any) error) (T, error)) ([]T, error) {
	where, args, err := v.Where(query.Filters, allowed)
	if err != nil {
		return nil, err
	}
	limit := query.Limit
	if limit <= 0 {
		limit = -1 // SQLite's "all"
	}
	rows := []T{}
	err = v.Rows(statement(where), append(args, limit, query.Offset),
		func(next func(...any) error) error {
			row, err := scan(next)
			rows = append(rows, row)
			return err
		})
	return rows, err
}

// Count counts the rows that a list without limit would have.
func Count(v *View, from string, allowed map[string]Filter, query Query) (int, error) {
	return total(v, "count(*)", from, allowed, query)
}

// Sum adds up a column over the rows that a list without limit would have.
func Sum(v *View, column, from string, allowed map[string]Filter, query Query) (int, error) {
	return total(v, "coalesce(sum("+column+"), 0)", from, allowed, query)
}

// Counts counts the rows that a list without limit would have, and for how many of them
// each of some conditions holds, which is as long as to count them once.
func Counts(v *View, from string, conditions []string, allowed map[string]Filter, query Query) ([]int, error) {
	where, args, err := v.Where(query.Filters, allowed)
	if err != nil {
		return nil, err
	}
	what, counts := "count(*)", make([]int, 1+len(conditions))
	into := []any{&counts[0]}
	for i, condition := range conditions {
		what += ", coalesce(sum(" + condition + "), 0)"
		into = append(into, &counts[1+i])
	}
	_, err = v.Row("SELECT "+what+" FROM "+from+" WHERE "+where, args, into)
	return counts, err
}

func total(v *View, what, from string, allowed map[string]Filter, query Query) (n int, err error) {
	where, args, err := v.Where(query.Filters, allowed)
	if err != nil {
		return 0, err
	}
	_, err = v.Row("SELECT "+what+" FROM "+from+" WHERE "+where, args, []any{&n})
	return n, err
}

// One returns the first row that a filter on "id" finds; false if there is none.
func One[T any](rows []T, err error) (row T, found bool, _ error) {
	if err != nil || len(rows) == 0 {
		return row, false, err
	}
	return rows[0], true, nil
}

// Stated is a payload as a table keeps it, for the fields that no list is
// narrowed by.
func Stated(payload any) (string, error) {
	text, err := json.Marshal(payload)
	return string(text), err
}

// ReadStated reads what Stated wrote.
func ReadStated(text string, into any) error {
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("a row of the book cannot be read: %w", err)
	}
	return nil
}
