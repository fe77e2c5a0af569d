package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// canaries are words that stand nowhere else, as they are typed and as search
// folds them.
var canaries = []string{"Zqxwcanary77", "zqxwcanary77", "ژرفکناری"}

// found lists the files under a folder that hold a canary.
func found(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // a server wrote it aside
			return nil
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		for _, canary := range canaries {
			if bytes.Contains(content, []byte(canary)) {
				files = append(files, filepath.Base(path))
				break
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// intoTheStations records one more text with a canary and lets it come into the books
// of past moments: into one that is kept, and into one that somebody searches.
func intoTheStations(t *testing.T, dir string) (command string) {
	t.Helper()
	command = uuid.NewString()
	said := read[recordedAt](t, ok(t, progress(dir, command, "planning", "Word of Zqxwcanary77")...))
	for range 64 { // until a station stands behind it, however far apart they are
		ok(t, "record", "progress", "--commitment", "cm-b2", "--state", "planning", "--data", dir)
	}
	waitForStation(t, dir, func(content []byte) bool { return bytes.Contains(content, []byte("zqxwcanary77")) })
	if n := len(searchedAt(t, dir, said.Sequence+1)); n != 1 {
		t.Fatalf("%d are found by it", n)
	}
	if files := found(t, dir); !slices.ContainsFunc(files, func(name string) bool { return strings.HasPrefix(name, "past-") }) {
		t.Fatalf("the words are in %v", files)
	}
	return command
}

func searchedAt(t *testing.T, dir string, sequence uint64) []map[string]any {
	t.Helper()
	return read[list](t, ok(t, "list", "commitments", "--search", "zqxwcanary77", "--at", fmt.Sprint(sequence), "--data", dir, "--json")).Rows
}

// waitForStation waits until one of the stations is as it should be.
func waitForStation(t *testing.T, dir string, should func(content []byte) bool) {
	t.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		stations, err := filepath.Glob(filepath.Join(dir, "book", "station-*.db"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range stations {
			if content, err := os.ReadFile(path); err == nil && should(content) { // it may be gone again
				return
			}
		}
	}
	t.Fatal("no such station is made")
}

// An erased text is in no byte of the data folder. What was recorded before stays
// as it was, and a book that is made anew is the same.
func TestAnErasedTextIsNowhere(t *testing.T) {
	for _, served := range []bool{false, true} {
		t.Run(fmt.Sprintf("served %v", served), func(t *testing.T) {
			dir := imported(t)
			if served {
				start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir, "--stations-apart", "2")
			}
			id := uuid.NewString()
			ok(t, progress(dir, id, "planning", "Word of Zqxwcanary77 and ژرفکناری")...)
			ok(t, progress(dir, uuid.NewString(), "planning", "Nothing of the kind")...)
			text := id + "/narrative"
			if len(found(t, dir)) == 0 {
				t.Fatal("the canary is not seen where it should be")
			}
			if served {
				other := intoTheStations(t, dir) + "/narrative"
				ok(t, "record", "erase", "--commitment", item, "--text", other, "--basis", "mistake", "--data", dir)
			}
			erase := []string{"record", "erase", "--commitment", item, "--text", text, "--basis", "victim-data", "--command-id", uuid.NewString(), "--data", dir, "--json"}
			first := read[recordedAt](t, ok(t, erase...))
			again := read[recordedAt](t, ok(t, erase...))
			if !first.Recorded || again.Recorded || again.Sequence != first.Sequence {
				t.Errorf("%+v, then %+v", first, again)
			}
			if files := found(t, dir); len(files) > 0 {
				t.Errorf("the words are still in %v", files)
			}
			if served { // they are made again, without the words
				waitForStation(t, dir, func([]byte) bool { return true })
				if rows := searchedAt(t, dir, first.Sequence-1); len(rows) > 0 {
					t.Errorf("%v are found by it", rows)
				}
				if files := found(t, dir); len(files) > 0 {
					t.Errorf("the words are in %v again", files)
				}
			}
			told := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows
			for _, event := range told {
				if event["id"] == id && event["words"].(map[string]any)["narrative"] != nil {
					t.Errorf("%v", event)
				}
			}
			before := read[status](t, ok(t, "status", "--data", dir, "--json"))
			ok(t, "rebuild", "--data", dir)
			if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after.Row.Book.Digest != before.Row.Book.Digest {
				t.Error("a book that is made anew is another one")
			}
			if p := fails(t, 1, "record", "erase", "--commitment", "cm-b2", "--text", text, "--basis", "victim-data", "--data", dir); p.Code != "text.unknown" {
				t.Errorf("a text of another commitment: %+v", p)
			}
		})
	}
}

// An erasure that is refused erases nothing: not under an id that was used before,
// not in a role that may not, not with another commitment's name.
func TestARefusedErasureErasesNothing(t *testing.T) {
	dir := imported(t)
	used, id := uuid.NewString(), uuid.NewString()
	ok(t, progress(dir, used, "planning", "Something else")...)
	ok(t, progress(dir, id, "planning", "Word of Zqxwcanary77")...)
	erase := func(more ...string) []string {
		return append([]string{"record", "erase", "--commitment", item, "--text", id + "/narrative", "--basis", "mistake", "--data", dir}, more...)
	}
	if p := fails(t, 3, erase("--command-id", used)...); p.Code != "id-reused" {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 3, erase("--command-id", id)...); p.Code != "id-reused" {
		t.Errorf("%+v", p)
	}
	fails(t, 4, erase("--role", "reader")...)
	told := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows
	if words := told[len(told)-1]["words"].(map[string]any)["narrative"]; words != "Word of Zqxwcanary77" {
		t.Errorf("it is gone: %v", words)
	}
}

// The last narrative that search shows is erased too, and nothing takes its place.
func TestSearchForgetsAnErasedText(t *testing.T) {
	dir := imported(t)
	id := uuid.NewString()
	ok(t, progress(dir, id, "planning", "Word of Zqxwcanary77")...)
	search := func() int {
		return len(read[list](t, ok(t, "list", "commitments", "--search", "zqxwcanary77", "--data", dir, "--json")).Rows)
	}
	if search() != 1 {
		t.Fatal("it was never found")
	}
	ok(t, "record", "erase", "--commitment", item, "--text", id+"/narrative", "--basis", "mistake", "--data", dir)
	if n := search(); n != 0 {
		t.Errorf("%d are found by it", n)
	}
	if files := found(t, dir); len(files) > 0 {
		t.Errorf("the words are still in %v", files)
	}
}
