package timeline

import (
	"fmt"

	"ahd.example/ahd/projections/book"
)

// KeptSchema makes the tables of what the timeline shows otherwise on a day, for a file
// that stands beside a book. Of each commitment that is told again it shows the events
// through the last that counts; of those what is here is left out.
const KeptSchema = `
CREATE TABLE later (sequence INTEGER PRIMARY KEY) STRICT;
CREATE TABLE axes (sequence INTEGER PRIMARY KEY, record TEXT, response TEXT, self_reported TEXT, assessed TEXT, closure TEXT) STRICT;`

// Shadow lays over the tables what a view of a day shows otherwise, from the file beside
// and the tables retold and missing: events that had not happened by then, and those of
// what did not exist, are left out of the tables that are named by where their rows
// stand, and the axes after those that had are others where one before them is left out.
func Shadow(tx *book.Tx, sources map[string]string) error {
	const counts = `(r.first IS NULL OR t.sequence <= r.last AND t.sequence NOT IN (SELECT sequence FROM told.later))`
	for _, statement := range []string{
		`DROP VIEW IF EXISTS temp.timeline`, `DROP VIEW IF EXISTS temp.turns`, // of a book of the past
		fmt.Sprintf(`CREATE TEMP VIEW timeline AS SELECT t.sequence, t.stream, t.id, t.time, t.part, coalesce(a.record, t.record) AS record,
			coalesce(a.response, t.response) AS response, coalesce(a.self_reported, t.self_reported) AS self_reported,
			coalesce(a.assessed, t.assessed) AS assessed, coalesce(a.closure, t.closure) AS closure
			FROM %s AS t LEFT JOIN told.axes AS a ON a.sequence = t.sequence LEFT JOIN temp.retold AS r ON r.first = t.stream
			WHERE %s AND t.stream NOT IN (SELECT sequence FROM temp.missing)`, sources["timeline"], counts),
		// Where one before it is left out, an event may be the one after which an axis was another.
		fmt.Sprintf(`CREATE TEMP VIEW turns AS SELECT t.stream, t.sequence FROM %s AS t LEFT JOIN temp.retold AS r ON r.first = t.stream WHERE %s
			UNION SELECT t.stream, t.sequence FROM %s AS t JOIN told.axes AS a ON a.sequence = t.sequence JOIN temp.retold AS r ON r.first = t.stream
			WHERE t.sequence <= r.last`, sources["turns"], counts, sources["timeline"]),
	} {
		if err := tx.Exec(statement); err != nil {
			return err
		}
	}
	for table, source := range sources {
		if table == "timeline" || table == "turns" {
			continue
		}
		err := tx.Exec(fmt.Sprintf(`CREATE TEMP VIEW %s AS SELECT * FROM %s AS t WHERE t.sequence NOT IN (SELECT sequence FROM told.later)
			AND NOT EXISTS (SELECT 1 FROM %s AS e JOIN temp.retold AS r ON r.first = e.stream WHERE e.sequence = t.sequence AND e.sequence > r.last)`, table, source, sources["timeline"]))
		if err != nil {
			return err
		}
	}
	return nil
}

// Leave keeps an event that is left out.
func Leave(tx *book.Tx, sequence uint64) error {
	return tx.Exec(`INSERT OR IGNORE INTO later (sequence) VALUES (?)`, int64(sequence))
}

// Stood keeps how a commitment stood after an event, without those that are left out.
func Stood(tx *book.Tx, sequence uint64, s Axes) error {
	return tx.Exec(`INSERT OR IGNORE INTO axes (sequence, record, response, self_reported, assessed, closure) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(sequence), s.Record, s.Response, s.SelfReported, s.Assessed, s.Closure)
}
