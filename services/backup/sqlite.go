package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// copySQLite copies a database with SQLite's own backup while others write to it: the
// copy is one moment of it.
func copySQLite(ctx context.Context, from, to string) (err error) {
	driver := func(path, mode string) (*sql.DB, *sql.Conn, error) {
		db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_busy_timeout=5000&mode="+mode)
		if err != nil {
			return nil, nil, err
		}
		conn, err := db.Conn(ctx)
		return db, conn, err
	}
	if err := durable.Own(to); err != nil {
		return cause.Of(refuse("There is no room for a copy of the stores."), err)
	}
	source, reading, err := driver(from, "ro")
	if err != nil {
		return cause.Of(refuse("A store cannot be read."), err)
	}
	defer func() { err = errors.Join(err, reading.Close(), source.Close()) }()
	target, writing, err := driver(to, "rwc")
	if err != nil {
		return cause.Of(refuse("There is no room for a copy of the stores."), err)
	}
	defer func() { err = errors.Join(err, writing.Close(), target.Close()) }()
	return writing.Raw(func(w any) error {
		return reading.Raw(func(r any) error { return copyPages(w.(*sqlite3.SQLiteConn), r.(*sqlite3.SQLiteConn)) })
	})
}

// copyPages copies all pages in one step, so that no writer comes in between.
func copyPages(to, from *sqlite3.SQLiteConn) error {
	backup, err := to.Backup("main", from, "main")
	if err != nil {
		return fmt.Errorf("a store could not be copied: %w", err)
	}
	done, err := backup.Step(-1)
	if err == nil && !done {
		err = errors.New("it was being written to")
	}
	if err := errors.Join(err, backup.Finish()); err != nil {
		return fmt.Errorf("a store could not be copied: %w", err)
	}
	return nil
}
