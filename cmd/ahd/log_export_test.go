package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// exported is how many bytes of entries are exported: far more than is read at once.
const exported = 64 << 20

// Every event stands in an export once, byte for byte, however large the record is. The
// bodies have all lengths, so that what is read at once ends in every part of an entry.
func TestAnExportOfAnySizeIsTheEntries(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := errors.Join(folder.Make(dir), os.Mkdir(filepath.Join(dir, "ledger"), 0o700)); err != nil {
		t.Fatal(err)
	}
	var entries []byte
	var bodies int
	for ; len(entries) < exported; bodies++ {
		body := bytes.Repeat([]byte{byte('a' + bodies%26)}, 1+bodies*7919%events.MaxBody)
		entries = append(binary.BigEndian.AppendUint32(entries, uint32(len(body))), body...)
	}
	write(t, filepath.Join(dir, "ledger", "entries.log"), string(entries))

	out := filepath.Join(t.TempDir(), "exported")
	ok(t, "log", "export", "--data", dir, "-o", out)
	file, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, 2*events.MaxBody)
	for n := 1; ; n++ {
		line, err := lines.ReadSlice('\n')
		if errors.Is(err, io.EOF) && n == bodies+1 && len(entries) == 0 {
			return
		}
		if err != nil {
			t.Fatalf("line %d of %d: %v", n, bodies, err)
		}
		size := binary.BigEndian.Uint32(entries)
		if body := entries[4 : 4+size]; !bytes.Equal(line[:len(line)-1], body) {
			t.Fatalf("line %d is not event %d: %d bytes, want %d", n, n, len(line)-1, size)
		}
		entries = entries[4+size:]
	}
}

// What a reader gives out can be appended to: nothing of what it gives out later lies
// behind it.
func TestNoBodyReachesIntoTheNext(t *testing.T) {
	var entries []byte
	for n := range 4000 {
		body := bytes.Repeat([]byte{'x'}, 1+n)
		entries = append(binary.BigEndian.AppendUint32(entries, uint32(len(body))), body...)
	}
	count := 0
	for reader := ledger.NewReader(bytes.NewReader(entries)); ; {
		bodies, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, body := range bodies {
			if count++; len(body) != count {
				t.Fatalf("body %d has %d bytes", count, len(body))
			}
			_ = append(body, "what its owner adds"...)
		}
	}
	if count != 4000 {
		t.Fatalf("%d bodies", count)
	}
}
