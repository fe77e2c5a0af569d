package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/verification"
)

// kept is a copy of the checkpoint that the folder has now, as somebody keeps it.
func kept(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "ledger", "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	return putAside(t, text)
}

func putAside(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "aside")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// beside is a file to be named in answers, in which no path of the machine may stand.
func beside(t *testing.T) (name string) {
	t.Helper()
	t.Chdir(t.TempDir())
	return "sides.json"
}

// second runs the verifier in Python that lies in the bundle, and gives its exit code.
func second(t *testing.T, path string, args ...string) int {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("python3 is not there, so that the second verifier was not tested")
		}
		t.Skip("python3 is not there: the second verifier is not tested")
	}
	command := exec.Command(python, append([]string{putAside(t, bundle.Verifier), path}, args...)...)
	said, err := command.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if err != nil {
		t.Logf("%s", said)
	}
	return command.ProcessState.ExitCode()
}

// The record can be checked, proved and taken away, while nobody and while a server
// holds the folder; whoever gets a bundle comes to the same answer.
func TestTheRecordIsCheckedAndTakenAway(t *testing.T) {
	dir := imported(t)
	early := kept(t, dir)
	ok(t, progress(dir, uuid.NewString(), "planning", "said before the server")...)
	for _, served := range []bool{false, true} {
		if served {
			start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
			ok(t, progress(dir, uuid.NewString(), "in_progress", "said to the server")...)
		}
		found := read[struct {
			OK     bool
			Events uint64
			Quotes int
			Old    *uint64
			Replay *struct{ Sequence uint64 }
		}](t, ok(t, "log", "verify", "--data", dir, "--old", early, "--replay", "--json"))
		if !found.OK || found.Events == 0 || found.Quotes == 0 || found.Old == nil || found.Replay == nil || found.Replay.Sequence != found.Events {
			t.Errorf("served %v: %+v", served, found)
		}
		for _, of := range [][]string{{"--all", "--texts"}, {"--stream", "commitment/" + item, "--old", early}} {
			path := filepath.Join(t.TempDir(), "bundle.tar")
			ok(t, append([]string{"log", "bundle", "-o", path, "--data", dir}, of...)...)
			old, err := os.ReadFile(early)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := verification.Bundle(t.Context(), path, verification.Demands{Old: old}); err != nil {
				t.Errorf("served %v, %v: %v", served, of, err)
			}
			if code := second(t, path, "--old", early); code != 0 {
				t.Errorf("served %v, %v: verify.py ends with %d", served, of, code)
			}
		}
		provedAndExported(t, dir, early)
	}
}

func provedAndExported(t *testing.T, dir, early string) {
	t.Helper()
	bodies := strings.Split(strings.TrimSuffix(ok(t, "log", "export", "--data", dir, "-o", "-").out, "\n"), "\n")
	proof, err := ledger.ParseProof([]byte(ok(t, "log", "prove", "7", "--data", dir).out))
	if err != nil || proof.Index != 6 {
		t.Fatalf("%+v %v", proof, err)
	}
	c, err := ledger.ParseCheckpoint(string(proof.Checkpoint[:bytes.Index(proof.Checkpoint, []byte("\n\n"))+1]))
	if err != nil || ledger.CheckPath(proof.Hashes, c.Size, c.Root, 6, events.LeafHash([]byte(bodies[6]))) != nil {
		t.Errorf("the proof does not prove event 7: %v", err)
	}
	continued, err := ledger.ParseContinuation([]byte(ok(t, "log", "consistency", "--old", early, "--data", dir).out))
	if err != nil || continued.Old == 0 || continued.Old >= c.Size {
		t.Errorf("%+v %v", continued, err)
	}
}

// A bundle with texts has those that may still be read, and only those.
func TestABundleHoldsNoErasedText(t *testing.T) {
	dir := imported(t)
	id := uuid.NewString()
	ok(t, progress(dir, id, "planning", "Word of Zqxwcanary77")...)
	ok(t, progress(dir, uuid.NewString(), "planning", "Word that stays")...)
	taken := func(args ...string) []byte {
		return []byte(ok(t, append([]string{"log", "bundle", "-o", "-", "--data", dir}, args...)...).out)
	}
	if content := taken("--all", "--texts"); !bytes.Contains(content, []byte("Zqxwcanary77")) {
		t.Fatal("the canary is not seen where it should be")
	}
	if content := taken("--all"); bytes.Contains(content, []byte("Zqxwcanary77")) || bytes.Contains(content, []byte("Word that stays")) {
		t.Error("texts left the house without being asked for")
	}
	ok(t, "record", "erase", "--yes", "--commitment", item, "--text", id+"/narrative", "--basis", "victim-data", "--data", dir)
	for _, of := range [][]string{{"--all"}, {"--stream", "commitment/" + item}} {
		content := taken(append(of, "--texts")...)
		if bytes.Contains(content, []byte("Zqxwcanary77")) || !bytes.Contains(content, []byte("Word that stays")) || !bytes.Contains(content, []byte(`"erased":["`+id+`/narrative"]`)) {
			t.Errorf("%v: the erased text is in it, or another is not, or the erasure is not listed", of)
		}
		if code := second(t, putAside(t, content)); code != 0 {
			t.Errorf("%v: after the erasure it does not verify: %d", of, code)
		}
	}
}

