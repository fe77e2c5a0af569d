package commitments

import (
	"fmt"
	"strings"

	"ahd/events/edtf"
	"ahd/projections/book"
)

// existed is on whether there was a commitment on a day: from its capture on, or from
// the day on which its conference was over.
func existed(on edtf.Day) string {
	return fmt.Sprintf(`(since <= '%s' OR EXISTS (SELECT 1 FROM convenings AS c WHERE c.id = main.commitments.convening AND c.latest <= '%s'))`, on, on)
}

// Later lists the commitments that stood otherwise on a day than they do now, by the
// sequence of their capture, and whether any is to be left out because it did not exist
// yet. A whole whose parts stood otherwise stood otherwise too.
func Later(v *book.View, on edtf.Day) (captures []uint64, missing bool, err error) {
	if _, err := v.Row(`SELECT EXISTS (SELECT 1 FROM commitments WHERE NOT `+existed(on)+`)`, nil, []any{&missing}); err != nil {
		return nil, false, err
	}
	moved := fmt.Sprintf("last_day > '%s'", on)
	query := `SELECT sequence FROM commitments WHERE ` + moved + ` AND ` + existed(on)
	if missing {
		moved = "(" + moved + " OR NOT " + existed(on) + ")"
	}
	query += ` UNION SELECT w.sequence FROM commitments AS w WHERE w.whole = 1
		AND w.id IN (SELECT parent FROM commitments WHERE parent IS NOT NULL AND ` + moved + `) ORDER BY 1`
	err = v.Rows(query, nil, func(scan func(...any) error) error {
		var sequence uint64
		err := scan(&sequence)
		captures = append(captures, sequence)
		return err
	})
	return captures, missing, err
}

// Shadow lays a copy of the table over it, of what existed on a day; what did not is in
// the table missing, by the sequence of its capture. Settle writes into the copy; Index
// ends it.
func Shadow(tx *book.Tx, on edtf.Day) error {
	table, _ := own()
	for _, statement := range []string{
		table, `CREATE TABLE temp.missing (sequence INTEGER PRIMARY KEY) STRICT`,
		`INSERT INTO temp.commitments SELECT * FROM main.commitments WHERE ` + existed(on),
		`INSERT INTO temp.missing SELECT sequence FROM main.commitments WHERE NOT ` + existed(on),
		`CREATE TEMP VIEW splits AS SELECT * FROM main.splits AS s WHERE EXISTS (SELECT 1 FROM temp.commitments AS c WHERE c.id = s.commitment)`,
	} {
		if err := tx.Exec(statement); err != nil {
			return err
		}
	}
	return nil
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
		if rest, ok := strings.CutPrefix(statement, "CREATE INDEX "); ok && strings.Contains(rest, " ON commitments ") {
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
