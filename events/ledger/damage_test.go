package ledger_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ahd.example/ahd/events/ledger"
)

func flip(t testing.TB, dir, name string, at int) {
	t.Helper()
	data := read(t, dir, name)
	data[at] ^= 2
	write(t, dir, name, data)
}

// One flipped bit, anywhere in the record, is never read over.
func TestEveryFlippedByteOfTheEntriesIsNamed(t *testing.T) {
	bodies := story(4)
	dir := written(t, bodies)
	good := read(t, dir, "entries.log")
	hashes := read(t, dir, "hashes.bin")
	for _, know := range []bool{true, false} {
		for at := range good {
			write(t, dir, "hashes.bin", hashes)
			if !know {
				write(t, dir, "hashes.bin", nil)
			}
			write(t, dir, "entries.log", good)
			flip(t, dir, "entries.log", at)
			sequence := 1
			for at >= endOf(bodies, sequence) {
				sequence++
			}
			inLength := at < endOf(bodies, sequence-1)+4
			_, err := ledger.Open(dir, origin, check)
			if !know && !inLength && (err == nil || errors.Is(err, ledger.ErrTime)) {
				continue // still canonical, and nothing here knows better
			}
			refused(t, err, uint64(sequence), ledger.ErrDamaged)
			if after := read(t, dir, "entries.log"); len(after) != len(good) {
				t.Fatalf("byte %d flipped: %d bytes were cut", at, len(good)-len(after))
			}
		}
	}
}

func TestAFlippedHashIsNamedAndNotMended(t *testing.T) {
	dir := written(t, story(8))
	good := read(t, dir, "hashes.bin")
	// Leaves and nodes in stored order, and the entry with which each was written.
	for i, sequence := range []uint64{1, 2, 2, 3, 4, 4, 4, 5, 6, 6, 7, 8, 8, 8, 8} {
		write(t, dir, "hashes.bin", good)
		flip(t, dir, "hashes.bin", 32*i+i)
		bad := read(t, dir, "hashes.bin")
		_, err := ledger.Open(dir, "", check)
		refused(t, err, sequence, ledger.ErrDamaged)
		if !bytes.Equal(read(t, dir, "hashes.bin"), bad) {
			t.Fatal("the evidence was changed")
		}
	}
}

func TestDamageWhileOpenIsNamedOnReading(t *testing.T) {
	bodies := story(6)
	dir := filepath.Join(t.TempDir(), "ledger")
	l := open(t, dir)
	must(t, l.Append(1, bodies))
	for name, at := range map[string]int{
		"entries.log": endOf(bodies, 3) - 9,
		"entries.idx": 2*8 + 6,
		"hashes.bin":  4*32 - 1 - 0, // the third leaf is the fourth hash
	} {
		flip(t, dir, name, at)
		_, err := l.Entry(3)
		refused(t, err, 3, ledger.ErrDamaged)
		flip(t, dir, name, at)
		whole := read(t, dir, name)
		write(t, dir, name, whole[:at])
		_, err = l.Entry(3)
		refused(t, err, 3, ledger.ErrDamaged)
		write(t, dir, name, whole)
	}
	holds(t, l, dir, bodies)
}

func TestAnEarlierTimeOnDiskIsDamage(t *testing.T) {
	bodies := story(6)
	dir := written(t, bodies[:4])
	late := func(b []byte) (time.Time, error) {
		at, err := check(b)
		if bytes.Equal(b, bodies[1]) {
			at = at.Add(time.Hour)
		}
		return at, err
	}
	must(t, os.Remove(filepath.Join(dir, "hashes.bin")))
	_, err := ledger.Open(dir, "", late)
	refused(t, err, 3, ledger.ErrDamaged)
	refused(t, err, 3, ledger.ErrTime)
}
