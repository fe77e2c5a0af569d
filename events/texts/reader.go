package texts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Reader reads texts.db and changes nothing, also while a server writes to it. Each
// question is a transaction of its own, so that it never holds up an erasure for long.
type Reader struct{ db *sql.DB }

// OpenReader opens the store at path, which must exist.
func OpenReader(path string) (*Reader, error) {
	db, err := connect(path, 1, url.Values{"mode": {"ro"}, "_query_only": {"on"}})
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, errors.Join(fmt.Errorf("the typed texts cannot be opened: %w", err), db.Close())
	}
	return &Reader{db}, nil
}

// Close closes the file.
func (r *Reader) Close() error { return r.db.Close() }

// Salted returns the words kept under id with their salt; false where they were erased.
func (r *Reader) Salted(ctx context.Context, id string) (salt []byte, words string, found bool, err error) {
	command, field, _ := strings.Cut(id, "/")
	err = r.db.QueryRowContext(ctx, `SELECT salt, words FROM texts WHERE command = ? AND field = ?`, command, field).Scan(&salt, &words)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", false, nil
	}
	if err != nil {
		return nil, "", false, fmt.Errorf("the typed texts cannot be read: %w", err)
	}
	return salt, words, true, nil
}
