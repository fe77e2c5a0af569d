package book

import (
	"errors"

	"github.com/mattn/go-sqlite3"
)

// Damaged reports whether an error says that the file is no sound book any more:
// damaged, replaced or gone. A book is a copy, so it is made anew.
func Damaged(err error) bool {
	var fault sqlite3.Error
	if !errors.As(err, &fault) {
		return false
	}
	switch fault.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrCantOpen:
		return true
	}
	return fault.ExtendedCode == sqlite3.ErrIoErrShortRead || fault.ExtendedCode == sqlite3.ErrIoErrRead
}
