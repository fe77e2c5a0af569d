package ledger_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

const origin = "urn:ahd:test"

var errNotCanonical = errors.New("expected {\"time\":…}")

// check stands for the canonical scanner: one form, one time, nothing else.
func check(body []byte) (time.Time, error) {
	rest, ok := bytes.CutPrefix(body, []byte(`{"time":`))
	if !ok || len(rest) < 14 || rest[13] != ',' || !bytes.HasSuffix(rest, []byte(`"}`)) || bytes.IndexByte(rest, 0) >= 0 {
		return time.Time{}, errNotCanonical
	}
	var ms int64
	for _, c := range rest[:13] {
		if c < '0' || c > '9' {
			return time.Time{}, errNotCanonical
		}
		ms = 10*ms + int64(c-'0')
	}
	return time.UnixMilli(ms), nil
}

// body makes the body with a number, at a millisecond, of about size bytes.
func body(number, ms, size int) []byte {
	b := fmt.Appendf(nil, `{"time":%013d,"number":%d,"text":"`, 1_760_000_000_000+ms, number)
	for len(b) < size-2 {
		b = append(b, byte('a'+(number+len(b))%26))
	}
	return append(b, `"}`...)
}

// story makes n bodies of several lengths; neighbours may have the same time.
func story(n int) [][]byte {
	bodies := make([][]byte, n)
	for i := range bodies {
		bodies[i] = body(i+1, i/2, 40+i*37%500)
	}
	return bodies
}

func open(t testing.TB, dir string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(dir, origin, check)
	must(t, err)
	t.Cleanup(func() { l.Close() })
	return l
}

// written opens a ledger with the bodies in it and closes it again.
func written(t testing.TB, bodies [][]byte) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "ledger")
	l := open(t, dir)
	must(t, l.Append(1, bodies))
	must(t, l.Close())
	return dir
}

// holds is the oracle: the ledger has these bodies and no others, says so in
// every way it can, and its files are what the format says.
func holds(t testing.TB, l *ledger.Ledger, dir string, bodies [][]byte) {
	t.Helper()
	stored, root := oracle(t, bodies)
	size, got := l.Root()
	if size != uint64(len(bodies)) || l.Size() != size || got != root {
		t.Fatalf("size %d, root %v; want %d, %v", size, got, len(bodies), root)
	}
	var entries, offsets, hashes []byte
	for i, b := range bodies {
		have, err := l.Entry(uint64(i + 1))
		must(t, err)
		leaf, err := l.Leaf(uint64(i + 1))
		must(t, err)
		if !bytes.Equal(have, b) || leaf != events.LeafHash(b) {
			t.Fatalf("entry %d is %q with leaf %v", i+1, have, leaf)
		}
		offsets = binary.BigEndian.AppendUint64(offsets, uint64(len(entries)))
		entries = append(binary.BigEndian.AppendUint32(entries, uint32(len(b))), b...)
	}
	for _, h := range stored {
		hashes = append(hashes, h[:]...)
	}
	for name, want := range map[string][]byte{"entries.log": entries, "entries.idx": offsets, "hashes.bin": hashes} {
		if have := read(t, dir, name); !bytes.Equal(have, want) {
			t.Fatalf("%s has %d bytes, want %d, or other ones", name, len(have), len(want))
		}
	}
	if _, err := l.Entry(size + 1); !errors.Is(err, ledger.ErrNoEntry) {
		t.Fatalf("the entry after the last: %v", err)
	}
}

// oracle is the tree as x/mod makes it.
func oracle(t testing.TB, bodies [][]byte) (stored []tlog.Hash, root events.Hash) {
	t.Helper()
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	for i, b := range bodies {
		more, err := tlog.StoredHashes(int64(i), b, reader)
		must(t, err)
		stored = append(stored, more...)
	}
	hash, err := tlog.TreeHash(int64(len(bodies)), reader)
	must(t, err)
	return stored, events.Hash(hash)
}

// refused asks for an error of a kind that names an entry.
func refused(t testing.TB, err error, sequence uint64, kind error) {
	t.Helper()
	var at *ledger.EntryError
	if !errors.Is(err, kind) || !errors.As(err, &at) || at.Sequence != sequence {
		t.Fatalf("got %v, want entry %d: %v", err, sequence, kind)
	}
}

func read(t testing.TB, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	must(t, err)
	return data
}

func write(t testing.TB, dir, name string, data []byte) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
