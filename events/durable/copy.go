package durable

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrCopy is returned where a copy cannot be written; whatever else goes wrong is the
// fault of what is copied.
var ErrCopy = errors.New("the copy cannot be written")

// CopyFile copies a file into one that is not there yet, and returns the SHA-256 of its
// bytes. The copy is not brought to disk. It returns ErrCopy.
func CopyFile(to, from string) (sum []byte, err error) {
	source, err := os.Open(from)
	if err != nil {
		return nil, err
	}
	defer source.Close() // it is only read
	target, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, Private)
	if err != nil {
		return nil, fmt.Errorf("%w%.0w", ErrCopy, err) // the cause is kept, and not said
	}
	hash, into := sha256.New(), &writer{file: target}
	_, err = io.Copy(io.MultiWriter(into, hash), source)
	if failed := errors.Join(into.err, target.Close()); failed != nil {
		return nil, fmt.Errorf("%w%.0w", ErrCopy, failed)
	}
	return hash.Sum(nil), err
}

// writer keeps the error with which writing ended, because io.Copy does not say whose it is.
type writer struct {
	file *os.File
	err  error
}

func (w *writer) Write(part []byte) (n int, err error) {
	n, w.err = w.file.Write(part)
	return n, w.err
}

// CopyTree copies a file, or a folder with all that is in it, to where nothing is yet, and
// brings each file to disk. It returns ErrCopy.
func CopyTree(to, from string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		within, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, within)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		if _, err := CopyFile(target, path); err != nil {
			return err
		}
		return Sync(target)
	})
}

// SumFile returns the SHA-256 of a file's bytes. It returns fs.ErrNotExist.
func SumFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	return hash.Sum(nil), nil
}
