package durable_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"ahd.example/ahd/events/durable"
)

// Whatever is no file is refused at once, however it is named; a file is read.
func TestOnlyFilesAreOpened(t *testing.T) {
	dir := t.TempDir()
	pipe, file, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.WriteFile(file, []byte("words"), 0o600), os.Symlink("pipe", link)); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for path, want := range map[string]error{pipe: durable.ErrNotRegular, link: durable.ErrNotRegular, "/dev/zero": durable.ErrNotRegular, dir: durable.ErrNotRegular, filepath.Join(dir, "none"): fs.ErrNotExist} {
		if _, err := durable.ReadFile(path, 10); !errors.Is(err, want) {
			t.Errorf("%s: %v", path, err)
		}
		if _, err := durable.OpenIn(root, filepath.Base(path)); path != dir && path != "/dev/zero" && !errors.Is(err, want) {
			t.Errorf("%s within its folder: %v", path, err)
		}
	}
	if content, err := durable.ReadFile(file, 5); string(content) != "words" || err != nil {
		t.Errorf("%q %v", content, err)
	}
	if _, err := durable.ReadFile(file, 4); !errors.Is(err, durable.ErrTooLarge) {
		t.Error(err)
	}
}

func TestAStoreIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	for _, before := range []fs.FileMode{0, 0o666} { // absent, then as others may have left it
		if before != 0 {
			if err := os.Chmod(path, before); err != nil {
				t.Fatal(err)
			}
		}
		if err := durable.Own(path); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != durable.Private {
			t.Errorf("%v %v", info.Mode(), err)
		}
	}
	if err := durable.Own(filepath.Join(path, "below")); err == nil {
		t.Error("a store within a file")
	}
}
