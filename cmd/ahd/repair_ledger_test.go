package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

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
