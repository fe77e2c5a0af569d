package node_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/auditing/examination"
)

// An examination of a damaged ledger comes to its end: it names the damage, and says what
// it could therefore not compare. It gives back the log that it compares, whatever it found
// before: who closes the folder waits for whoever still has it.
func TestAnExaminationOfADamagedLedgerComesToItsEnd(t *testing.T) {
	dir := t.TempDir()
	n := open(t, dir)
	more := api.Description{Title: "More than the opening"}.Request(n.Key.Origin, n.Key.Name(), n.Book.Described(), 1, rule.ByLocal("administrator"))
	if _, err := n.Recorder.Do(t.Context(), more); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "ledger", "entries.log")
	entries, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	entries[len(entries)-20] ^= 1
	if err := os.WriteFile(path, entries, 0o600); err != nil {
		t.Fatal(err)
	}
	examined, err := n.Examiner.Examine(t.Context(), nil, true, func(uint64, uint64) {})
	var codes []string
	for _, f := range examined.Findings {
		codes = append(codes, f.Code)
	}
	if err != nil || !slices.Equal(codes, []string{"ledger.damaged", examination.Uncompared}) {
		t.Errorf("%v: %q", err, codes)
	}
	if last := n.Examiner.Last(); last == nil || len(last.Findings) != len(codes) || n.Ready() == nil {
		t.Errorf("it is not known: %+v, ready: %v", last, n.Ready())
	}
	if found, err := n.Examiner.Stores(t.Context(), func(uint64, uint64) {}); err != nil || len(found) != 1 {
		t.Errorf("stores that cannot be compared pass for whole: %+v, %v", found, err)
	}
	if err := n.Close(); err != nil {
		t.Error(err)
	}
}

// An examination that comes upon a damaged book comes to its end too.
func TestAnExaminationOfADamagedBookComesToItsEnd(t *testing.T) {
	dir := t.TempDir()
	n := open(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "files", "some"), nil, 0o600); err != nil { // else the book is asked earlier, and heals
		t.Fatal(err)
	}
	books, err := filepath.Glob(filepath.Join(dir, "book", "*.db*"))
	if err != nil || len(books) == 0 {
		t.Fatal(err, books)
	}
	for _, path := range books {
		if strings.HasSuffix(path, "-shm") {
			continue
		}
		size, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = file.Write(bytes.Repeat([]byte("no database "), int(size.Size())/12))
		if err := errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
	}
	examined, err := n.Examiner.Examine(t.Context(), nil, true, func(uint64, uint64) {})
	if err != nil || len(examined.Findings) != 1 || examined.Findings[0].Code != "book.damaged" {
		t.Errorf("%v: %+v", err, examined.Findings)
	}
	closed(t, n)
}
