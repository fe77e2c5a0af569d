package book

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"

	"ahd/events/fold"
)

// Borrowed says which rows of the book that serves a file shows as its own: of some
// tables those through one event. Rows of those tables never change once they are
// written, so what they were at that event is what they are now.
type Borrowed struct {
	Path   string   // of the book that serves, which is open while this is
	Tables []string // each with a column "sequence"
	Last   uint64   // the event through which rows are shown
}

// OpenPast opens a file that is written no more, for reading alone. Fold says what
// a stream added up to then, from its first and its last event: the file may leave
// that out.
func OpenPast(path string, borrowed Borrowed, fold func(ctx context.Context, first, last uint64) (fold.State, error)) (*File, error) {
	f := &File{fold: fold, reader: sql.OpenDB(beside{path, borrowed})}
	f.reader.SetMaxOpenConns(readers)
	f.reader.SetMaxIdleConns(readers)
	if _, err := f.Checkpoint(context.Background()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// beside opens connections to a file of the past that see the borrowed tables.
type beside struct {
	path     string
	borrowed Borrowed
}

var _ driver.Connector = beside{}

// Driver is SQLite's, with what each new connection does first.
func (b beside) Driver() driver.Driver { return &sqlite3.SQLiteDriver{ConnectHook: b.borrow} }

// Connect opens one connection. Nobody writes the file any more, so nothing has to
// be locked in it.
func (b beside) Connect(context.Context) (driver.Conn, error) {
	return b.Driver().Open(place(b.path) + url.Values{"mode": {"ro"}, "immutable": {"1"}, "_busy_timeout": {"5000"}, "_stmt_cache_size": {"64"}}.Encode())
}

// borrow lets a connection see the borrowed tables, and write nothing after that.
func (b beside) borrow(connection *sqlite3.SQLiteConn) error {
	run := func(statement string, values ...driver.Value) error {
		_, err := connection.Exec(statement, values)
		return err
	}
	if err := run(`ATTACH ? AS present`, place(b.borrowed.Path)+"mode=ro"); err != nil {
		return err
	}
	for _, table := range b.borrowed.Tables {
		if err := run(fmt.Sprintf(`CREATE TEMP VIEW %s AS SELECT * FROM present.%s WHERE sequence <= %d`, table, table, b.borrowed.Last)); err != nil {
			return err
		}
	}
	return run(`PRAGMA query_only = ON`)
}

// place is the address of a file, as SQLite reads it; parameters follow.
func place(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" }

// Continue opens a file of the past to be written on like a draft, from where it
// stands.
func Continue(path string) (*File, Checkpoint, error) {
	f, err := connect(path, "rw", drafting)
	if err != nil {
		return nil, Checkpoint{}, err
	}
	at, err := readCheckpoint(f.writer.QueryRowContext(context.Background(), selectCheckpoint))
	if err != nil {
		return nil, at, errors.Join(err, f.Close())
	}
	return f, at, nil
}

// Fold says what a stream had added up to, where the file leaves that out.
func (v *View) Fold(first, last uint64) (fold.State, error) {
	if v.fold == nil {
		return fold.State{}, errors.New("the book does not know what a stream adds up to")
	}
	return v.fold(v.ctx, first, last)
}
