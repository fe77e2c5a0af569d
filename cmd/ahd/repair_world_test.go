package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
