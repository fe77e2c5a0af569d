package book

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

const numbers = `
CREATE TABLE numbers (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE INDEX numbers_text ON numbers (text);`

func drafted(t *testing.T) (*File, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "draft.db")
	f, err := Draft(path, numbers)
	if err != nil {
		t.Fatal(err)
	}
	return f, path
}

// insert adds numbers from one up to another, in one batch.
func insert(f *File, from, to int) error {
	return f.Write(func(tx *Tx) (Checkpoint, error) {
		for n := from; n < to; n++ {
			if err := tx.Exec(`INSERT INTO numbers (n, text) VALUES (?, ?)`, int64(n), strings.Repeat("x", n%700)); err != nil {
				return Checkpoint{}, err
			}
		}
		return Checkpoint{Sequence: uint64(to), Time: time.UnixMilli(1)}, nil
	})
}

// What is written behind is there for whoever reads in the same batch, and in the file
// in the end.
func TestADraftReadsWhatItWrote(t *testing.T) {
	const many = 20 * statementsInList
	f, path := drafted(t)
	for from := 0; from < many; from += many / 4 {
		if err := insert(f, from, from+many/4); err != nil {
			t.Fatal(err)
		}
		var count int64
		if err := f.Write(func(tx *Tx) (Checkpoint, error) {
			_, err := tx.Row(`SELECT count(*) FROM numbers`, nil, []any{&count})
			return Checkpoint{Sequence: uint64(from), Time: time.UnixMilli(1)}, err
		}); err != nil || count != int64(from+many/4) {
			t.Fatalf("%d rows, not %d: %v", count, from+many/4, err)
		}
	}
	if err := f.Finish(path, numbers); err != nil {
		t.Fatal(err)
	}
	finished, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer finished.Close()
	err = finished.Read(t.Context(), func(v *View) error {
		var count, longest int
		_, err := v.Row(`SELECT count(*), max(length(text)) FROM numbers`, nil, []any{&count, &longest})
		if count != many || longest != 699 || v.At.Sequence != many*3/4 {
			t.Errorf("%d rows, the longest %d, at %d", count, longest, v.At.Sequence)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// A statement that fails is never lost: whoever reads, finishes or closes is told, and
// nothing after it is run.
func TestADraftThatFailsSaysSo(t *testing.T) {
	ends := map[string]func(f *File, path string) error{
		"finish": func(f *File, path string) error { return f.Finish(path, numbers) },
		"close":  func(f *File, path string) error { return f.Close() },
		"read": func(f *File, path string) error {
			defer f.Close()
			return f.Write(func(tx *Tx) (Checkpoint, error) {
				var n int64
				_, err := tx.Row(`SELECT n FROM numbers`, nil, []any{&n})
				return Checkpoint{}, err
			})
		},
	}
	for name, end := range ends {
		f, path := drafted(t)
		before := runtime.NumGoroutine()
		if err := insert(f, 0, 3); err != nil {
			t.Fatal(err)
		}
		if err := insert(f, 2, 5*statementsInList); err != nil && !strings.Contains(err.Error(), "UNIQUE") { // 2 is there
			t.Fatal(err)
		}
		if err := end(f, path); err == nil || !strings.Contains(err.Error(), "UNIQUE") {
			t.Errorf("%s: %v", name, err)
		}
		if name != "read" && runtime.NumGoroutine() > before {
			t.Errorf("%s: a goroutine was left", name)
		}
	}
}
