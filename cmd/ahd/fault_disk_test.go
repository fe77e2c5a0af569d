package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A full disk stops commands with a sentence before it breaks a write; pages and
// verbs are read, and with room again recording goes on by itself. What happens
// when a write does meet the end of the disk is tested in node.
func TestAFullDiskUnderAServer(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=64m,mode=700"); err != nil {
		t.Skipf("a small disk can be mounted by root only: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	dir := filepath.Join(disk, "data")
	ok(t, "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", dir)
	rows := commitments(t, dir)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	for range 2 {
		var room syscall.Statfs_t
		if err := syscall.Statfs(disk, &room); err != nil {
			t.Fatal(err)
		}
		ballast := filepath.Join(disk, "ballast")
		if err := os.WriteFile(ballast, make([]byte, int64(room.Bavail)*room.Bsize), 0o600); err != nil {
			t.Fatal(err)
		}
		refusesAndReads(t, dir, rows, "the disk of the data folder is full", "recording goes on by itself")
		if code, page := get(t, s.url+"/commitments/"+item); code != 200 || !strings.Contains(page, "disk of the data folder is full") {
			t.Errorf("the page does not say why: %d %s", code, page)
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		healsWithin(t, dir, 5*time.Second)
	}
	s.stop(t)
	agree(t, dir)
}
