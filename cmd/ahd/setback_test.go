package main

import (
	"path/filepath"
	"testing"

	"github.com/google/uuid"
)

// A summary that was made of more events than a register has now says that the register
// was set back, in whatever form it was given away, and whatever it asks about.
func TestASummaryBeyondARegisterThatWasSetBack(t *testing.T) {
	dir := imported(t)
	copied := filepath.Join(t.TempDir(), "copy.tar")
	ok(t, "backup", copied, "--data", dir)
	ok(t, "record", "convening", "--id", "autumn", "--kind", "conference", "--called", "Autumn conference", "--data", dir)
	ok(t, progress(dir, uuid.NewString(), "in_progress", "It goes on.")...)
	var files []string
	for _, form := range []string{"json", "html", "xlsx"} {
		for _, scope := range [][]string{nil, {"--scope", "convening/autumn"}} {
			file, _ := taken(t, dir, "s."+form, append([]string{"--format", form}, scope...)...)
			files = append(files, file)
		}
	}
	for _, file := range files {
		ok(t, "report", "check", file, "--data", dir)
	}
	back := filepath.Join(t.TempDir(), "back")
	ok(t, "restore", copied, "--data", back)
	for _, file := range files {
		if p := fails(t, 3, "report", "check", file, "--data", back); p.Code != "register.rolled-back" {
			t.Errorf("%s: %+v", filepath.Base(file), p)
		}
	}
}
