package main

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// finding is what the doctor found, as scripts see it.
type finding struct {
	Code     string  `json:"code"`
	Event    *uint64 `json:"event"`
	Sentence string  `json:"sentence"`
	Remedy   string  `json:"remedy"`
	Fork     bool    `json:"fork"`
}

// examined runs the doctor, who must end with a code.
func examined(t *testing.T, dir string, code int, flags ...string) []finding {
	t.Helper()
	a := ahd(t, append([]string{"doctor", "--data", dir, "--json"}, flags...)...)
	if a.code != code {
		t.Fatalf("exit %d, want %d\n%s%s", a.code, code, a.out, a.err)
	}
	found := read[struct{ Rows []finding }](t, a).Rows
	for _, f := range found {
		if len(f.Sentence) < 20 || len(f.Remedy) < 20 || strings.Contains(f.Sentence, dir) {
			t.Errorf("%+v", f)
		}
	}
	return found
}

// repaired runs a repair.
type repaired struct {
	Row struct {
		Repaired          bool
		Store, Kept, Root string
		Cause             *string
		Size              uint64
	}
}

// flip changes one bit of the first place in a file that holds some bytes.
func flip(t *testing.T, path, place string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(content, []byte(place))
	if at < 0 {
		t.Fatalf("no %q in %s", place, filepath.Base(path))
	}
	content[at+len(place)/2] ^= 1
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// flipInLog changes one bit of an event in the middle of the log, which the ledger
// holds as the event with the sequence returned.
func flipInLog(t *testing.T, dir string) (sequence uint64) {
	t.Helper()
	bodies := ledgerFile(t, dir)
	sequence = uint64(len(bodies) / 2)
	place := string(bodies[sequence-1])
	if err := blocks(dir, func(path string, _ int64) error { flip(t, path, place); return nil }); err != nil {
		t.Fatal(err)
	}
	return sequence
}

// One flipped bit in the middle of the log is named by its event before any total is
// shown, and a repair brings the same root back.
func TestAFlippedBitInTheLogIsNamedAndRepaired(t *testing.T) {
	dir := imported(t)
	before := read[status](t, ok(t, "status", "--data", dir, "--json")).Row
	rows := commitments(t, dir)
	sequence := flipInLog(t, dir)
	found := examined(t, dir, 2)
	if len(found) != 1 || found[0].Event == nil || *found[0].Event != sequence || found[0].Fork {
		t.Fatalf("event %d: %+v", sequence, found)
	}
	refusesAndReads(t, dir, rows, "doctor")
	repair := read[repaired](t, ok(t, "repair", "log", "--data", dir, "--json")).Row
	if !repair.Repaired || repair.Root != before.Ledger.Root || repair.Size != before.Ledger.Sequence {
		t.Errorf("%+v, it was %+v", repair, before)
	}
	if _, err := os.Stat(filepath.Join(dir, repair.Kept)); err != nil || repair.Kept == "" {
		t.Errorf("the damaged log is not kept: %v", err)
	}
	repairedOnce(t, dir)
	ok(t, progress(dir, uuid.NewString(), "planning", "after the repair")...)
	if again := read[repaired](t, ok(t, "repair", "log", "--data", dir, "--json")).Row; again.Repaired {
		t.Errorf("there was nothing to repair: %+v", again)
	}
}

// repairedOnce says that nothing is wrong any more, and that the register knows of one repair.
func repairedOnce(t *testing.T, dir string) {
	t.Helper()
	if len(examined(t, dir, 0, "--deep")) != 0 {
		t.Error("something is wrong still")
	}
	told := ok(t, "timeline", "register", "register", "--data", dir, "--json").out
	if strings.Count(told, "ahd.register.store-repaired.v1") != 1 {
		t.Errorf("it was not recorded once: %s", told)
	}
}

// A log that differs from the ledger where it was not known to be on disk was torn by a
// power cut, and is made anew by itself.
func TestALogThatWasNotOnDiskIsMadeAnew(t *testing.T) {
	for name, spoil := range map[string]func(dir string) error{
		"not known to be on disk": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "synced"), []byte("20\n"), 0o600)
		},
		"nothing known": func(dir string) error { return os.Remove(filepath.Join(dir, "synced")) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := imported(t)
			flipInLog(t, dir)
			if err := spoil(dir); err != nil {
				t.Fatal(err)
			}
			ok(t, progress(dir, uuid.NewString(), "planning", "after the power cut")...)
			repairedOnce(t, dir)
		})
	}
}

// logMemory is how long the log's server may read from its memory what it wrote or read
// last. A bit that flips on the disk is found when it reads from there.
const logMemory = 25 * time.Second

// Under a server: the examination finds it, the server takes no commands, shows what it
// showed, mends its log and takes commands again.
func TestALogIsRepairedUnderAServer(t *testing.T) {
	dir := imported(t)
	rows := commitments(t, dir)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	sequence := flipInLog(t, dir)
	time.Sleep(logMemory)
	if found := examined(t, dir, 2, "--deep"); len(found) != 1 || *found[0].Event != sequence {
		t.Fatalf("%+v", found)
	}
	refusesAndReads(t, dir, rows, "cannot be read in the log")
	if code, page := get(t, s.url+"/"); code != 200 || !strings.Contains(page, "cannot be read in the log") {
		t.Errorf("the page does not say why: %d %s", code, page)
	}
	if r := read[repaired](t, ok(t, "repair", "log", "--data", dir, "--json")).Row; !r.Repaired {
		t.Errorf("%+v", r)
	}
	ok(t, progress(dir, uuid.NewString(), "planning", "after the repair")...)
	s.stop(t)
	examined(t, dir, 0, "--deep")
}

