package book

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"

	"ahd.example/ahd/events/fold"
)

// Past is what a file of the past needs besides itself.
//
// Of some tables it shows the rows of the book that serves, through one event: rows
// of those tables never change once they are written, so what they were at that event
// is what they are now.
type Past struct {
	Present string   // path of the book that serves, which is open while this is
	Tables  []string // what it shows of that; each has a column "sequence"
	Last    uint64   // the event through which rows are shown

	Pass func(context.Context) // waits while nobody may begin to read the book that serves; nil where that is not written

	Fold  Fold                                     // the file leaves out what streams add up to
	Words func(ctx context.Context) (*File, error) // the same with all that search looks into; nil where this has it
}

// Fold tells what a stream added up to, from its first and its last event.
type Fold func(ctx context.Context, first, last uint64) (fold.State, error)

// OpenPast opens a file that is written no more, for reading alone.
func OpenPast(path string, past Past) (*File, error) {
	f := &File{past: past, reader: sql.OpenDB(beside{path, past})}
	pool(f.reader)
	if _, err := f.Checkpoint(context.Background()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// beside opens connections to a file of the past that see the borrowed tables.
type beside struct {
	path string
	past Past
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
	if err := run(`ATTACH ? AS present`, place(b.past.Present)+"mode=ro"); err != nil {
		return err
	}
	for _, table := range b.past.Tables {
		if err := run(fmt.Sprintf(`CREATE TEMP VIEW %s AS SELECT * FROM present.%s WHERE sequence <= %d`, table, table, b.past.Last)); err != nil {
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
	return f, at, f.writeBehind()
}

// Fold says what a stream had added up to, where the file leaves that out.
func (v *View) Fold(first, last uint64) (fold.State, error) {
	if v.over != nil {
		return v.over.Fold(v.ctx, first, last)
	}
	if v.past.Fold == nil {
		return fold.State{}, errors.New("the book does not know what a stream adds up to")
	}
	return v.past.Fold(v.ctx, first, last)
}

// look lets the view see all that search looks into, which takes long and few ask for.
func (v *View) look() error {
	if v.over != nil {
		return v.lookOver()
	}
	if v.past.Words == nil {
		return nil
	}
	worded, err := v.past.Words(v.ctx)
	if err != nil {
		return err
	}
	tx, err := worded.begin(v.ctx)
	if err != nil {
		return err
	}
	v.ended, v.tx, v.past = append(v.ended, v.tx), tx, worded.past
	return nil
}
