package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A book that is deleted or damaged under a running server costs nothing but
// time: reading and writing go on by themselves, and nothing is lost.
func TestABookSpoiledUnderAServer(t *testing.T) {
	for name, spoil := range map[string]func(dir string) error{
		"deleted": func(dir string) error { return os.RemoveAll(filepath.Join(dir, "book")) },
		"overwritten": func(dir string) error {
			return filepath.WalkDir(filepath.Join(dir, "book"), func(path string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() || !strings.Contains(path, ".db") {
					return err
				}
				file, err := os.OpenFile(path, os.O_WRONLY, 0)
				if err != nil {
					return err
				}
				_, err = file.WriteAt([]byte(strings.Repeat("no database ", 10_000)), 0)
				return errors.Join(err, file.Close())
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := imported(t)
			rows := commitments(t, dir)
			s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
			if err := spoil(dir); err != nil {
				t.Fatal(err)
			}
			healsWithin(t, dir, 30*time.Second)
			if got := commitments(t, dir); got != rows {
				t.Errorf("%d commitments, there were %d", got, rows)
			}
			if code, page := get(t, s.url+"/commitments/"+item); code != 200 || !strings.Contains(page, "after the fault") {
				t.Errorf("%d %s", code, page)
			}
			s.stop(t)
			agree(t, dir)
		})
	}
}
