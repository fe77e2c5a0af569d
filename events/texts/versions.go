package texts

import (
	"database/sql"
	"errors"
	"fmt"
)

// prepare makes the table, or brings one of an older version up to date. This store
// cannot be made anew, so unlike a book it is changed where it is.
func prepare(db *sql.DB) error {
	var version int
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	switch version {
	case 0, 2:
		_, err := db.Exec(schema)
		return err
	case 1:
		return addHashes(db)
	}
	return fmt.Errorf("it is of version %d: a newer ahd made it, use that one", version)
}

// addHashes gives every text its hash, all in one transaction.
func addHashes(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := hashAll(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func hashAll(tx *sql.Tx) error {
	if _, err := tx.Exec(`ALTER TABLE texts ADD COLUMN hash BLOB NOT NULL DEFAULT x''`); err != nil {
		return err
	}
	for {
		var command, field, words string
		var salt []byte
		err := tx.QueryRow(`SELECT command, field, salt, words FROM texts WHERE hash = x'' LIMIT 1`).Scan(&command, &field, &salt, &words)
		if errors.Is(err, sql.ErrNoRows) {
			_, err := tx.Exec(`PRAGMA user_version = 2`)
			return err
		}
		if err != nil {
			return err
		}
		sum := sumOf(salt, words)
		if _, err := tx.Exec(`UPDATE texts SET hash = ? WHERE command = ? AND field = ?`, sum[:], command, field); err != nil {
			return err
		}
	}
}
