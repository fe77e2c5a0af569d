package folder

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// SQLite keeps no checksum of a page, so a flipped bit in a name or a figure would be
// shown like any other. The file "sums" says what each database hashed to when the
// folder was closed; it is taken away while the folder is open. A book that is not as
// it was left is made anew; a store of which there is only one is named.
//
// After a crash there is no such file: the stores of which there is one are then read
// as they are, and the book is made anew.

const sumsFile = "sums"

// OnlyStores are the stores of which there is only one.
var OnlyStores = []string{"texts.db", "private.db"}

// sums are SHA-256 in hexadecimal by the name of a file, "book" for the one that serves.
type sums map[string]string

// readSums reads what the files hashed to when the folder was last closed: nil after a
// crash. DropSums takes the file away.
func readSums(dir string) (sums, error) {
	file, err := os.Open(filepath.Join(dir, sumsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cause.Of(errors.New("the sums of the data folder cannot be read"), err)
	}
	defer file.Close()
	found := sums{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		sum, name, _ := strings.Cut(lines.Text(), "  ")
		found[name] = sum
	}
	return found, nil
}

// DropSums comes when the sums have been compared and before anything is changed. If
// we stop before, they are compared once more.
func DropSums(dir string) error {
	err := os.Remove(filepath.Join(dir, sumsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cause.Of(errors.New("the sums of the data folder cannot be taken away"), err)
	}
	return nil
}

// sumOf hashes a file; "" where there is none.
func sumOf(path string) (string, error) {
	sum, err := durable.SumFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", cause.Of(errors.New("a file of the data folder cannot be read"), err)
	}
	return hex.EncodeToString(sum), nil
}

// bookPath is the file of the book that serves; "" where none is named.
func bookPath(dir string) string {
	name, err := os.ReadFile(filepath.Join(dir, "book", "current"))
	if err != nil || filepath.Base(string(name)) != string(name) {
		return ""
	}
	return filepath.Join(dir, "book", string(name))
}

// compare says which of the files are not as they were left. Without sums nothing is
// known, and the book counts as changed.
func (s sums) compare(dir string) (changed []string, bookSound bool, err error) {
	if s == nil {
		return nil, false, nil
	}
	for _, name := range OnlyStores {
		sum, err := sumOf(filepath.Join(dir, name))
		if err != nil {
			return nil, false, err
		}
		if sum != s[name] {
			changed = append(changed, name)
		}
	}
	path := bookPath(dir)
	if path == "" {
		return changed, false, nil
	}
	sum, err := sumOf(path)
	return changed, err == nil && sum != "" && sum == s["book"], err
}

// write is the last that is done to a folder. Of what was found changed, and not
// accepted since, the old sum stays; a book that is not known to be sound gets none.
func (s sums) write(dir string, changed []string, sound bool) error {
	now := sums{}
	for _, name := range OnlyStores {
		sum, err := sumOf(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		now[name] = sum
	}
	for _, name := range changed {
		now[name] = s[name]
	}
	if path := bookPath(dir); sound && path != "" {
		sum, err := sumOf(path)
		if err != nil {
			return err
		}
		now["book"] = sum
	}
	var text strings.Builder
	for _, name := range append(OnlyStores, "book") {
		if now[name] != "" {
			fmt.Fprintf(&text, "%s  %s\n", now[name], name)
		}
	}
	return WriteWhole(filepath.Join(dir, sumsFile), text.String(), 0o600)
}