// A bit of the ledger that flips is named; log and hashes know what it was, and the
// signature says that they are right.
func TestALedgerIsRepaired(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
	}{
		"an entry": {func(t *testing.T, dir string) {
			bodies := ledgerFile(t, dir)
			flip(t, filepath.Join(dir, "ledger", "entries.log"), string(bodies[len(bodies)/2]))
		}},
		"a hash": {func(t *testing.T, dir string) {
			path := filepath.Join(dir, "ledger", "hashes.bin")
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			content[len(content)/2] ^= 1
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}},
		"its name": {func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "ledger", "origin")); err != nil {
				t.Fatal(err)
			}
		}},
		"its checkpoint": {func(t *testing.T, dir string) { flip(t, filepath.Join(dir, "ledger", "checkpoint"), "— urn:ahd") }},
		"the head":       {func(t *testing.T, dir string) { flip(t, filepath.Join(dir, "head"), " ") }},
	} {
		t.Run(name, func(t *testing.T) {
			dir := imported(t)
			ok(t, progress(dir, uuid.NewString(), "planning", "one")...)
			before := read[status](t, ok(t, "status", "--data", dir, "--json")).Row
			c.spoil(t, dir)
			if found := examined(t, dir, 2); len(found) != 1 {
				t.Errorf("%+v", found)
			}
			fails(t, repairableCode(t, dir), progress(dir, uuid.NewString(), "planning", "two")...)
			r := read[repaired](t, ok(t, "repair", "ledger", "--data", dir, "--json")).Row
			if !r.Repaired || r.Kept == "" || r.Root != before.Ledger.Root {
				t.Errorf("%+v, it was %+v", r, before)
			}
			examined(t, dir, 0, "--deep")
			told := ok(t, "timeline", "register", "register", "--data", dir, "--json").out
			if strings.Count(told, "ahd.register.store-repaired.v1") != 1 {
				t.Error("it was not recorded once")
			}
			if again := read[repaired](t, ok(t, "repair", "ledger", "--data", dir, "--json")).Row; again.Repaired {
				t.Errorf("%+v", again)
			}
		})
	}
}

// repairableCode is how a command ends before the ledger is repaired: refused by a
// check where the folder does not open, told "not now" where it does.
func repairableCode(t *testing.T, dir string) int {
	t.Helper()
	if ahd(t, "status", "--data", dir).code == 0 {
		return 9
	}
	return 2
}

// What is not what was signed is never taken, and nothing is signed over it.
func TestALedgerThatNobodyCanVouchForIsNotTaken(t *testing.T) {
	dir := imported(t)
	bodies := ledgerFile(t, dir)
	middle := string(bodies[len(bodies)/2])
	flip(t, filepath.Join(dir, "ledger", "entries.log"), middle)
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, "jetstream"))); err != nil {
		t.Fatal(err)
	}
	p := fails(t, 2, "repair", "ledger", "--data", dir)
	if p.Code != "repair.impossible" || !strings.Contains(p.Detail, "Restore a backup") {
		t.Errorf("%+v", p)
	}
	if found := examined(t, dir, 2); len(found) != 1 || found[0].Code != "ledger.damaged" {
		t.Errorf("%+v", found)
	}
}

// A data folder that was set back is refused, wherever the head lies; nothing is signed
// over the newer one.
func TestAFolderThatWasSetBackIsRefused(t *testing.T) {
	dir := imported(t)
	head := filepath.Join(t.TempDir(), "head")
	t.Setenv("AHD_HEAD", head)
	ok(t, progress(dir, uuid.NewString(), "planning", "one")...)
	earlier := filepath.Join(t.TempDir(), "earlier")
	if err := os.CopyFS(earlier, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	ok(t, progress(dir, uuid.NewString(), "planning", "two")...)
	signed, err := os.ReadFile(head)
	if err != nil {
		t.Fatal(err)
	}
	refused := fails(t, 9, progress(earlier, uuid.NewString(), "planning", "three")...)
	if !strings.Contains(refused.Detail, "less than was signed") {
		t.Errorf("%+v", refused)
	}
	if found := examined(t, earlier, 2); len(found) != 1 || found[0].Code != "ledger.signed" {
		t.Errorf("%+v", found)
	}
	if p := fails(t, 2, "repair", "ledger", "--data", earlier); p.Code != "repair.impossible" {
		t.Errorf("%+v", p)
	}
	if now, err := os.ReadFile(head); err != nil || !bytes.Equal(now, signed) {
		t.Errorf("the head was signed over: %s, it was %s", now, signed)
	}
}

// A repair that is killed anywhere can be run again, and loses nothing.
func TestARepairCanBeKilled(t *testing.T) {
	dir := imported(t)
	before := read[status](t, ok(t, "status", "--data", dir, "--json")).Row
	for range max(3, *kills/5) {
		if _, err := os.Stat(filepath.Join(dir, "jetstream")); err == nil {
			if len(examined(t, dir, ahd(t, "doctor", "--data", dir).code)) == 0 {
				flipInLog(t, dir)
			}
		}
		repairing := exec.Command(os.Args[0], "repair", "log", "--data", dir)
		repairing.Env = append(os.Environ(), "AHD_TEST_PROGRAM=1")
		if err := repairing.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
		repairing.Process.Kill()
		repairing.Wait()
	}
	ok(t, "repair", "log", "--data", dir)
	if found := examined(t, dir, 0, "--deep"); len(found) != 0 {
		t.Errorf("%+v", found)
	}
	bodies := ledgerFile(t, dir)
	if rootOf(bodies[:before.Ledger.Sequence]) != before.Ledger.Root {
		t.Error("what was recorded before is another record now")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "repair*")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
}
