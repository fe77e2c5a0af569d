package book

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"github.com/mattn/go-sqlite3"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
)

// Change is one event with what its stream added up to before and after it.
type Change struct {
	*events.Recorded
	Stream events.Stream
	First  uint64     // sequence of the first event of the stream: its number in the tables
	After  fold.State // of the stream, until the next event
	Turned bool       // an axis of a commitment is another than before
}

// Flushed is where a stream stands at the end of a batch.
type Flushed struct {
	Stream   events.Stream
	State    fold.State
	Text     []byte // the state as JSON
	First    uint64 // sequence of its first event
	Sequence uint64 // of its last event
	Version  int64  // number of its events
	Leaf     events.Hash
}

// Tx is one batch being written, or one moment that is asked about (File.Ask). It belongs
// to one goroutine.
//
// It drives SQLite's statements without database/sql between: a batch has one
// connection and no context that could end, so all that it would do is take time.
type Tx struct {
	file       *File
	connection *sqlite3.SQLiteConn
	values     []driver.NamedValue // of the statement that is run, reused by the next
}

// Trace is told each statement of a batch, with its values, before it is run. It
// does not keep args. It is for measuring; what is written does not depend on it.
type Trace func(query string, args []any)

// Write runs apply in one transaction and moves the checkpoint with it: either
// everything that apply did and the checkpoint are in the book, or nothing.
//
// Of a draft it returns before all of that is written: Finish, Index and Close say
// whether it was.
func (f *File) Write(apply func(*Tx) (Checkpoint, error)) error {
	if f.behind != nil {
		return f.write(&Tx{file: f, connection: f.drafted}, apply)
	}
	return f.writer.Raw(func(connection any) error {
		return f.write(&Tx{file: f, connection: connection.(*sqlite3.SQLiteConn)}, apply)
	})
}

func (f *File) write(t *Tx, apply func(*Tx) (Checkpoint, error)) error {
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
	f.sweep(t.connection)
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
	if b := t.file.behind; b != nil {
		if t.file.Trace != nil {
			t.file.Trace(query, args)
		}
		return b.add(query, args)
	}
	rows, err := t.run(query, args)
	if err != nil {
		return err
	}
	return rows.Close()
}

// Row runs a query for at most one row; false means there is none.
func (t *Tx) Row(query string, args, into []any) (bool, error) {
	if err := t.file.flush(); err != nil {
		return false, err
	}
	rows, err := t.run(query, args)
	if err != nil {
		return false, err
	}
	row := make([]driver.Value, len(into))
	err = rows.Next(row)
	if err == nil {
		err = assign(into, row)
	}
	if closed := rows.Close(); err == nil {
		err = closed
	}
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	return err == nil, err
}

// run binds the values of a statement and takes its first step, which is the
// whole of one that changes rows. The driver's Query does that in one crossing
// into C; its Exec needs one for each value.
func (t *Tx) run(query string, args []any) (_ driver.Rows, err error) {
	if t.file.Trace != nil {
		t.file.Trace(query, args)
	}
	if t.values, err = appendValues(t.values[:0], args); err != nil {
		return nil, err
	}
	return t.file.run(t.connection, query, t.values)
}

// run runs a statement on the one connection that writes.
func (f *File) run(connection *sqlite3.SQLiteConn, query string, values []driver.NamedValue) (driver.Rows, error) {
	statement := f.statements[query]
	if statement == nil {
		prepared, err := connection.Prepare(query)
		if err != nil {
			return nil, err
		}
		statement = prepared.(*sqlite3.SQLiteStmt)
		f.statements[query] = statement
	}
	return statement.QueryContext(context.Background(), values)
}

// appendValues adds the values of one statement, as the driver takes them.
func appendValues(values []driver.NamedValue, args []any) ([]driver.NamedValue, error) {
	for i, arg := range args {
		value, err := driver.DefaultParameterConverter.ConvertValue(arg)
		if err != nil {
			return nil, err
		}
		values = append(values, driver.NamedValue{Ordinal: i + 1, Value: value})
	}
	return values, nil
}

// OrNull is null for a zero value, which means "not stated".
func OrNull[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}

// assign gives a row to the few kinds of variable that a batch reads into.
func assign(into []any, row []driver.Value) error {
	for i, value := range row {
		var fits bool
		switch target := into[i].(type) {
		case *string:
			*target, fits = value.(string)
		case *int64:
			*target, fits = value.(int64)
		case *[]byte:
			*target, fits = value.([]byte)
		}
		if !fits {
			return fmt.Errorf("the book holds a %T where a batch reads a %T", value, into[i])
		}
	}
	return nil
}
