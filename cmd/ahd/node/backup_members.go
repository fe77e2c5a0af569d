package node

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"ahd/events/cause"
	"ahd/events/durable"
)

func (w *backupWriter) text(name, content string) error {
	return w.add(name, strings.NewReader(content), int64(len(content)))
}

func (w *backupWriter) file(path, name string) error {
	file, err := os.Open(path)
	if err != nil {
		return cause.Of(noBackup("A file of the data folder cannot be read: "+name+"."), err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return cause.Of(noBackup("A file of the data folder cannot be read: "+name+"."), err)
	}
	return w.add(name, file, info.Size())
}

// tree adds a file, or all files in a folder.
func (w *backupWriter) tree(path, name string) error {
	return filepath.WalkDir(path, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		within, err := filepath.Rel(path, at)
		if err != nil {
			return err
		}
		return w.file(at, filepath.ToSlash(filepath.Join(name, within)))
	})
}

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
		return cause.Of(noBackup("There is no room for a copy of the stores."), err)
	}
	source, reading, err := driver(from, "ro")
	if err != nil {
		return cause.Of(noBackup("A store cannot be read."), err)
	}
	defer func() { err = errors.Join(err, reading.Close(), source.Close()) }()
	target, writing, err := driver(to, "rwc")
	if err != nil {
		return cause.Of(noBackup("There is no room for a copy of the stores."), err)
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

// withoutPath keeps what went wrong and leaves out where.
func withoutPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