// A book that is not what the events say is found by replaying them.
func TestABookThatSaysSomethingElseIsFound(t *testing.T) {
	dir := imported(t)
	sides := beside(t)
	current, err := os.ReadFile(filepath.Join(dir, "book", "current"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "book", string(current)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`UPDATE commitments SET self_reported = 'stalled' WHERE id = ?`, item); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ok(t, "log", "verify", "--data", dir)
	fails(t, 5, "log", "verify", "--replay", "--data", dir, "--out", sides)
	var both struct{ Expected, Stands string }
	text, err := os.ReadFile(sides)
	if err != nil || json.Unmarshal(text, &both) != nil || len(both.Expected) != 64 || len(both.Stands) != 64 || both.Expected == both.Stands {
		t.Errorf("%v %s", err, text)
	}
	if err := os.RemoveAll(filepath.Join(dir, "book")); err != nil {
		t.Fatal(err)
	}
	fails(t, 6, "log", "verify", "--replay", "--data", dir, "--out", sides)
}

func TestWhatIsWrongWithTheRecordIsSaid(t *testing.T) {
	dir, another := imported(t), imported(t)
	old, sides := kept(t, dir), beside(t)
	log := filepath.Join(dir, "ledger", "entries.log")
	whole, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	altered := bytes.Replace(whole, []byte(`"name":"ahd"`), []byte(`"name":"had"`), 1)
	if err := os.WriteFile(log, altered, 0o600); err != nil {
		t.Fatal(err)
	}
	a := ahd(t, "log", "verify", "--data", dir, "--out", sides, "--json")
	var said struct {
		Code     string
		Sequence uint64
		Index    *uint64
		File     string
		Recorded *bool
	}
	if err := json.Unmarshal([]byte(a.err), &said); err != nil || a.code != 2 || said.Sequence != 1 || *said.Index != 0 || said.File != sides || *said.Recorded {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	fails(t, 2, "log", "bundle", "--all", "-o", filepath.Join(t.TempDir(), "x"), "--data", dir)
	fails(t, 2, "log", "prove", "1", "--data", dir)
	if err := os.WriteFile(log, whole[:len(whole)-9], 0o600); err != nil {
		t.Fatal(err)
	}
	fails(t, 6, "log", "verify", "--data", dir, "--out", sides)
	fails(t, 3, "log", "verify", "--data", another, "--old", old, "--out", sides)
	fails(t, 3, "log", "consistency", "--data", another, "--old", old)
	fails(t, 7, "log", "verify", "--data", another, "--old", putAside(t, []byte("no checkpoint")), "--out", sides)
	for _, args := range [][]string{
		{"prove"}, {"prove", "99999"}, {"bundle", "-o", "x"}, {"bundle", "--all", "--stream", "commitment/x", "-o", "x"}, {"bundle", "--stream", "commitment", "-o", "x"},
		{"bundle", "--stream", "commitment/no-such", "-o", filepath.Join(t.TempDir(), "x")}, {"bundle", "--all", "-o", filepath.Join(t.TempDir(), "no", "such")}, {"verify", "--old", "no such"},
		{"consistency"},
	} {
		fails(t, 1, append(append([]string{"log"}, args...), "--data", another)...)
	}
	if err := os.WriteFile(log, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	lyingSources(t, dir, sides)
	empty := filepath.Join(t.TempDir(), "none")
	fails(t, 1, "log", "verify", "--data", empty)
	if _, err := os.Stat(empty); err == nil {
		t.Error("looking at an absent folder made it")
	}
}

// lyingSources changes every source text: whoever quotes it is named.
func lyingSources(t *testing.T, dir, sides string) {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join(dir, "files", "*"))
	if err != nil || len(sources) == 0 {
		t.Fatal("no source texts")
	}
	for _, source := range sources {
		if err := os.WriteFile(source, []byte("something else"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	fails(t, 2, "log", "verify", "--data", dir, "--out", sides)
	fails(t, 2, "log", "bundle", "--all", "-o", filepath.Join(t.TempDir(), "x"), "--data", dir)
}
