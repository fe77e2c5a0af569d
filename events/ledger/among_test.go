package ledger_test

import (
	"bytes"
	"testing"

	"ahd.example/ahd/events/ledger"
)

// Bodies that are asked for together are those that are asked for one by one.
func TestBodiesAmongOthers(t *testing.T) {
	bodies := story(40)
	dir := written(t, bodies)
	l := open(t, dir)
	for _, sequences := range [][]uint64{{1}, {40}, {1, 40}, {3, 4, 5}, {2, 17, 18, 39}, {}} {
		got, err := l.Among(sequences)
		if err != nil || len(got) != len(sequences) {
			t.Fatalf("%v: %d bodies, %v", sequences, len(got), err)
		}
		for i, sequence := range sequences {
			if !bytes.Equal(got[i], bodies[sequence-1]) {
				t.Errorf("%v: event %d is %s", sequences, sequence, got[i])
			}
		}
	}
	for sequence, sequences := range map[uint64][]uint64{0: {0, 3}, 41: {39, 41}, 2: {5, 2, 9}} {
		_, err := l.Among(sequences)
		refused(t, err, sequence, ledger.ErrNoEntry)
	}
}

// A flipped byte is named where its body, or any length on the way, is needed, and
// never given out.
func TestDamageAmongOthersIsNamed(t *testing.T) {
	bodies := story(12)
	dir := written(t, bodies)
	l := open(t, dir)
	size := len(read(t, dir, "entries.log"))
	for at := range size {
		flip(t, dir, "entries.log", at)
		got, err := l.Among([]uint64{2, 5, 9})
		for i, sequence := range []uint64{2, 5, 9} {
			if err == nil && !bytes.Equal(got[i], bodies[sequence-1]) {
				t.Fatalf("byte %d of the file: event %d is given out as %s", at, sequence, got[i])
			}
		}
		flip(t, dir, "entries.log", at)
	}
	start := 0
	for _, body := range bodies[:4] {
		start += 4 + len(body)
	}
	flip(t, dir, "entries.log", start+10)
	_, err := l.Among([]uint64{2, 5, 9})
	refused(t, err, 5, ledger.ErrDamaged)
}
