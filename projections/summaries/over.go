package summaries

import (
	"fmt"

	"ahd.example/ahd/projections/book"
)

// Later reports whether a summary was published after an event.
func Later(v *book.View, by uint64) (later bool, err error) {
	_, err = v.Row(`SELECT EXISTS (SELECT 1 FROM summaries WHERE sequence > ?)`, []any{int64(by)}, []any{&later})
	return later, err
}

// Shadow leaves out what was published after an event. source says where the rows stand.
func Shadow(tx *book.Tx, source string, by uint64) error {
	return tx.Exec(fmt.Sprintf(`CREATE TEMP VIEW summaries AS SELECT * FROM %s AS s WHERE s.sequence <= %d`, source, by))
}

// Known reports whether a summary was published, by the day of a view or later.
func Known(v *book.View, id string) (bool, error) {
	var one int
	return v.Row(`SELECT 1 FROM main.summaries WHERE id = ?`, []any{id}, []any{&one})
}
