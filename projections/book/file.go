// Package book answers: how is the book's file written and read?
//
// A book is one SQLite file with one checkpoint. It is a copy of the record:
// whoever deletes it loses nothing. One writer changes it, rows and checkpoint
// in one transaction; readers see whole batches only.
package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/mattn/go-sqlite3" // the driver, and its errors

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// busyTimeout is how long SQLite waits for a lock.
const busyTimeout = 5 * time.Second

// readers is how many pages and verbs can read at once; more wait their turn.
const readers = 8

const checkpointSchema = `
CREATE TABLE checkpoint (
	one      INTEGER PRIMARY KEY CHECK (one = 1),
	sequence INTEGER NOT NULL, -- of the last event in this book
	time     TEXT NOT NULL,    -- when that was recorded; '' before the first
	leaf     BLOB NOT NULL     -- its leaf hash
) STRICT;
INSERT INTO checkpoint VALUES (1, 0, '', x'');`

// Checkpoint is how far a book has read.
type Checkpoint struct {
	Sequence uint64
	Time     time.Time   // of that event; zero before the first
	Leaf     events.Hash // of that event
}

// File is an open book. Its writing methods belong to one goroutine.
type File struct {
	// Trace sees what is written; nil sees nothing. Set it before the first Write.
	Trace Trace

	database   *sql.DB
	writer     *sql.Conn                      // the one connection that writes
	statements map[string]*sqlite3.SQLiteStmt // prepared on writer; the tables' statements bound it
	reader     *sql.DB
	path       string
	askers     chan *Tx // connections that Ask gives back

	wal        string    // path of what SQLite keeps beside the file; "" for a draft
	owner      bool      // says when to sweep that, instead of each batch
	unswept    int64     // bytes of it when it last could not be swept; 0 where it could
	sweepAfter time.Time // when to try that again; both are the writer's

	held atomic.Pointer[chan struct{}] // closed when whoever would begin to read may; nil while they may

	// Of a draft: its statements run behind whoever thinks of them, on the connection of
	// writer, which nobody else uses.
	behind  *behind
	drafted *sqlite3.SQLiteConn

	past Past // nothing in a file that is written
}

// Create makes an empty book with the given tables at path, where nothing is.
func Create(path, schema string) (*File, error) { return create(path, schema, serving) }

// Draft makes an empty book that is written fast and not safely: a crash leaves
// nothing of use. Finish makes a book of it. Its secondary indexes come last.
func Draft(path, schema string) (*File, error) {
	tables, _ := Apart(schema)
	f, err := create(path, tables, drafting)
	if err != nil {
		return nil, err
	}
	return f, f.writeBehind()
}

// CreateBeside makes an empty file to stand beside books: one is written while others
// are read over it, and a crash leaves nothing of use. Who writes it reads it too, so its
// owner calls Sweep when nobody does.
func CreateBeside(path, schema string) (*File, error) {
	f, err := create(path, schema, besides)
	if err != nil {
		return nil, err
	}
	f.owner = true
	return f, nil
}

func create(path, schema string, how pragmas) (*File, error) {
	if err := durable.Own(path); err != nil {
		return nil, fmt.Errorf("the book cannot be made: %w", err)
	}
	f, err := connect(path, "rw", how)
	if err != nil {
		return nil, err
	}
	if _, err := f.writer.ExecContext(context.Background(), "BEGIN IMMEDIATE;"+checkpointSchema+schema+"COMMIT;"); err != nil {
		return nil, errors.Join(fmt.Errorf("the book cannot be made: %w", err), f.Close())
	}
	return f, nil
}

// writeBehind lets the statements of a draft run behind whoever thinks of them.
func (f *File) writeBehind() error {
	return f.writer.Raw(func(connection any) error {
		f.drafted, f.behind = connection.(*sqlite3.SQLiteConn), &behind{run: f.execute}
		return nil
	})
}

// end waits until a draft is written, and for the goroutine that writes it.
func (f *File) end() error {
	if f.behind == nil {
		return nil
	}
	err := f.behind.end()
	f.behind = nil
	return err
}

// Index adds the indexes of the schema to a draft and closes it.
func (f *File) Index(schema string) error {
	_, indexes := Apart(schema)
	if err := f.end(); err != nil {
		return errors.Join(fmt.Errorf("the book cannot be finished: %w", err), f.Close())
	}
	_, err := f.writer.ExecContext(context.Background(), "BEGIN IMMEDIATE;"+indexes+"COMMIT;")
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("the book cannot be finished: %w", err)
	}
	return nil
}

// Finish adds the indexes of the schema to a draft, closes it and syncs it: what
// lies at path then is a book like any other.
func (f *File) Finish(path, schema string) error {
	if err := f.Index(schema); err != nil {
		return err
	}
	if err := durable.Sync(path); err != nil {
		return cause.Of(errors.New("the book cannot be finished: it could not be synced"), err)
	}
	return nil
}

