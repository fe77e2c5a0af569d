package private

import (
	"context"
	"errors"
	"fmt"
)

// Sound asks SQLite whether the file is whole.
func (s *Store) Sound(ctx context.Context) error {
	var said string
	err := s.db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&said)
	if err == nil && said != "ok" {
		err = errors.New(said)
	}
	if err != nil {
		return fmt.Errorf("the private store is damaged: %w", err)
	}
	return nil
}
