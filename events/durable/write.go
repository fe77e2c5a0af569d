package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// aside is what a file is called until it is whole.
const aside = ".part"

// WriteWhole writes a file with a mode: aside first, then renamed, so that after a power
// cut it is there whole or as it was before. What a process that was stopped left aside
// is in nobody's way, also where it can only be read. When it returns nil, the file is
// on disk, and so is its name. Two that write one file at a time are kept apart by
// their caller.
func WriteWhole(path, text string, mode fs.FileMode) error {
	part := path + aside
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := WriteNew(part, text, mode); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return Sync(filepath.Dir(path))
}

// WriteNew writes a file that is not there yet, and brings it to disk, though not yet its
// name. Nothing of it stays where it cannot be written. It returns fs.ErrExist.
func WriteNew(path, text string, mode fs.FileMode) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Sync brings a file to disk, or the names in a folder.
func Sync(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// Exists reports whether something is at path, also a link that leads nowhere.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
