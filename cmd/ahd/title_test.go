package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd/cmd/ahd/verbs"
)

// What a register is called is recorded by whoever begins it and can be changed; its
// clock stays once there is a commitment.
func TestARegisterIsCalledSomething(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	take := []string{"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources", "--data", dir}
	fails(t, 1, append(take, "--time-zone", "Asia/Atlantis")...)
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder was made for a time zone that there is none of")
	}
	ok(t, append(take, "--title", "What was promised", "--time-zone", "America/Los_Angeles")...)
	first := read[struct{ Row verbs.Status }](t, ok(t, "status", "--data", dir, "--json")).Row
	if first.Described != (verbs.Says{Title: "What was promised", TimeZone: "America/Los_Angeles"}) || first.Ignored != nil {
		t.Errorf("%+v", first.Described)
	}
	unchanged(t, dir, func() { ok(t, append(take, "--title", "What was promised")...) }) // again
	unchanged(t, dir, func() {
		fails(t, 2, "record", "title", "--title", "x", "--time-zone", "Asia/Karachi", "--data", dir)
		fails(t, 2, append(take, "--time-zone", "Asia/Karachi")...)
		fails(t, 2, "record", "title", "--title", "What was promised", "--data", dir)
		fails(t, 4, "record", "title", "--title", "x", "--role", "reader", "--data", dir)
	})
	ok(t, "record", "title", "--title", "Renamed", "--data", dir)
	said := ok(t, "list", "commitments", "--data", dir)
	if !strings.Contains(said.err, " in Los Angeles") || strings.Contains(said.err, "EXAMPLE") {
		t.Error(said.err)
	}
	page := ok(t, "report", "summary", "--format", "html", "--data", dir).out
	if !strings.Contains(page, "<bdi>Renamed</bdi>") || !strings.Contains(page, " in Los Angeles") {
		t.Error("the summary goes by another name or clock")
	}
	if before := ok(t, "report", "summary", "--at", "3", "--format", "html", "--data", dir).out; !strings.Contains(before, "<bdi>What was promised</bdi>") {
		t.Error("a summary of then is called as now: the same file would be drawn otherwise")
	}
	file := filepath.Join(t.TempDir(), "s.html")
	ok(t, "report", "summary", "--format", "html", "-o", file, "--data", dir)
	ok(t, "record", "title", "--title", "Renamed again", "--data", dir)
	ok(t, "report", "check", file, "--data", dir)
	ok(t, "rebuild", "--data", dir)
}
