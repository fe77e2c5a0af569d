// Package durable answers: is a file ours, is it whole, and is it on disk?
//
// Stores of a data folder are their owner's alone whatever the folder allows, what
// somebody names as a file is read only if it is one, and what is written is there whole
// or not at all, also after a power cut.
package durable

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Private is the mode of a store: its owner reads and writes it, nobody else.
const Private = fs.FileMode(0o600)

// ErrNotRegular is returned for a pipe, a device, a socket or a folder where a file was
// named: whoever reads one may wait for ever.
var ErrNotRegular = errors.New("it is not a file")

// Own makes the file at path for its owner alone, before SQLite would with wider
// rights; companions such as -wal get the rights of the file. A file that is there is
// not opened: closing it would drop the locks of whoever has it open.
func Own(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, Private)
	if errors.Is(err, fs.ErrExist) {
		return os.Chmod(path, Private)
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// OpenFile opens a file that somebody named, for reading. It returns ErrNotRegular
// without waiting for whoever may write to a pipe.
func OpenFile(path string) (*os.File, error) {
	return regular(os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0))
}

// OpenIn is OpenFile within a folder that somebody named.
func OpenIn(folder *os.Root, name string) (*os.File, error) {
	return regular(folder.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0))
}

func regular(file *os.File, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotRegular
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// ErrTooLarge is returned for a file with more bytes than its reader takes.
var ErrTooLarge = errors.New("the file is too large")

// ReadFile reads a file that somebody named, of at most limit bytes. It returns
// ErrNotRegular and ErrTooLarge.
func ReadFile(path string, limit int64) ([]byte, error) {
	file, err := OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() // it is only read
	content, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, fmt.Errorf("the file cannot be read: %w", err)
	}
	if int64(len(content)) > limit {
		return nil, ErrTooLarge
	}
	return content, nil
}
