package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// View is the book as it stood at one moment: every query of a view sees the
// same checkpoint.
type View struct {
	ctx   context.Context
	tx    *sql.Tx
	ended []*sql.Tx // those before it
	past  Past
	At    Checkpoint

	over       *Over     // what is laid over the file; nil if nothing is
	told       string    // path of the file beside; "" while there is none
	worded     bool      // whether search sees that
	connection *sql.Conn // of a view over which something is laid
	begun      []begun   // all of those
}

// Read runs read on one view. It belongs to one goroutine and ends with read.
func (f *File) Read(ctx context.Context, read func(*View) error) error {
	tx, err := f.begin(ctx)
	if err != nil {
		return err
	}
	f.Pass(ctx) // it has a connection by now, and reads nothing yet
	v := &View{ctx: context.WithValue(ctx, reading{}, true), tx: tx, past: f.past}
	defer func() {
		for _, tx := range append(v.ended, v.tx) {
			tx.Rollback() // nothing was written
		}
	}()
	if v.At, err = readCheckpoint(tx.QueryRowContext(ctx, selectCheckpoint)); err != nil {
		return err
	}
	return read(v)
}

func (f *File) begin(ctx context.Context) (*sql.Tx, error) {
	tx, err := f.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("the book cannot be read: %w", err)
	}
	return tx, nil
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
