package book

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"

	"github.com/mattn/go-sqlite3"
)

// Over is what a view shows otherwise than its file does. It is laid into temporary
// tables that hide those of the file and end with the view: every query runs as it
// stands, and the file is not written. What people typed goes into the tables of "typed",
// which are in memory alone.
type Over struct {
	Lay   func(*Tx) error // what stands otherwise
	Words func(*Tx) error // what search finds otherwise; laid when somebody searches
	Fold  Fold            // what a stream added up to, where the tables leave that out
}

// Told is the name of the file beside from which something is laid over a view.
const Told = "told"

// ReadOver runs read on one view over which something is laid: what over says of the
// view as it is in the file. Where that is nil, read sees the file.
func (f *File) ReadOver(ctx context.Context, over func(*View) (*Over, error), read func(*View) error) error {
	v := &View{ctx: context.WithValue(ctx, reading{}, true), past: f.past}
	defer v.end()
	err := v.enter(f)
	if err != nil {
		return err
	}
	f.Pass(ctx)
	if v.At, err = readCheckpoint(v.tx.QueryRowContext(ctx, selectCheckpoint)); err != nil {
		return err
	}
	if v.over, err = over(v); err != nil {
		return err
	}
	if v.over != nil {
		if err := v.lay(v.over.Lay); err != nil {
			return fmt.Errorf("the day cannot be told: %w", err)
		}
	}
	return read(v)
}

// enter begins to read a file on a connection of its own.
func (v *View) enter(f *File) error {
	connection, err := f.reader.Conn(v.ctx)
	if err != nil {
		return fmt.Errorf("the book cannot be read: %w", err)
	}
	tx, err := connection.BeginTx(v.ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return errors.Join(fmt.Errorf("the book cannot be read: %w", err), connection.Close())
	}
	v.begun = append(v.begun, begun{tx: tx, connection: connection})
	v.tx, v.connection = tx, connection
	return nil
}

// begun is a transaction with the connection that it is alone on.
type begun struct {
	tx         *sql.Tx
	connection *sql.Conn
	beside     []string // names of what is attached to it
}

// end gives the connections back as they were: what was laid is rolled back.
func (v *View) end() {
	for _, one := range slices.Backward(v.begun) {
		one.tx.Rollback() // nothing was written
		for _, name := range one.beside {
			if _, err := one.connection.ExecContext(context.Background(), "DETACH "+name); err != nil {
				one.connection.Raw(func(any) error { return driver.ErrBadConn }) // nobody gets it again
			}
		}
		one.connection.Close()
	}
}

// Beside lets the view see the tables of a file under a name, as they are when they are
// looked at first. Those under the name Told are seen by what is laid over the view too.
func (v *View) Beside(name, path string) error {
	if name == Told {
		v.told = path
	}
	return v.attach(name, place(path)+"mode=ro")
}

// attach ends with the view.
func (v *View) attach(name, address string) error {
	if _, err := v.connection.ExecContext(v.ctx, "ATTACH ? AS "+name, address); err != nil {
		return fmt.Errorf("what stands beside the book cannot be read: %w", err)
	}
	one := &v.begun[len(v.begun)-1]
	one.beside = append(one.beside, name)
	return nil
}

// lay writes temporary tables beside the file, which cannot be written.
func (v *View) lay(lay func(*Tx) error) error {
	return v.connection.Raw(func(connection any) error {
		t := &Tx{file: &File{statements: map[string]*sqlite3.SQLiteStmt{}}, connection: connection.(*sqlite3.SQLiteConn)}
		err := t.Exec(`PRAGMA query_only = OFF`)
		if err == nil {
			err = lay(t)
		}
		for _, statement := range t.file.statements {
			err = errors.Join(err, statement.Close())
		}
		_, ended := t.connection.Exec(`PRAGMA query_only = ON`, nil)
		return errors.Join(err, ended)
	})
}

// Source is where the rows of a table of the view's file stand, for what is laid over it.
func (v *View) Source(table string) string {
	if slices.Contains(v.past.Tables, table) {
		return fmt.Sprintf("(SELECT * FROM present.%s WHERE sequence <= %d)", table, v.past.Last)
	}
	return "main." + table
}

// lookOver lets a view over which something is laid see what search finds in it.
func (v *View) lookOver() error {
	if v.past.Words != nil {
		worded, err := v.past.Words(v.ctx)
		if err != nil {
			return err
		}
		if err := v.enter(worded); err != nil {
			return err
		}
		v.past = worded.past
		if err := v.Beside(Told, v.told); err != nil {
			return err
		}
		if err := v.lay(v.over.Lay); err != nil {
			return err
		}
	}
	if v.worded {
		return nil
	}
	v.worded = true
	if err := v.attach("typed", ":memory:"); err != nil {
		return err
	}
	return v.lay(v.over.Words)
}

// Laid reports whether something is laid over the view.
func (v *View) Laid() bool { return v.over != nil }

// Past is what the file of the view needs besides itself.
func (v *View) Past() Past { return v.past }
