package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// tables are those of a traced book: how they are made and what was in them.
type tables struct {
	tables, indexes string // statements; indexes are all that comes when the rows are there
	rows            map[string]int64
}

// readTables reads how the tables of a book were made, and counts their rows.
func readTables(ctx context.Context, b *projections.Book) (t tables, err error) {
	t.rows, t.indexes = map[string]int64{}, projections.Last()
	err = b.Read(ctx, func(v *book.View) error {
		shadow := ""
		err := v.Rows(`SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid`, nil, func(scan func(...any) error) error {
			var kind, name, statement string
			if err := scan(&kind, &name, &statement); err != nil {
				return err
			}
			switch {
			case kind == "index", kind == "trigger": // they come last
			case shadow != "" && shadows(shadow, name): // made with the table that it serves
			default:
				t.tables += statement + ";\n"
				t.rows[name] = 0
			}
			if strings.HasPrefix(statement, "CREATE VIRTUAL TABLE") {
				shadow = name
			}
			return nil
		})
		for name := range t.rows {
			var n int64
			if _, wrong := v.Row(`SELECT count(*) FROM "`+name+`"`, nil, []any{&n}); wrong != nil {
				err = errors.Join(err, wrong)
			}
			t.rows[name] = n
		}
		return err
	})
	return t, err
}

// shadows tells whether a table is one of those in which a search index is kept.
func shadows(index, name string) bool {
	part, ok := strings.CutPrefix(name, index+"_")
	if !ok {
		return false
	}
	switch part {
	case "content", "segments", "segdir", "docsize", "stat", "data", "idx", "config":
		return true
	}
	return false
}

// create makes the empty file that a trace begins with.
func (t tables) create(statements string) string {
	return "BEGIN IMMEDIATE;" + statements + "INSERT INTO checkpoint VALUES (1, 0, '', x'');COMMIT;"
}

// check makes sure that a replayed file says what the book said: a limit that did
// less would be none.
func (t tables) check(path string, size uint64) (err error) {
	database, err := sql.Open("sqlite3", path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	var sequence uint64
	if err := database.QueryRow(`SELECT sequence FROM checkpoint`).Scan(&sequence); err != nil || sequence != size {
		return errors.Join(fmt.Errorf("the replayed book stands at event %d of %d", sequence, size), err)
	}
	for name, want := range t.rows {
		var n int64
		if err := database.QueryRow(`SELECT count(*) FROM "` + name + `"`).Scan(&n); err != nil || n != want {
			return errors.Join(fmt.Errorf("%s of the replayed book has %d rows, not %d", name, n, want), err)
		}
	}
	return nil
}
