package commitments

import (
	"fmt"
	"strings"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// existed is on whether there was a commitment on a day: from its capture on, or from
// the day on which its conference was over.
func existed(on edtf.Day) string {
	return fmt.Sprintf(`(main.commitments.since <= '%s' OR EXISTS (SELECT 1 FROM convenings AS c WHERE c.id = main.commitments.convening AND c.latest <= '%s'))`, on, on)
}

// later is whether anything happened to a commitment after a day.
func later(on edtf.Day) string {
	return fmt.Sprintf(`coalesce(main.commitments.last_day > '%s', 0)`, on)
}

// Otherwise reports whether any commitment stood otherwise on a day than it does now, or
// did not exist yet.
func Otherwise(v *book.View, on edtf.Day) (otherwise bool, err error) {
	_, err = v.Row(fmt.Sprintf(`SELECT EXISTS (SELECT 1 FROM main.commitments WHERE last_day > '%s') OR EXISTS (SELECT 1 FROM main.commitments WHERE NOT `, on)+existed(on)+`)`, nil, []any{&otherwise})
	return otherwise, err
}

// Shadow lays a copy of the table over it, as it stood on a day: of what the file beside
// keeps, which holds all that stood otherwise.
func Shadow(tx *book.Tx, on edtf.Day) error {
	for _, statement := range append(laid(on),
		`CREATE TEMP VIEW splits AS SELECT * FROM main.splits AS s WHERE EXISTS (SELECT 1 FROM temp.commitments AS c WHERE c.id = s.commitment)`) {
		if err := tx.Exec(statement); err != nil {
			return err
		}
	}
	return rollUpAll(tx)
}

// Index adds the indexes of the copy.
func Index(tx *book.Tx) error {
	_, indexes := own()
	for _, index := range indexes {
		if err := tx.Exec(index); err != nil {
			return err
		}
	}
	return nil
}

// own are the statements of the schema that make the table of commitments, for a
// temporary one.
func own() (table string, indexes []string) {
	for statement := range strings.SplitSeq(Schema, ";\n") {
		statement = strings.TrimSuffix(strings.TrimSpace(statement), ";")
		if rest, ok := strings.CutPrefix(statement, "CREATE TABLE commitments "); ok {
			table = "CREATE TABLE temp.commitments " + rest
		}
		if rest, ok := strings.CutPrefix(statement, "CREATE INDEX "); ok && strings.Contains(rest, " ON commitments ") && !strings.Contains(rest, "last_day") { // nobody asks the copy for what happened later
			indexes = append(indexes, "CREATE INDEX temp."+rest)
		}
	}
	return table, indexes
}

// Undated counts the facts of what a list has that were dated by their recording.
func Undated(v *book.View, filters map[string]string, on edtf.Day) (int, error) {
	return book.Sum(v, "undated", "commitments", Filters(on), book.Query{Filters: filters})
}

// Known reports whether a commitment is known, whether it existed on the day of a view
// or not.
func Known(v *book.View, id string) (bool, error) {
	var one int
	return v.Row(`SELECT 1 FROM main.commitments WHERE id = ?`, []any{id}, []any{&one})
}
