package main

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"testing"
)

// readLedger reads the ids of a ledger's entries straight from its file, without
// any code of ours: u32be length | body, repeated.
func readLedger(t *testing.T, path string) (ids []string) {
	t.Helper()
	rest, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for len(rest) > 0 {
		size := binary.BigEndian.Uint32(rest)
		var body struct{ ID string }
		if err := json.Unmarshal(rest[4:4+size], &body); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, body.ID)
		rest = rest[4+size:]
	}
	return ids
}
