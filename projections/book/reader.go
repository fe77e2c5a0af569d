package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	"ahd.example/ahd/events/cause"
)

// Reader is a book of which another process may be the writer.
type Reader struct{ file File }

// OpenReader opens the book at path for reading alone; a file that is no book is an
// error.
func OpenReader(path string) (*Reader, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, cause.Of(errors.New("no book lies there"), err)
	}
	reader, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+url.Values{
		"mode": {"ro"}, "_query_only": {"on"}, "_busy_timeout": {"5000"},
	}.Encode())
	if err != nil {
		return nil, err
	}
	reader.SetMaxOpenConns(1)
	r := &Reader{File{reader: reader}}
	if err := r.Read(context.Background(), func(*View) error { return nil }); err != nil {
		return nil, errors.Join(fmt.Errorf("the book cannot be opened: %w", err), reader.Close())
	}
	return r, nil
}

// Read runs read on one view.
func (r *Reader) Read(ctx context.Context, read func(*View) error) error {
	return r.file.Read(ctx, read)
}

// Close closes the file.
func (r *Reader) Close() error { return r.file.reader.Close() }
