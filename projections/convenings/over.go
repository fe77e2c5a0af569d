package convenings

import (
	"fmt"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// notYet is on whether there was no such convening on a day: it was not over, as far as
// its date says, nobody had registered it by the event with a sequence, and no commitment
// stands under it.
func notYet(on edtf.Day, by uint64) string {
	return fmt.Sprintf(`c.sequence > %d AND (c.latest IS NULL OR c.latest > '%s') AND NOT EXISTS (SELECT 1 FROM commitments AS i WHERE i.convening = c.id)`, by, on)
}

// Later reports whether a convening of a view did not exist on a day. by is the last event
// that was recorded by then.
func Later(v *book.View, on edtf.Day, by uint64) (later bool, err error) {
	_, err = v.Row(`SELECT EXISTS (SELECT 1 FROM convenings AS c WHERE `+notYet(on, by)+`)`, nil, []any{&later})
	return later, err
}

// Told are the tables that tell of convenings: their rows say of which.
var Told = []string{"convening_sources", "follows", "participations", "working_groups", "figures", "instruments"}

// Shadow leaves the convenings that did not exist on a day out of what is seen, with all
// that is told of them and their timelines. sources says where the rows of the tables
// stand. Commitments are laid before.
func Shadow(tx *book.Tx, sources map[string]string, on edtf.Day, by uint64) error {
	statements := []string{
		`CREATE TABLE temp.not_yet (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
		fmt.Sprintf(`INSERT INTO temp.not_yet SELECT c.id FROM %s AS c WHERE %s`, sources["convenings"], notYet(on, by)),
		fmt.Sprintf(`INSERT OR IGNORE INTO temp.missing SELECT c.sequence FROM %s AS c WHERE c.id IN (SELECT id FROM temp.not_yet)`, sources["convenings"]),
		fmt.Sprintf(`INSERT OR IGNORE INTO temp.missing SELECT c.sequence FROM %s AS c WHERE c.convening IN (SELECT id FROM temp.not_yet)`, sources["instruments"]),
		`DROP VIEW IF EXISTS temp.convenings`, // of a book of the past
		fmt.Sprintf(`CREATE TEMP VIEW convenings AS SELECT * FROM %s AS c WHERE c.id NOT IN (SELECT id FROM temp.not_yet)`, sources["convenings"]),
	}
	for _, table := range Told {
		where := "t.convening NOT IN (SELECT id FROM temp.not_yet)"
		if table == "follows" {
			where += " AND t.earlier NOT IN (SELECT id FROM temp.not_yet)"
		}
		statements = append(statements, `DROP VIEW IF EXISTS temp.`+table, fmt.Sprintf(`CREATE TEMP VIEW %s AS SELECT * FROM %s AS t WHERE %s`, table, sources[table], where))
	}
	for _, statement := range statements {
		if err := tx.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// Known reports whether a convening, or a working group or figure of one, is known,
// whether it existed on the day of a view or not.
func Known(v *book.View, kind, id string) (bool, error) {
	table := map[string]string{"convening": "convenings", "working-group": "working_groups", "figure": "figures", "instrument": "instruments"}[kind]
	if table == "" {
		return false, nil
	}
	var one int
	return v.Row(`SELECT 1 FROM main.`+table+` WHERE id = ?`, []any{id}, []any{&one})
}

// Joined is the convening that one with an id is one with; "" where it is one of its own.
// It reports whether the one is known, whether it existed on the day of a view or not.
func Joined(v *book.View, id string) (into string, known bool, err error) {
	known, err = v.Row(`SELECT coalesce(joined_into, '') FROM main.convenings WHERE id = ?`, []any{id}, []any{&into})
	return into, known, err
}
