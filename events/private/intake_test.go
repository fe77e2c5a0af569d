package private_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events/private"
)

// An intake is there after the store is opened again, is replaced by a later attempt, and
// one whose command was never recorded is forgotten to the last byte.
func TestAnIntakeIsKeptUntilItsCommandIsGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "private.db")
	store := open(t, path)
	first, second := private.Intake{Actor: "p-zqx", Role: "coordinator", Auth: "local"}, private.Intake{Actor: "p-18", Role: "validator", Party: "fia", Auth: "session"}
	for _, taken := range []private.Intake{first, second} {
		if err := store.PutIntake(t.Context(), evidence, taken); err != nil {
			t.Fatal(err)
		}
		if got, known, err := open(t, path).Intake(t.Context(), evidence); got != taken || !known || err != nil {
			t.Errorf("%+v %t %v", got, known, err)
		}
	}
	for _, recorded := range []bool{true, false} {
		swept, err := store.SweepIntakes(t.Context(), func(string) (bool, error) { return recorded, nil })
		_, known, _ := store.Intake(t.Context(), evidence)
		if err != nil || known != recorded || swept != map[bool]int{false: 1}[recorded] {
			t.Errorf("recorded %t: %d swept, known %t, %v", recorded, swept, known, err)
		}
	}
	if err := store.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{path, path + "-wal"} {
		if content, err := os.ReadFile(file); err != nil || bytes.Contains(content, []byte("p-18")) || bytes.Contains(content, []byte("p-zqx")) {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	}
}
