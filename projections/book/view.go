package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ahd/events/fold"
)

// View is the book as it stood at one moment: every query of a view sees the
// same checkpoint.
type View struct {
	ctx  context.Context
	tx   *sql.Tx
	fold func(ctx context.Context, first, last uint64) (fold.State, error)
	At   Checkpoint
}

// Read runs read on one view. It belongs to one goroutine and ends with read.
func (f *File) Read(ctx context.Context, read func(*View) error) error {
	tx, err := f.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("the book cannot be read: %w", err)
	}
	defer tx.Rollback() // nothing was written
	at, err := readCheckpoint(tx.QueryRowContext(ctx, selectCheckpoint))
	if err != nil {
		return err
	}
	return read(&View{ctx: ctx, tx: tx, fold: f.fold, At: at})
}

// Row runs a query for at most one row; false means there is none.
func (v *View) Row(query string, args, into []any) (bool, error) {
	err := v.tx.QueryRowContext(v.ctx, query, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// Rows runs a query and calls each with a function that scans the row.
func (v *View) Rows(query string, args []any, each func(scan func(into ...any) error) error) error {
	rows, err := v.tx.QueryContext(v.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
