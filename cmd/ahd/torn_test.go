package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
)

var cuts = flag.Int("cuts", 20, "how often to cut the power while the ledger is written")

// A register of which the last events were not signed yet when the power went. Whatever
// the cut left of the files of the ledger beyond that, the next command is recorded
// without a hand, and the ledger holds what it held.
func TestATornLedgerNeedsNoHand(t *testing.T) {
	whole := imported(t)
	signed := putAside(t, contentOf(t, whole, "ledger/checkpoint"))
	head := putAside(t, contentOf(t, whole, "head"))
	size, err := strconv.Atoi(strings.Fields(string(contentOf(t, whole, "head")))[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		ok(t, progress(whole, uuid.NewString(), "in_progress", strings.Repeat("said before the cut ", 1+i*7%60))...)
	}
	bodies := ledgerFile(t, whole)
	for cut := range *cuts {
		r := rand.New(rand.NewPCG(uint64(cut), 13))
		dir := filepath.Join(t.TempDir(), "data")
		err := errors.Join(os.CopyFS(dir, os.DirFS(whole)), os.Remove(filepath.Join(dir, "sums")),
			copyTo(signed, dir, "ledger/checkpoint"), copyTo(head, dir, "head"))
		if err != nil {
			t.Fatal(err)
		}
		synced := size + r.IntN(len(bodies)-size+1)
		tearFile(t, r, dir, "entries.log", framesOf(bodies[:synced]))
		tearFile(t, r, dir, "entries.idx", 8*size)
		tearFile(t, r, dir, "hashes.bin", 64*size)

		ok(t, progress(dir, uuid.NewString(), "planning", "after the cut")...)
		if have := ledgerFile(t, dir); len(have) != len(bodies)+1 || rootOf(have[:len(bodies)]) != rootOf(bodies) {
			t.Fatalf("cut %d: %d events of %d, or other ones", cut, len(have), len(bodies)+1)
		}
		ok(t, "log", "verify", "--data", dir)
		if found := read[list](t, ok(t, "doctor", "--data", dir, "--json")).Rows; len(found) > 0 {
			t.Fatalf("cut %d: %v", cut, found)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

// What was set aside is said once, to whoever opens the folder next, and kept.
func TestWhatWasTornIsSaidOnce(t *testing.T) {
	dir := imported(t)
	signed := putAside(t, contentOf(t, dir, "ledger/checkpoint"))
	head := putAside(t, contentOf(t, dir, "head"))
	ok(t, progress(dir, uuid.NewString(), "planning", "before the cut")...)
	if err := errors.Join(os.Remove(filepath.Join(dir, "sums")), copyTo(signed, dir, "ledger/checkpoint"), copyTo(head, dir, "head")); err != nil {
		t.Fatal(err)
	}
	entries := contentOf(t, dir, "ledger/entries.log")
	write(t, filepath.Join(dir, "ledger", "entries.log"), string(append(bytes.Clone(entries), "\x00\x00\x01\x00{\"actor\":"...)))
	said := ahd(t, "doctor", "--data", dir, "--json")
	if found := read[list](t, said).Rows; said.code != 2 || len(found) != 1 || found[0]["code"] != "ledger.torn" || found[0]["grave"] != false {
		t.Fatalf("exit %d: %v", said.code, found)
	}
	kept := contentOf(t, dir, fmt.Sprintf("ledger/torn-entries.log-%d-1", len(entries)))
	if !bytes.HasSuffix(kept, []byte(`{"actor":`)) {
		t.Errorf("it was not kept: %q", kept)
	}
	if again := read[list](t, ok(t, "doctor", "--data", dir, "--json")).Rows; len(again) != 0 {
		t.Errorf("it is said again: %v", again)
	}
}

func contentOf(t *testing.T, dir, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func copyTo(from, dir, name string) error {
	content, err := os.ReadFile(from)
	return errors.Join(err, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), content, 0o600))
}

func framesOf(bodies [][]byte) (size int) {
	for _, body := range bodies {
		size += 4 + len(body)
	}
	return size
}

// tearFile leaves of a file of the ledger what a power cut may leave: pages of zeros and
// of anything from a place on, and an end anywhere. A wrong length may hide among them.
func tearFile(t *testing.T, r *rand.Rand, dir, name string, from int) {
	t.Helper()
	const page = 4096
	file := contentOf(t, dir, "ledger/"+name)
	from = min(from, len(file))
	for at := from / page * page; at < len(file); at += page {
		torn := file[min(max(at, from), len(file)):min(at+page, len(file))]
		switch r.IntN(4) {
		case 0:
			clear(torn)
		case 1:
			for i := range torn {
				torn[i] = byte(r.Uint32())
			}
		case 2:
			if len(torn) >= 4 {
				binary.BigEndian.PutUint32(torn, r.Uint32N(100_000))
			}
		}
	}
	switch r.IntN(3) {
	case 0:
		file = file[:from+r.IntN(len(file)-from+1)]
	case 1:
		file = append(file, make([]byte, r.IntN(2*page))...)
	}
	write(t, filepath.Join(dir, "ledger", name), string(file))
}
