package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
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

// rootOf is the RFC 6962 root of bodies, base64.
func rootOf(bodies [][]byte) string {
	var tree ledger.Tree
	for _, body := range bodies {
		tree.Add(events.Hash(tlog.RecordHash(body)))
	}
	root := tree.Root()
	return base64.StdEncoding.EncodeToString(root[:])
}
