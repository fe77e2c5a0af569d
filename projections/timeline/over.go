package timeline

import (
	"fmt"

	"ahd/projections/book"
)

// Shadow makes room for what a view of a day shows otherwise, and lays that over the
// tables: events that had not happened by then, and those of what did not exist (missing
// has the first ones), are left out of the tables that are named by where their rows stand,
// and the axes after those that had are others where one before them is left out.
func Shadow(tx *book.Tx, sources map[string]string) error {
	for _, statement := range []string{
		`CREATE TABLE temp.later (sequence INTEGER PRIMARY KEY) STRICT`,
		`CREATE TABLE temp.axes (sequence INTEGER PRIMARY KEY, record TEXT, response TEXT, self_reported TEXT, assessed TEXT, closure TEXT) STRICT`,
		`DROP VIEW IF EXISTS temp.timeline`, `DROP VIEW IF EXISTS temp.turns`, // of a book of the past
		fmt.Sprintf(`CREATE TEMP VIEW timeline AS SELECT t.sequence, t.stream, t.id, t.time, t.part, coalesce(a.record, t.record) AS record,
			coalesce(a.response, t.response) AS response, coalesce(a.self_reported, t.self_reported) AS self_reported,
			coalesce(a.assessed, t.assessed) AS assessed, coalesce(a.closure, t.closure) AS closure
			FROM %s AS t LEFT JOIN temp.axes AS a ON a.sequence = t.sequence WHERE t.sequence NOT IN (SELECT sequence FROM temp.later) AND t.stream NOT IN (SELECT sequence FROM temp.missing)`, sources["timeline"]),
	} {
		if err := tx.Exec(statement); err != nil {
			return err
		}
	}
	// Where one before it is left out, an event may be the one after which an axis was another.
	if err := tx.Exec(fmt.Sprintf(`CREATE TEMP VIEW turns AS SELECT stream, sequence FROM %s AS t WHERE t.sequence NOT IN (SELECT sequence FROM temp.later)
		UNION SELECT t.stream, a.sequence FROM temp.axes AS a CROSS JOIN %s AS t ON t.sequence = a.sequence`, sources["turns"], sources["timeline"])); err != nil {
		return err
	}
	delete(sources, "timeline")
	delete(sources, "turns")
	for table, source := range sources {
		err := tx.Exec(fmt.Sprintf(`CREATE TEMP VIEW %s AS SELECT * FROM %s AS t WHERE t.sequence NOT IN (SELECT sequence FROM temp.later)`, table, source))
		if err != nil {
			return err
		}
	}
	return nil
}

// Leave leaves events out.
func Leave(tx *book.Tx, sequences []uint64) error {
	list, err := book.Stated(sequences)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO temp.later (sequence) SELECT value FROM json_each(?) WHERE value IS NOT NULL`, list)
}

// Stood says how a commitment stood after an event, without those that are left out.
func Stood(tx *book.Tx, sequence uint64, s Axes) error {
	return tx.Exec(`INSERT INTO temp.axes (sequence, record, response, self_reported, assessed, closure) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(sequence), s.Record, s.Response, s.SelfReported, s.Assessed, s.Closure)
}
