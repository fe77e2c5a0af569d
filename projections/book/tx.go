package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ahd/events"
	"ahd/events/fold"
)

// Change is one event with what its stream added up to before and after it.
type Change struct {
	events.Recorded
	Stream        events.Stream
	Before, After fold.State
}

// Settled is where a stream stands at the end of a batch.
type Settled struct {
	Stream   events.Stream
	State    fold.State
	Sequence uint64 // of its last event
	Version  int64  // number of its events
	Leaf     events.Hash
}

// Tx is one batch being written. It belongs to one goroutine.
type Tx struct {
	ctx  context.Context
	file *File
}

// Trace is told each statement of a batch, with its values, before it is run. It
// does not keep args. It is for measuring; what is written does not depend on it.
type Trace func(query string, args []any)

// Write runs apply in one transaction and moves the checkpoint with it: either
// everything that apply did and the checkpoint are in the book, or nothing.
func (f *File) Write(ctx context.Context, apply func(*Tx) (Checkpoint, error)) error {
	// A statement under a context that can end costs a goroutine; a batch is short.
	t := &Tx{ctx: context.WithoutCancel(ctx), file: f}
	if err := t.Exec(`BEGIN IMMEDIATE`); err != nil {
		return fmt.Errorf("the book cannot be written: %w", err)
	}
	c, err := apply(t)
	if err == nil {
		err = t.Exec(`UPDATE checkpoint SET sequence = ?, time = ?, leaf = ?`, int64(c.Sequence), Time(c.Time), c.Leaf[:])
	}
	if err == nil {
		err = t.Exec(`COMMIT`)
	}
	if err != nil {
		return errors.Join(err, ignoreNoTransaction(t.Exec(`ROLLBACK`)))
	}
	return nil
}

// ignoreNoTransaction: SQLite rolls back by itself after some errors, such as a
// full disk, and then has nothing to roll back.
func ignoreNoTransaction(err error) error {
	if err != nil && err.Error() == "cannot rollback - no transaction is active" {
		return nil
	}
	return err
}

// Exec runs a statement. Statements are prepared once for each book, so query
// must come from a fixed set.
func (t *Tx) Exec(query string, args ...any) error {
	statement, err := t.prepare(query, args)
	if err == nil {
		_, err = statement.ExecContext(t.ctx, args...)
	}
	return err
}

// Row runs a query for at most one row; false means there is none.
func (t *Tx) Row(query string, args, into []any) (bool, error) {
	statement, err := t.prepare(query, args)
	if err != nil {
		return false, err
	}
	err = statement.QueryRowContext(t.ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (t *Tx) prepare(query string, args []any) (*sql.Stmt, error) {
	if t.file.Trace != nil {
		t.file.Trace(query, args)
	}
	if statement := t.file.statements[query]; statement != nil {
		return statement, nil
	}
	statement, err := t.file.writer.PrepareContext(t.ctx, query)
	if err == nil {
		t.file.statements[query] = statement
	}
	return statement, err
}
