package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/folder"
)

var faults = flag.Int("faults", 100, "how many faults to plant in the files of a data folder")

// damage changes the bytes of a file as disks and careless hands do.
var damage = map[string]func(r *rand.Rand, content []byte) []byte{
	"a flipped bit": func(r *rand.Rand, content []byte) []byte {
		content[r.IntN(len(content))] ^= 1 << r.IntN(8)
		return content
	},
	"cut off": func(r *rand.Rand, content []byte) []byte { return content[:r.IntN(len(content))] },
	"a block of zeros": func(r *rand.Rand, content []byte) []byte {
		from, to := block(r, len(content))
		clear(content[from:to])
		return content
	},
	"a block twice": func(r *rand.Rand, content []byte) []byte {
		from, to := block(r, len(content))
		return slices.Insert(content, to, bytes.Clone(content[from:to])...)
	},
}

func block(r *rand.Rand, length int) (from, to int) {
	from = r.IntN(length)
	return from, min(length, from+1+r.IntN(4096))
}

// readings are what is read of a folder, whole: every list, things with their
// histories, a past moment, and searches.
var readings = [][]string{
	{"list", "commitments"}, {"list", "convenings"}, {"list", "instruments"}, {"list", "working-groups"}, {"list", "parties"},
	{"list", "figures"}, {"list", "questions"}, {"list", "sources"}, {"list", "commitments", "--search", "swept"},
	{"show", "commitment", item, "--history"}, {"timeline", "commitment", item}, {"timeline", "register", "register"},
	{"list", "commitments", "--at", "150"}, {"diff", "100", "180"},
}

// answersOf asks everything. An answer that is an error is its code, and so is one that
// calls something lost.
func answersOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	said := map[string]string{}
	for _, question := range readings {
		a := ahd(t, append(slices.Clone(question), "--data", dir, "--json")...)
		said[strings.Join(question, " ")] = a.out
		if a.code != 0 {
			said[strings.Join(question, " ")] = fmt.Sprint("exit ", a.code)
		} else if strings.Contains(a.out, `"lost":`) {
			said[strings.Join(question, " ")] = "exit, for something is lost"
		}
	}
	return said
}

// alike compares answers but for the moment of which they are.
func alike(was, is string) bool { return rowsOnly(was) == rowsOnly(is) }

func rowsOnly(document string) string {
	var d struct {
		At   struct{ Sequence int }
		Rows []json.RawMessage
		Row  json.RawMessage
	}
	if json.Unmarshal([]byte(document), &d) != nil {
		return document
	}
	var rows strings.Builder
	for _, row := range d.Rows {
		if !bytes.Contains(row, []byte(`"type":"ahd.register.store-repaired.v1"`)) { // a log that came back from the ledger says so
			rows.Write(row)
		}
	}
	return rows.String() + string(d.Row)
}

// Whatever happens to the bytes of any file while nobody has the folder open: what is
// read afterwards is what was recorded, or it is refused. A wrong answer is never given.
func TestNoFaultMakesAWrongAnswer(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, seed))
	dir := swept(t)
	want := answersOf(t, dir)
	for question, answer := range want {
		if strings.HasPrefix(answer, "exit") {
			t.Fatalf("%s: %s", question, answer)
		}
	}
	names := filesOf(t, dir)
	kinds := []string{}
	for kind := range damage {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	count := map[string]int{}
	for i := range *faults {
		name, kind := names[i%len(names)], kinds[r.IntN(len(kinds))]
		spoiled := filepath.Join(t.TempDir(), "data")
		if err := os.CopyFS(spoiled, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(spoiled, name)
		content, err := os.ReadFile(path)
		if err != nil || len(content) == 0 {
			continue
		}
		if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, damage[kind](r, content), 0o600)); err != nil {
			t.Fatal(err)
		}
		outcome := outcomeOf(t, spoiled, want, fmt.Sprintf("fault %d, %s in %s", i, kind, name))
		count[outcome]++
		if err := os.RemoveAll(spoiled); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d faults in %d files: %v", *faults, len(names), count)
	if count["wrong"] > 0 || count["refused or named"] == 0 {
		t.Error("see above")
	}
}

// outcomeOf reads everything of a spoiled folder: of one server, or, where none starts,
// of nobody.
func outcomeOf(t *testing.T, dir string, want map[string]string, what string) string {
	t.Helper()
	end, err := answering(t, dir)
	if err != nil {
		if found := ahd(t, "doctor", "--data", dir, "--json"); found.code == 0 {
			t.Errorf("%s: nothing can be read (%v), and the doctor finds nothing", what, err)
			return "wrong"
		}
		return "refused or named"
	}
	defer end()
	refused := false
	for question, is := range answersOf(t, dir) {
		switch {
		case alike(want[question], is):
		case strings.HasPrefix(is, "exit"):
			refused = true
		default:
			t.Errorf("%s: %q answers\n%s\nand answered\n%s", what, question, is, want[question])
			return "wrong"
		}
	}
	switch found := ahd(t, "doctor", "--data", dir, "--json"); {
	case refused && found.code == 0:
		t.Errorf("%s: something is refused, and the doctor finds nothing", what)
		return "wrong"
	case refused, found.code != 0:
		return "refused or named"
	}
	return "repaired, or without consequence"
}

// answering opens a folder and answers for it at its socket until end is called.
func answering(t *testing.T, dir string) (end func(), err error) {
	t.Helper()
	socket, remove, err := folder.SocketPath(dir)
	if err != nil {
		return nil, err
	}
	n, err := node.Open(t.Context(), node.Options{Dir: dir, Socket: socket, Replicas: 1, Now: time.Now, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		remove()
		return nil, err
	}
	listener, err := door.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	server := door.Server(application(n, nil, time.Now))
	var serving sync.WaitGroup
	serving.Go(func() { server.Serve(listener) })
	return func() {
		server.Close()
		serving.Wait()
		n.Close()
		remove()
	}, nil
}

// swept is a folder in which every kind of file is.
func swept(t *testing.T) string {
	t.Helper()
	dir := imported(t)
	for i := range 8 {
		ok(t, progress(dir, uuid.NewString(), "in_progress", fmt.Sprintf("swept report %d, told at some length so that a page is filled with it", i))...)
	}
	document := filepath.Join(t.TempDir(), "minutes.txt")
	if err := os.WriteFile(document, []byte("Minutes of a meeting"), 0o600); err != nil {
		t.Fatal(err)
	}
	ok(t, "record", "evidence", "--commitment", item, "--file", document, "--data", dir)
	wrongClock(t, dir)
	setRight(t, dir)
	ok(t, "status", "--data", dir)
	return dir
}

// filesOf lists every file of a folder that holds anything.
func filesOf(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if info, wrong := entry.Info(); wrong != nil || info.Size() > 0 && name != "lock" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
