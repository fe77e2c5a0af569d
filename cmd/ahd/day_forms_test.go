package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/reporting/document"
)

// happensLater records what happens today, with a word in it that nothing else has.
func happensLater(t *testing.T, dir, item string) {
	t.Helper()
	note := filepath.Join(t.TempDir(), "note.txt")
	if err := os.WriteFile(note, []byte("MARKED\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"assign", "--commitment", item, "--party", "fia"}, {"hand-over", "--commitment", item, "--party", "unodc", "--reason", "MARKED"},
		{"progress", "--commitment", item, "--state", "in_progress", "--narrative", "MARKED"},
		{"evidence", "--commitment", item, "--url", "https://example.org/MARKED"}, {"evidence", "--commitment", item, "--file", note, "--description", "MARKED"},
		{"due", "--commitment", item, "--due", "2031-07-07"}, {"revise-due", "--commitment", item, "--due", "2031-07-08", "--reason", "MARKED"},
		{"milestone", "--commitment", item, "--milestone", "marked-step", "--title", "MARKED"}, {"review", "--commitment", item, "--days", "31"},
		{"dispute", "--commitment", item, "--claim", "not_implemented", "--statement", "MARKED", "--url", "https://example.org/MARKED"},
		{"request-update", "--commitment", item, "--party", "unodc", "--channel", "letter", "--day", time.Now().UTC().Format(time.DateOnly)}, {"indicator", "--commitment", item, "--indicator", "marked-count", "--title", "MARKED", "--unit", "x"},
		{"suspend", "--commitment", item, "--reason", "MARKED"}, {"withdraw", "--commitment", "cm-dated-2", "--reason", "MARKED"},
		{"convening", "--id", "marked-meeting", "--kind", "conference", "--name", "MARKED", "--source", "note"},
		{"working-group", "--convening", "marked-meeting", "--id", "marked-group", "--called", "MARKED"},
		{"follow-up", "--convening", "marked-meeting", "--earlier", "meeting-1"},
		{"capture", "--id", "cm-marked", "--convening", "marked-meeting", "--kind", "call", "--source", "note", "--quote", "shelter one."},
	} {
		ok(t, append(append([]string{"record"}, args...), "--data", dir)...)
	}
	ok(t, "report", "publish", "--title", "MARKED", "--id", "marked-year", "--data", dir)
}

// marked is what happened later, wherever it turns up.
var marked = regexp.MustCompile(`(?i)[a-z-]*marked[a-z-]*|2031-07-0.|. July 2031`)

// opened is a file as somebody reads it: a workbook is a zip archive.
func opened(t *testing.T, format, file string) string {
	t.Helper()
	if format != "xlsx" {
		return file
	}
	archive, err := zip.NewReader(bytes.NewReader([]byte(file)), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}

// Whatever form an answer of a day has, it says as of which event it is known and on which
// day it stood so, and tells nothing that happened later.
func TestEveryFormOfADayTellsBothAndNothingLater(t *testing.T) {
	dir := datedRegister(t)
	happensLater(t, dir, "cm-dated-1")
	const on = "2024-12-31"
	last := fmt.Sprint(read[list](t, ok(t, "list", "sources", "--data", dir, "--json")).At.Sequence)
	tells := func(name, text string, said ...string) {
		t.Helper()
		for _, want := range said {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
	nothingLater := func(name, text string) {
		t.Helper()
		if found := marked.FindAllString(text, -1); len(found) > 0 {
			t.Errorf("%s tells what happened later: %q", name, found)
		}
	}
	json, words := []string{`"on":"` + on + `"`, `"sequence":` + last}, []string{"event " + last, "as it stood on " + on}
	ask := func(args ...string) {
		t.Helper()
		args = append(args, "--on", on, "--data", dir)
		name := strings.Join(args[:len(args)-2], " ")
		document, printed := ok(t, append(args, "--json")...), ok(t, args...)
		tells(name+" --json", document.out, json...)
		tells(name, printed.out+printed.err, words...)
		nothingLater(name+" --json", document.out)
		nothingLater(name, printed.out+printed.err)
	}
	for _, kind := range api.TableNames() {
		ask("list", kind)
	}
	for _, id := range []string{"cm-dated-1", "cm-dated-2"} {
		ask("show", "commitment", id)
		ask("timeline", "commitment", id)
		ask("show", "commitment", id, "--history")
	}
	ask("show", "convening", "meeting-1")
	ask("timeline", "convening", "meeting-1")
	ask("list", "commitments", "--search", "shelter")
	for _, gone := range [][2]string{{"commitment", "cm-marked"}, {"convening", "marked-meeting"}, {"working-group", "marked-group"}, {"summary", "marked-year"}} {
		for _, verb := range []string{"show", "timeline"} {
			if p := fails(t, 1, verb, gone[0], gone[1], "--on", on, "--data", dir); p.Code != "not-yet" {
				t.Errorf("%s %v: %+v", verb, gone, p)
			}
			ok(t, verb, gone[0], gone[1], "--data", dir)
		}
	}
	both := []string{"--scope", "convening/meeting-1", "--scope", "convening/meeting-2"}
	said := map[string][]string{"json": json, "html": {"event " + last, "as it stood on 31 December 2024"}, "csv": {"," + last, on}, "xlsx": {last, on}}
	for format := range document.Carriers {
		file := opened(t, format, ok(t, append([]string{"report", "summary", "--on", on, "--format", format, "-o", "-", "--data", dir}, both...)...).out)
		tells("a summary as "+format, file, said[format]...)
		if len(said[format]) == 0 {
			t.Errorf("nobody says what a summary as %s has to tell", format)
		}
		nothingLater("a summary as "+format, file)
	}
	for _, format := range []string{"json", "html", "svg"} {
		file := ok(t, append([]string{"report", "trend", "--every", "quarter", "--from", "2024-10", "--to", "2024-12", "--format", format, "-o", "-", "--data", dir}, both...)...).out
		nothingLater("a trend as "+format, file)
		tells("a trend as "+format, file, map[string]string{"json": `"dated_by_recording":0`, "html": "Facts dated by their recording", "svg": "Facts that nothing but their recording dates"}[format])
	}
}
