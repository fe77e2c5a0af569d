package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/services/api"
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
	first := read[struct{ Row api.Status }](t, ok(t, "status", "--data", dir, "--json")).Row
	if first.Described != (api.Says{Title: "What was promised", TimeZone: "America/Los_Angeles"}) || first.Ignored != nil {
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

// A dry run says of a title what the run itself would, and a run that is refused for its
// title makes no folder and records nothing.
func TestADryRunChecksTheTitleToo(t *testing.T) {
	there := imported(t)
	for title, exit := range map[string]int{
		"Ask 35202-1234567-1": 2, "Mst. Zahra wrote": 2, "Call 0300-1234567": 2, "a\x1b[31mb": 7, strings.Repeat("n", 301): 7, "Fine": 0,
	} {
		for _, dir := range []string{there, filepath.Join(t.TempDir(), "data")} {
			take := []string{"import", "register", exampleDir + "/register.json", "--sources", exampleDir + "/sources", "--data", dir, "--title", title}
			dry := ahd(t, append(take, "--dry-run")...)
			if dry.code != exit || strings.Contains(dry.out+dry.err, "Zahra") || strings.Contains(dry.out+dry.err, "1234567") {
				t.Errorf("%.20q: %d %s", title, dry.code, dry.err)
			}
			if exit == 0 {
				continue
			}
			unchanged(t, there, func() { fails(t, exit, take...) })
			if _, err := os.Stat(dir); err == nil && dir != there {
				t.Errorf("%.20q: a folder was made", title)
			}
		}
	}
	said := ahd(t, "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", there, "--title", "Call 0300-1234567", "--dry-run")
	if !strings.Contains(said.out, "register, title: it seems to hold a phone number") {
		t.Error(said.out)
	}
	ok(t, "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", there, "--title", "Call 0300-1234567", "--confirmed")
}
