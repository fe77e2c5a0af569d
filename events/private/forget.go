package private

import (
	"context"
	"fmt"
)

// Forget deletes a document; one that is not there is forgotten already. Its bytes
// are gone from the disk when Flush has returned; its file is removed before.
func (s *Store) Forget(ctx context.Context, evidence string) error {
	if _, err := s.db.ExecContext(ctx, `DELETE FROM documents WHERE evidence = ?`, evidence); err != nil {
		return fmt.Errorf("the document could not be forgotten: %w", err)
	}
	return nil
}

// Sweep forgets the documents whose event was never recorded, because we stopped
// between Put and the event, and returns them. Whoever answers that one was not
// removes its file. Its caller makes sure that no command is under way. On an error
// it also returns what was forgotten until then.
func (s *Store) Sweep(ctx context.Context, recorded func(evidence string) (bool, error)) (removed []Document, err error) {
	ids, err := s.ids(ctx, `SELECT evidence FROM documents ORDER BY evidence`)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		known, err := recorded(id)
		if err != nil {
			return removed, err
		}
		if known {
			continue
		}
		d, _, err := s.Find(ctx, id)
		if err != nil {
			return removed, err
		}
		if err := s.Forget(ctx, id); err != nil {
			return removed, err
		}
		removed = append(removed, d)
	}
	return removed, nil
}

func (s *Store) ids(ctx context.Context, query string) (ids []string, err error) {
	rows, err := s.db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("the private store cannot be read: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("the private store cannot be read: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