// Apart separates the tables of a schema from what follows from their rows: indexes, what
// is counted, and how that is kept. A draft has that last. Statements of a schema end with
// ";" at the end of a line.
func Apart(schema string) (tables, indexes string) {
	for statement := range strings.SplitAfterSeq(schema, ";\n") {
		if begins := strings.TrimSpace(statement); strings.HasPrefix(begins, "CREATE INDEX") || strings.HasPrefix(begins, "CREATE TRIGGER") || strings.HasPrefix(begins, "INSERT INTO") {
			indexes += statement
		} else {
			tables += statement
		}
	}
	return tables, indexes
}

// pragmas say how SQLite keeps a file.
type pragmas map[string]string

// How a book's file is kept while it serves, and while it is drafted.
var (
	serving  = pragmas{"journal_mode": "WAL", "synchronous": "NORMAL", "secure_delete": "ON"}
	besides  = pragmas{"journal_mode": "WAL", "synchronous": "OFF", "secure_delete": "ON"}
	drafting = pragmas{"journal_mode": "OFF", "synchronous": "OFF", "locking_mode": "EXCLUSIVE", "cache_size": "-65536"}
)

// Serving and Drafting are the same as statements, for whoever measures them.
var Serving, Drafting = serving.statements(), drafting.statements()

func (p pragmas) statements() (all string) {
	for name, value := range p {
		all += "PRAGMA " + name + "=" + value + ";"
	}
	return all
}

// parameters are what the driver is told.
func (p pragmas) parameters() url.Values {
	parameters := url.Values{"_busy_timeout": {fmt.Sprint(busyTimeout.Milliseconds())}}
	for name, value := range p {
		parameters.Set("_"+name, value)
	}
	return parameters
}

// Open opens the book at path; a file that is no book is an error.
func Open(path string) (*File, error) {
	if err := os.Chmod(path, durable.Private); err != nil { // an older ahd made it with wider rights
		return nil, fmt.Errorf("the book cannot be opened: %w", err)
	}
	f, err := connect(path, "rw", serving)
	if err != nil {
		return nil, err
	}
	if _, err := f.Checkpoint(context.Background()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func connect(path, mode string, how pragmas) (*File, error) {
	database, err := sql.Open("sqlite3", place(path)+"mode="+mode+"&"+how.parameters().Encode())
	if err != nil {
		return nil, err
	}
	writer, err := database.Conn(context.Background())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the book cannot be opened: %w", err), database.Close())
	}
	reader, err := sql.Open("sqlite3", place(path)+url.Values{
		"mode": {"ro"}, "_query_only": {"on"}, "_busy_timeout": {"5000"}, "_stmt_cache_size": {"64"},
	}.Encode())
	if err != nil {
		return nil, errors.Join(err, writer.Close(), database.Close())
	}
	pool(reader)
	f := &File{database: database, writer: writer, reader: reader, statements: map[string]*sqlite3.SQLiteStmt{}, path: path, askers: make(chan *Tx, readers)}
	if how["journal_mode"] == "WAL" {
		f.wal = path + "-wal"
		// One that grew while somebody read for long is cut when SQLite begins it anew.
		if _, err := writer.ExecContext(context.Background(), fmt.Sprintf("PRAGMA journal_size_limit = %d", enoughWAL)); err != nil {
			return nil, errors.Join(fmt.Errorf("the book cannot be opened: %w", err), f.Close())
		}
	}
	return f, nil
}

// idle is how long a connection that nobody uses stays open, with its descriptors and
// what it remembers of the file: a crowd that has gone leaves nothing behind.
const idle = 20 * time.Second

// pool bounds how many read a file at once.
func pool(reader *sql.DB) {
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	reader.SetConnMaxIdleTime(idle)
}

// Close ends reading and writing.
func (f *File) Close() error {
	errs := []error{f.end()}
	for _, statement := range f.statements {
		errs = append(errs, statement.Close())
	}
	errs = append(append(errs, f.endAskers()...), f.reader.Close())
	if f.writer != nil { // nobody writes a file of the past
		errs = append(errs, f.writer.Close(), f.database.Close())
	}
	return errors.Join(errs...)
}

// Checkpoint says how far the book has read, in its last committed batch.
func (f *File) Checkpoint(ctx context.Context) (Checkpoint, error) {
	return readCheckpoint(f.reader.QueryRowContext(ctx, selectCheckpoint))
}

const selectCheckpoint = `SELECT sequence, time, leaf FROM checkpoint`

func readCheckpoint(row *sql.Row) (c Checkpoint, err error) {
	var at string
	var leaf []byte
	if err := row.Scan(&c.Sequence, &at, &leaf); err != nil {
		return c, fmt.Errorf("the book's checkpoint cannot be read: %w", err)
	}
	copy(c.Leaf[:], leaf)
	if at != "" {
		c.Time, err = time.Parse(timeLayout, at)
	}
	return c, err
}

// timeLayout is how tables hold the time at which an event was recorded.
const timeLayout = "2006-01-02T15:04:05.000Z"

// Time is a recorded time as tables hold it.
func Time(t time.Time) string { return t.UTC().Format(timeLayout) }
