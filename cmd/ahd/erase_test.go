package main

import (
	"bytes"
	"crypto/sha256"
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

// intoTheSnapshots records one more text with a canary and lets it come into the books
// of past moments: into one that is kept, and into one that somebody searches.
func intoTheSnapshots(t *testing.T, dir string) (command string) {
	t.Helper()
	command = uuid.NewString()
	said := read[recordedAt](t, ok(t, progress(dir, command, "planning", "Word of Zqxwcanary77")...))
	for range 64 { // until a snapshot stands behind it, however far apart they are
		ok(t, "record", "progress", "--commitment", "cm-b2", "--state", "planning", "--data", dir)
	}
	waitForSnapshot(t, dir, func(content []byte) bool { return bytes.Contains(content, []byte("zqxwcanary77")) })
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

// waitForSnapshot waits until one of the snapshots is as it should be.
func waitForSnapshot(t *testing.T, dir string, should func(content []byte) bool) {
	t.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		snapshots, err := filepath.Glob(filepath.Join(dir, "book", "station-*.db"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range snapshots {
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
				other := intoTheSnapshots(t, dir) + "/narrative"
				ok(t, "record", "erase", "--yes", "--commitment", item, "--text", other, "--basis", "mistake", "--data", dir)
			}
			erase := []string{"record", "erase", "--yes", "--commitment", item, "--text", text, "--basis", "victim-data", "--command-id", uuid.NewString(), "--data", dir, "--json"}
			first := read[recordedAt](t, ok(t, erase...))
			again := read[recordedAt](t, ok(t, erase...))
			if !first.Recorded || again.Recorded || again.Sequence != first.Sequence {
				t.Errorf("%+v, then %+v", first, again)
			}
			if files := found(t, dir); len(files) > 0 {
				t.Errorf("the words are still in %v", files)
			}
			if served { // they are made again, without the words
				waitForSnapshot(t, dir, func([]byte) bool { return true })
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
			if p := fails(t, 1, "record", "erase", "--yes", "--commitment", "cm-b2", "--text", text, "--basis", "victim-data", "--data", dir); p.Code != "text.unknown" {
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
		return append([]string{"record", "erase", "--yes", "--commitment", item, "--text", id + "/narrative", "--basis", "mistake", "--data", dir}, more...)
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
	ok(t, "record", "erase", "--yes", "--commitment", item, "--text", id+"/narrative", "--basis", "mistake", "--data", dir)
	if n := search(); n != 0 {
		t.Errorf("%d are found by it", n)
	}
	if files := found(t, dir); len(files) > 0 {
		t.Errorf("the words are still in %v", files)
	}
}

// leftWith runs a verb that writes a copy in the place of COPY, and returns its hash.
func leftWith(t *testing.T, dir string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy")
	args = append(args, "--data", dir)
	for i, arg := range args {
		args[i] = strings.ReplaceAll(arg, "COPY", path)
	}
	ok(t, args...)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(content))
}

// Whoever erases a text is told of each copy that left while it was here, and of no other.
func TestAnErasureNamesTheCopiesThatLeft(t *testing.T) {
	for _, served := range []bool{false, true} {
		dir := imported(t)
		var s *server
		if served {
			s = start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
		}
		record := func(args ...string) { // and wait until it is sealed: a bundle holds no more
			sequence := read[recordedAt](t, ok(t, append(args, "--json")...)).Sequence
			if served {
				sealedBeyond(t, s, sequence-1)
			}
		}
		leave := func(args ...string) string { return leftWith(t, dir, args...) }
		leave("log", "bundle", "--all", "--texts", "-o", "COPY")
		id := uuid.NewString()
		record(progress(dir, id, "planning", "Word of Zqxwcanary77")...)
		leave("log", "bundle", "--all", "-o", "COPY")
		leave("log", "bundle", "--stream", "commitment/cm-b2", "--texts", "-o", "COPY")
		want := []string{
			"bundle " + leave("log", "bundle", "--stream", "commitment/"+item, "--texts", "-o", "COPY"),
			"backup " + leave("backup", "COPY"),
			"bundle " + leave("log", "bundle", "--all", "--texts", "-o", "COPY"),
		}
		piped := ok(t, "log", "bundle", "--all", "--texts", "-o", "-", "--data", dir).out
		want = append(want, fmt.Sprintf("bundle %x", sha256.Sum256([]byte(piped))))

		erase := []string{"record", "erase", "--yes", "--commitment", item, "--text", id + "/narrative", "--basis", "victim-data", "--command-id", uuid.NewString(), "--data", dir}
		named := func() (names []string) {
			for _, c := range read[struct {
				Copies []struct{ Kind, SHA256 string }
			}](t, ok(t, append(erase, "--json")...)).Copies {
				names = append(names, c.Kind+" "+c.SHA256)
			}
			return names
		}
		if got := named(); !slices.Equal(got, want) {
			t.Errorf("served %v: it names\n%v, want\n%v", served, got, want)
		}
		record(erase...)
		leave("log", "bundle", "--all", "--texts", "-o", "COPY") // which has it no more
		if got := named(); !slices.Equal(got, want) {
			t.Errorf("served %v, once more: it names\n%v, want\n%v", served, got, want)
		}
		said := ok(t, erase...).out
		if !strings.Contains(said, "ask their holders to destroy them") || !strings.Contains(said, "at most 30 days") || strings.Count(said, "sha256") != len(want) {
			t.Error(said)
		}
		list, err := os.ReadFile(filepath.Join(dir, "copies.ndjson"))
		if err != nil || bytes.Contains(list, []byte("Zqxwcanary77")) || bytes.Contains(list, []byte(os.TempDir())) {
			t.Errorf("%v %s", err, list)
		}
		if err := os.WriteFile(filepath.Join(dir, "copies.ndjson"), make([]byte, 5000), 0o600); err != nil {
			t.Fatal(err)
		}
		if p := fails(t, 9, erase...); p.Recorded == nil || !*p.Recorded {
			t.Errorf("the list cannot be read: %+v", p)
		}
	}
}

// A register that is restored knows of the copies that left, the backup among them.
func TestARestoredRegisterKnowsItsCopies(t *testing.T) {
	dir, fresh, backup := imported(t), filepath.Join(t.TempDir(), "fresh"), filepath.Join(t.TempDir(), "backup")
	id := uuid.NewString()
	ok(t, progress(dir, id, "planning", "Word of Zqxwcanary77")...)
	ok(t, "log", "bundle", "--all", "--texts", "-o", filepath.Join(t.TempDir(), "bundle"), "--data", dir)
	ok(t, "backup", backup, "--data", dir)
	ok(t, "restore", backup, "--data", fresh)
	told := read[struct {
		Copies []struct{ Kind, SHA256 string }
	}](t, ok(t, "record", "erase", "--yes", "--commitment", item, "--text", id+"/narrative", "--basis", "mistake", "--data", fresh, "--json")).Copies
	content, err := os.ReadFile(backup)
	if err != nil || len(told) != 2 || told[0].Kind != "bundle" || told[1].Kind != "backup" || told[1].SHA256 != fmt.Sprintf("%x", sha256.Sum256(content)) {
		t.Errorf("%+v %v", told, err)
	}
}
