package texts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"ahd/events"
)

// ErrDamaged is returned for a text that is not the one whose hash an event holds.
var ErrDamaged = errors.New("the typed text is not the one that was recorded")

// Check compares what is kept with what an event holds: false where nothing is kept.
// It returns ErrDamaged.
func (s *Store) Check(ctx context.Context, recorded events.Text) (kept bool, err error) {
	var salt []byte
	var words string
	command, field, _ := strings.Cut(recorded.ID, "/")
	err = s.reader.QueryRowContext(ctx, `SELECT salt, words FROM texts WHERE command = ? AND field = ?`, command, field).Scan(&salt, &words)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("the typed texts cannot be read: %w", err)
	case Hash(salt, words) != recorded.Hash:
		return true, ErrDamaged
	}
	return true, nil
}

// Sound asks SQLite whether the file is whole. What it does not see, Check does.
func (s *Store) Sound(ctx context.Context) error {
	var said string
	err := s.reader.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&said)
	if err == nil && said != "ok" {
		err = errors.New(said)
	}
	if err != nil {
		return fmt.Errorf("the store of typed texts is damaged: %w", err)
	}
	return nil
}
