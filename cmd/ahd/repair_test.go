package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

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
