package node_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"ahd/events/eventlog/comparison"
)

// An examination gives back the log that it compares, whatever it found before: who closes
// the folder waits for whoever still has it.
func TestAFolderClosesAfterAnExaminationThatFoundSomething(t *testing.T) {
	dir := t.TempDir()
	n := open(t, dir)
	path := filepath.Join(dir, "ledger", "entries.log")
	entries, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	entries[len(entries)/2] ^= 1
	if err := os.WriteFile(path, entries, 0o600); err != nil {
		t.Fatal(err)
	}
	examined, _ := n.Doctor(t.Context(), nil, true, func(uint64, uint64) {}) // it cannot read on
	if !slices.ContainsFunc(examined.Findings, func(f comparison.Finding) bool { return f.Code == "ledger.damaged" }) {
		t.Errorf("%+v", examined.Findings)
	}
	if err := n.Close(); err != nil {
		t.Error(err)
	}
}
