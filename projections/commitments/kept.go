package commitments

import (
	"fmt"
	"strings"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// KeptSchema makes the table of how commitments stood on a day, for a file that stands
// beside a book. A row tells of a commitment as its events through one add up to: it is
// right in every book in which that is its last, whatever else is in it.
var KeptSchema = `
CREATE TABLE stood (
	sequence  INTEGER NOT NULL, -- of its capture
	through   INTEGER NOT NULL, -- its last event, whether that counts or not
	narrative TEXT NOT NULL,    -- id of the last one that counts; '' where there is none
	` + strings.Join(book.Named(standing, ""), ",\n\t") + `,
	PRIMARY KEY (sequence, through)
) WITHOUT ROWID;`

var keep = "INSERT OR IGNORE INTO stood (sequence, through, narrative, " + strings.Join(book.Named(standing, ""), ", ") + ") VALUES (?, ?, ?" + strings.Repeat(", ?", len(standing)) + ")"

// Keep writes how a commitment stood: what Stood gave.
func Keep(tx *book.Tx, sequence, through uint64, narrative string, stood []any) error {
	return tx.Exec(keep, append([]any{int64(sequence), int64(through), narrative}, stood...)...)
}

// keptIn finds the row of a commitment in a file beside.
func keptIn(beside string) string {
	return beside + `.stood AS s ON s.sequence = main.commitments.sequence AND s.through = main.commitments.last`
}

// Untold lists those that stood otherwise on a day and are not kept beside yet, by the sequence
// of their capture. A whole whose parts stood otherwise stood otherwise too.
func Untold(v *book.View, beside string, on edtf.Day) (captures []uint64, err error) {
	untold := `SELECT main.commitments.sequence FROM main.commitments LEFT JOIN ` + keptIn(beside) + ` WHERE s.sequence IS NULL AND `
	err = v.Rows(untold+later(on)+` AND `+existed(on)+` UNION `+untold+`whole = 1
		AND id IN (SELECT parent FROM main.commitments WHERE parent IS NOT NULL AND (`+later(on)+` OR NOT `+existed(on)+`)) ORDER BY 1`, nil, func(scan func(...any) error) error {
		var sequence uint64
		err := scan(&sequence)
		captures = append(captures, sequence)
		return err
	})
	return captures, err
}

// laid are the statements that lay a copy of the table over it, of what existed on a
// day, as it stood then; what did not exist is in the table missing, by the sequence of
// its capture, and in retold is up to which event the others are shown.
func laid(on edtf.Day) []string {
	table, _ := own()
	kept := keptIn(book.Told)
	values := make([]string, len(columns))
	for i, c := range columns {
		values[i] = "main.commitments." + c.Name
		if c.Stands != nil {
			values[i] = fmt.Sprintf("CASE WHEN s.sequence IS NULL THEN main.commitments.%s ELSE s.%s END", c.Name, c.Name)
		}
	}
	return []string{
		table, `CREATE TABLE temp.missing (sequence INTEGER PRIMARY KEY) STRICT`,
		`CREATE TABLE temp.retold (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT`,
		`INSERT INTO temp.retold SELECT s.sequence, s.last FROM main.commitments JOIN ` + kept + ` WHERE ` + existed(on),
		`INSERT INTO temp.missing SELECT sequence FROM main.commitments WHERE NOT ` + existed(on),
		`INSERT INTO temp.commitments (` + strings.Join(book.Named(all, ""), ", ") + `) SELECT ` + strings.Join(values, ", ") + ` FROM main.commitments LEFT JOIN ` + kept + ` WHERE ` + existed(on),
	}
}

// rollUpAll lets the wholes that stood otherwise show how their parts stood.
func rollUpAll(tx *book.Tx) error {
	var list string
	_, err := tx.Row(`SELECT json_group_array(id) FROM temp.commitments WHERE whole = 1 AND sequence IN (SELECT first FROM temp.retold)`, nil, []any{&list})
	if err != nil {
		return err
	}
	var wholes []string
	if err := book.ReadStated(list, &wholes); err != nil {
		return err
	}
	for _, whole := range wholes {
		if err := rollUp(tx, whole); err != nil {
			return err
		}
	}
	return nil
}

// Narratives lists the last narratives of those that stood otherwise, for search.
const Narratives = `SELECT r.first AS docid, s.narrative FROM temp.retold AS r
	JOIN main.commitments AS c ON c.sequence = r.first JOIN told.stood AS s ON s.sequence = c.sequence AND s.through = c.last`

// Retold reports whether a commitment that was captured by an event stood otherwise.
func Retold(v *book.View, capture uint64) (bool, error) {
	var one int
	return v.Row(`SELECT 1 FROM temp.retold WHERE first = ?`, []any{int64(capture)}, []any{&one})
}
