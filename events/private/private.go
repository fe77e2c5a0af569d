// Package private answers: who are people, and what is known of what is not
// public?
//
// Events never hold what is here, so that it can be forgotten. This store is
// authoritative: nothing can rebuild it.
package private

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	_ "github.com/mattn/go-sqlite3" // the driver

	"ahd.example/ahd/events/durable"
)

const schema = `
CREATE TABLE IF NOT EXISTS documents (
	evidence   TEXT PRIMARY KEY CHECK (evidence <> ''), -- a random id
	salt       BLOB NOT NULL CHECK (length(salt) IN (0, 32)), -- none where the hash is public
	hash       TEXT NOT NULL CHECK (length(hash) = 64),
	file       TEXT NOT NULL CHECK (length(file) IN (0, 64)),
	url        TEXT NOT NULL CHECK ((url = '') <> (file = '')), -- one of the two
	name       TEXT NOT NULL,
	media_type TEXT NOT NULL,
	bytes      INTEGER NOT NULL CHECK (bytes >= 0),
	uploader   TEXT NOT NULL,
	recorded   TEXT NOT NULL -- RFC 3339
) STRICT;
CREATE INDEX IF NOT EXISTS documents_file ON documents (file);
PRAGMA user_version = 1;`

// ErrBusy is returned by Flush while somebody else reads the file.
var ErrBusy = errors.New("the private store is being read: what was forgotten may still be in its write-ahead log")

// Store is the file private.db. It is safe for concurrent use.
type Store struct {
	db *sql.DB // one connection, so that nobody's reading holds back a Flush
}

// Open opens or makes the store at path, readable by its owner only. Every write
// is on disk before it is answered.
func Open(path string) (*Store, error) {
	if err := durable.Own(path); err != nil {
		return nil, fmt.Errorf("the private store cannot be made or is not ours: %w", err)
	}
	settings := url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_secure_delete": {"on"}, "_txlock": {"immediate"},
		"_busy_timeout": {"5000"},
	}
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+settings.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(schema + intakes); err != nil {
		return nil, errors.Join(fmt.Errorf("the private store cannot be opened: %w", err), db.Close())
	}
	return &Store{db: db}, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// Flush makes what was forgotten gone from the file and from its write-ahead log.
// secure_delete alone does not: when SQLite splits a page it may leave a copy of a
// row behind, which a later delete does not find. So the file is written anew, by
// way of memory and never of a temporary file, and the log is cut to nothing.
func (s *Store) Flush(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, `PRAGMA temp_store = MEMORY; VACUUM`); err != nil {
		return fmt.Errorf("the private store could not be cleared of what was forgotten: %w", err)
	}
	var busy, frames, moved int
	err := s.db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved)
	if err != nil {
		return fmt.Errorf("the private store could not be cleared of what was forgotten: %w", err)
	}
	if busy != 0 {
		return ErrBusy
	}
	return nil
}
