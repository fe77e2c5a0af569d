package main

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// ledgerFile reads the bodies of a ledger's entries straight from its file, without any
// code of ours: u32be length | body, repeated.
func ledgerFile(t *testing.T, dir string) (bodies [][]byte) {
	t.Helper()
	rest, err := os.ReadFile(filepath.Join(dir, "ledger", "entries.log"))
	if err != nil {
		t.Fatal(err)
	}
	for len(rest) > 0 {
		size := binary.BigEndian.Uint32(rest)
		bodies = append(bodies, rest[4:4+size])
		rest = rest[4+size:]
	}
	return bodies
}

// idsInLedger are the ids of the entries.
func idsInLedger(t *testing.T, dir string) (ids []string) {
	t.Helper()
	for _, body := range ledgerFile(t, dir) {
		var event struct{ ID string }
		if err := json.Unmarshal(body, &event); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, event.ID)
	}
	return ids
}
