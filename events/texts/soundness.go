package texts

import (
	"context"
	"errors"
	"fmt"

	"ahd.example/ahd/events"
)

// ErrDamaged is returned for a text that is not the one whose hash an event holds.
var ErrDamaged = errors.New("the typed text is not the one that was recorded")

// Check compares what is kept with what an event holds: false where nothing is kept.
// It returns ErrDamaged.
func (s *Store) Check(ctx context.Context, recorded events.Text) (kept bool, err error) {
	salt, words, found, err := s.find(ctx, recorded.ID)
	if err == nil && found && Hash(salt, words) != recorded.Hash {
		err = ErrDamaged
	}
	return found, err
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
