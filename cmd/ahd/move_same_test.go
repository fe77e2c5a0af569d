package main

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/services/api"
)

// A register whose log moved out and home again, and that recorded, erased and sealed in
// every place, is byte for byte the register that holds the same events and never moved:
// ledger, log and book, and every answer.
func TestARegisterThatMovedIsTheOneThatNeverDid(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	lived(t, dir)
	before := ledgerFile(t, dir)
	stayed := copied(t, dir)
	files := contentsOf(t, filepath.Join(dir, "ledger"))
	told := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows

	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	lived(t, dir)
	ok(t, "log", "move", "--embedded", "--data", dir)
	lived(t, dir)

	for name, content := range contentsOf(t, filepath.Join(dir, "ledger")) {
		if name != "checkpoint" && !strings.HasPrefix(content, files[name]) {
			t.Errorf("%s of the ledger does not go on with what it held", name)
		}
	}
	if now := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows; !reflect.DeepEqual(now[:len(told)], told) {
		t.Errorf("what was told of a commitment before is not told with the same words: %v, it was %v", now[:len(told)], told)
	}
	follows(t, dir, stayed, ledgerFile(t, dir)[len(before):])
	want, have := allAnswers(t, stayed), allAnswers(t, dir)
	for _, question := range slices.Sorted(maps.Keys(want)) {
		if !reflect.DeepEqual(want[question], have[question]) {
			t.Errorf("%s is\n%v\nand where nothing moved\n%v", question, have[question], want[question])
		}
	}
	wantFiles, haveFiles := contentsOf(t, filepath.Join(stayed, "ledger")), contentsOf(t, filepath.Join(dir, "ledger"))
	for _, name := range slices.Sorted(maps.Keys(wantFiles)) {
		if wantFiles[name] != haveFiles[name] {
			t.Errorf("%s of the ledger is %d bytes, and where nothing moved %d, or other ones", name, len(haveFiles[name]), len(wantFiles[name]))
		}
	}
	if len(wantFiles) != len(haveFiles) || len(wantFiles) < 4 {
		t.Errorf("%d files in the ledger, and where nothing moved %d", len(haveFiles), len(wantFiles))
	}
	sameInLog(t, dir)
	sameInLog(t, stayed)
}

// lived records what leaves something in each store: words of several people, of which
// some are erased, a document and an address. Each verb that records ends with a checkpoint.
func lived(t *testing.T, dir string) {
	t.Helper()
	for i, as := range []string{"p-focal", "p-other"} {
		id := uuid.NewString()
		said := progress(dir, id, "in_progress", "What was done, as "+as+" says")
		ok(t, append(said, "--as", as, "--role", "focal_point")...)
		if i == 0 {
			ok(t, "record", "erase", "--yes", "--commitment", item, "--text", id+"/narrative", "--basis", "mistake", "--data", dir)
		}
	}
	document := filepath.Join(t.TempDir(), "minutes.txt")
	write(t, document, "Minutes of a visit "+uuid.NewString())
	ok(t, "record", "evidence", "--commitment", item, "--file", document, "--as", "p-focal", "--data", dir)
	ok(t, "record", "evidence", "--commitment", item, "--url", "https://example.org/"+uuid.NewString(), "--data", dir)
}

// follows lets a register that never moved have what another recorded: it reads the events
// in its own log, its stores hold the words and documents of them, and it is the node that
// they name.
func follows(t *testing.T, from, to string, bodies [][]byte) {
	t.Helper()
	inItsLog(t, to, func(log *eventlog.Log) {
		head, err := log.Head(t.Context())
		works(t, err, log.Restore(t.Context(), head+1, bodies))
	})
	for _, name := range []string{"texts.db", "private.db", "files", "format", "log"} {
		m := &moments{early: from}
		works(t, m.asBefore(to, name))
	}
	node := filepath.Join(to, "node") // a copy of the file would be another node's
	works(t, os.RemoveAll(node), os.Link(filepath.Join(from, "node"), node), (&moments{early: from}).asBefore(to, "node.file"))
	works(t, os.Remove(filepath.Join(to, "sums"))) // the stores are not as they were left, and that is right
	ok(t, "status", "--data", to)                  // it reads them, and signs what it read
}

// contentsOf are the files of a folder, with what they hold.
func contentsOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	works(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, dir+"/")] = string(content)
		return err
	}))
	return files
}

// allAnswers are what a register says to every question about what it holds.
func allAnswers(t *testing.T, dir string) map[string]any {
	t.Helper()
	all := map[string]any{}
	ask := func(args ...string) (document map[string]any) {
		a := ok(t, append(args, "--data", dir, "--json")...)
		if err := json.Unmarshal([]byte(a.out), &document); err != nil {
			t.Fatalf("%v: %v in %s", args, err, a.out)
		}
		all[strings.Join(args, " ")] = document
		return document
	}
	delete(ask("status")["row"].(map[string]any), "process")
	ask("doctor", "--deep")
	ask("log", "verify", "--replay")
	ask("rebuild")
	for _, kind := range api.TableNames() {
		ask("list", kind)
	}
	ask("show", "commitment", item)
	ask("show", "register", "register")
	ask("timeline", "commitment", item)
	ask("timeline", "register", "register")
	return all
}
