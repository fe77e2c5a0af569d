package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The configuration file of a data folder is in its backup, and a folder in which only one
// was put is one into which a backup is restored; that one stays.
func TestABackupHoldsTheConfigurationFile(t *testing.T) {
	dir := imported(t)
	if err := os.WriteFile(filepath.Join(dir, "ahd.conf"), []byte("LISTEN=127.0.0.1:1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "b.tar")
	ok(t, "backup", file, "--drill", "--data", dir)
	for _, stands := range []string{"", "LISTEN=127.0.0.1:2\n"} {
		again := t.TempDir()
		want := "LISTEN=127.0.0.1:1\n"
		if stands != "" {
			want = stands
			if err := os.WriteFile(filepath.Join(again, "ahd.conf"), []byte(stands), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		ok(t, "restore", file, "--verify", "--data", again)
		if got, err := os.ReadFile(filepath.Join(again, "ahd.conf")); string(got) != want {
			t.Errorf("%q, want %q: %v", got, want, err)
		}
		ok(t, "status", "--data", again)
	}
}
