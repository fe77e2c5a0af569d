package durable_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events/durable"
)

// A file is there as it was before or whole, whatever a process that was stopped left
// aside, and nothing is left aside.
func TestAFileIsThereWhole(t *testing.T) {
	for name, left := range map[string]func(part string) error{
		"nothing":                   func(string) error { return nil },
		"half of a text":            func(part string) error { return os.WriteFile(part, []byte("ha"), 0o600) },
		"one that can only be read": func(part string) error { return os.WriteFile(part, []byte("a longer text"), 0o400) },
		"a link to another file":    func(part string) error { return os.Symlink(filepath.Join(filepath.Dir(part), "other"), part) },
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "file")
		if err := errors.Join(os.WriteFile(filepath.Join(dir, "other"), []byte("other"), 0o600), left(path+".part")); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"first", "a second one", ""} {
			if err := durable.WriteWhole(path, text, 0o400); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			have, err := os.ReadFile(path)
			info, err2 := os.Stat(path)
			if err := errors.Join(err, err2); err != nil || string(have) != text || info.Mode().Perm() != 0o400 {
				t.Errorf("%s: %q %v %v, want %q", name, have, info.Mode(), err, text)
			}
		}
		other, err := os.ReadFile(filepath.Join(dir, "other"))
		if entries, err2 := os.ReadDir(dir); errors.Join(err, err2) != nil || len(entries) != 2 || string(other) != "other" {
			t.Errorf("%s: %d files are there, the other one holds %q: %v", name, len(entries), other, err)
		}
	}
}

// Where a file cannot be written, what was there stays, and nothing is left aside.
func TestWhatCannotBeWrittenLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "place")
	if err := os.MkdirAll(filepath.Join(place, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := durable.WriteWhole(place, "text", 0o600); err == nil || durable.Exists(place+".part") {
		t.Errorf("a folder was replaced, or something was left: %v", err)
	}
	if err := durable.WriteWhole(filepath.Join(dir, "none", "file"), "text", 0o600); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if err := durable.WriteNew(place, "text", 0o600); !errors.Is(err, fs.ErrExist) {
		t.Errorf("something was there: %v", err)
	}
}

// A copy has the bytes, says what they hash to, and takes nobody's place; whose fault it
// is that there is none is told apart.
func TestFilesAreCopied(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	text := strings.Repeat("a line that is copied\n", 1<<17) // longer than one read
	if err := errors.Join(os.MkdirAll(filepath.Join(from, "in", "deep"), 0o700),
		os.WriteFile(filepath.Join(from, "one"), []byte(text), 0o600),
		os.WriteFile(filepath.Join(from, "in", "two"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := durable.CopyTree(to, from); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"one": text, filepath.Join("in", "two"): ""} {
		if have, err := os.ReadFile(filepath.Join(to, name)); err != nil || string(have) != want {
			t.Errorf("%s: %d bytes, %v", name, len(have), err)
		}
	}
	if info, err := os.Stat(filepath.Join(to, "in", "deep")); err != nil || !info.IsDir() {
		t.Errorf("an empty folder: %v", err)
	}
	sum, err := durable.CopyFile(filepath.Join(dir, "again"), filepath.Join(from, "one"))
	summed, err2 := durable.SumFile(filepath.Join(to, "one"))
	if errors.Join(err, err2) != nil || len(sum) != 32 || string(sum) != string(summed) {
		t.Errorf("%x and %x: %v %v", sum, summed, err, err2)
	}
	if _, err := durable.CopyFile(filepath.Join(dir, "again"), filepath.Join(from, "one")); !errors.Is(err, durable.ErrCopy) || !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that was there was replaced: %v", err)
	}
	if _, err := durable.CopyFile(filepath.Join(dir, "other"), filepath.Join(from, "none")); errors.Is(err, durable.ErrCopy) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is copied is not there: %v", err)
	}
	if _, err := durable.CopyFile(filepath.Join(dir, "folder"), from); err == nil || errors.Is(err, durable.ErrCopy) {
		t.Errorf("what is copied cannot be read: %v", err)
	}
	if _, err := durable.SumFile(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a sum of nothing: %v", err)
	}
}
