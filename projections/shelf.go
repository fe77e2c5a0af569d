package projections

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"ahd/projections/book"
)

// The folder book/ holds one file "<fingerprint>-<number>.db" and the file
// "current", which names it. Whoever opens the folder holds the lock of the data
// folder, so what current does not name is nobody's and is removed.

// openShelf opens the book that serves, or begins a new one where there is none,
// where its schema is another, where it cannot be opened, or where it has read
// what the record does not hold.
func openShelf(dir string, record Record) (*book.File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, errors.New("the folder of the book cannot be made")
	}
	current := readCurrent(dir)
	if strings.HasPrefix(current, fingerprint()+"-") {
		if file, err := book.Open(filepath.Join(dir, current)); err == nil {
			if agrees(file, record) {
				return file, errors.Join(clear(dir, current))
			}
			if err := file.Close(); err != nil {
				return nil, err
			}
		}
	}
	return begin(dir, current)
}

// begin makes an empty book under a name that was not the last one's.
func begin(dir, last string) (*book.File, error) {
	if err := clear(dir, ""); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%s-%d.db", fingerprint(), number(last)+1)
	file, err := book.Create(filepath.Join(dir, name), schema())
	if err != nil {
		return nil, err
	}
	if err := writeCurrent(dir, name); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func number(name string) (n uint64) {
	_, after, _ := strings.Cut(name, "-")
	fmt.Sscanf(after, "%d.db", &n)
	return n
}

// clear removes every file but current and the book named keep with the two
// files that SQLite keeps beside it.
func clear(dir, keep string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return errors.New("the folder of the book cannot be read")
	}
	for _, entry := range entries {
		name := entry.Name()
		if name == "current" || keep != "" && strings.HasPrefix(name, keep) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return errors.New("an old book cannot be removed")
		}
	}
	return nil
}

// readCurrent returns "" where nothing usable is named.
func readCurrent(dir string) string {
	name, err := os.ReadFile(filepath.Join(dir, "current"))
	if err != nil || filepath.Base(string(name)) != string(name) {
		return ""
	}
	return string(name)
}

// writeCurrent names the book that serves: written aside, synced, renamed. If we
// stop before the rename, the next start begins another book.
func writeCurrent(dir, name string) error {
	aside := filepath.Join(dir, "current.part")
	file, err := os.OpenFile(aside, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return errors.New("the book cannot be named")
	}
	_, err = file.WriteString(name)
	if err := errors.Join(err, file.Sync(), file.Close(), os.Rename(aside, filepath.Join(dir, "current"))); err != nil {
		return errors.New("the book cannot be named")
	}
	return nil
}
