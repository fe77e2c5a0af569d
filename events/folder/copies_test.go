package folder

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func remember(t *testing.T, dir string, left Copy) {
	t.Helper()
	if err := NoteCopy(dir, left); err != nil {
		t.Fatal(err)
	}
}

func sizes(t *testing.T, dir string) (sizes []uint64) {
	t.Helper()
	if err := ReadCopies(dir, func(c Copy) { sizes = append(sizes, c.Size) }); err != nil {
		t.Fatal(err)
	}
	return sizes
}

func TestCopiesAreRememberedByEachWhoMakesOne(t *testing.T) {
	dir := t.TempDir()
	if got := sizes(t, dir); len(got) != 0 {
		t.Errorf("%v", got)
	}
	stream := "commitment/cm-1"
	first := Copy{Kind: BundleCopy, Time: time.Date(2026, 11, 22, 1, 2, 3, 0, time.UTC), Scope: "stream", Stream: &stream, Size: 7, SHA256: strings.Repeat("a", 64)}
	remember(t, dir, first)
	var running sync.WaitGroup
	for range 20 {
		running.Go(func() { remember(t, dir, Copy{Kind: BackupCopy, Scope: "all", Size: 9}) })
	}
	running.Wait()
	var read []Copy
	if err := ReadCopies(dir, func(c Copy) { read = append(read, c) }); err != nil || len(read) != 21 {
		t.Fatalf("%d copies, %v", len(read), err)
	}
	if got := read[0]; !got.Time.Equal(first.Time) || *got.Stream != stream || got.Size != 7 || got.SHA256 != first.SHA256 || read[20].Stream != nil {
		t.Errorf("%+v", got)
	}
}

// A crash may cut a line off; the next one is read all the same.
func TestALineThatWasCutOffHidesNoOther(t *testing.T) {
	dir := t.TempDir()
	remember(t, dir, Copy{Size: 1})
	path := filepath.Join(dir, CopiesFile)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(whole, whole[:len(whole)/2]...), 0o600); err != nil {
		t.Fatal(err)
	}
	remember(t, dir, Copy{Size: 2})
	if got := sizes(t, dir); len(got) != 2 || got[0] != 1 || got[1] != 2 {
		t.Errorf("%v", got)
	}
	if err := os.WriteFile(path, make([]byte, 2*longestCopy), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := ReadCopies(dir, func(Copy) {}); err == nil {
		t.Error("a list that is none is read")
	}
}
