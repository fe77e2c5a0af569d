package ledger_test

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"ahd.example/ahd/events/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

const page = 4096

// tear does to a part of a file what a power cut does to pages that were not synced:
// some are zero, some hold anything, and the file ends anywhere.
func tear(r *rand.Rand, file []byte, from int) []byte {
	if from >= len(file) {
		return file
	}
	for at := from / page * page; at < len(file); at += page {
		torn := file[max(at, from):min(at+page, len(file))]
		switch r.IntN(4) {
		case 0:
			clear(torn)
		case 1:
			for i := range torn {
				torn[i] = byte(r.Uint32())
			}
		}
	}
	switch r.IntN(3) {
	case 0:
		file = file[:from+r.IntN(len(file)-from+1)]
	case 1:
		file = append(file, make([]byte, r.IntN(2*page))...)
	}
	return file
}

// logOf is a log with these bodies.
func logOf(bodies [][]byte) func(uint64, []byte) bool {
	return func(sequence uint64, body []byte) bool { return bytes.Equal(bodies[sequence-1], body) }
}

// Whatever a power cut left beyond the signed size, in whichever file: the ledger opens,
// what is signed is there, and with what the log brings it is whole again.
func TestWhatAPowerCutToreComesBackFromTheLog(t *testing.T) {
	aside := 0
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 13))
		bodies := story(40 + r.IntN(60))
		signed := 1 + r.IntN(len(bodies)-2)
		synced := signed + r.IntN(len(bodies)-signed) // hashes are written behind the sync of their entries
		dir := written(t, bodies)
		hashes := read(t, dir, "hashes.bin")[:32*tlog.StoredHashCount(int64(synced))]
		write(t, dir, "hashes.bin", tear(r, hashes, int(32*tlog.StoredHashCount(int64(signed)))))
		write(t, dir, "entries.log", tear(r, read(t, dir, "entries.log"), endOf(bodies, synced)))
		write(t, dir, "entries.idx", tear(r, read(t, dir, "entries.idx"), 8*signed))

		l, err := ledger.Recover(dir, origin, check, uint64(signed), logOf(bodies))
		if err != nil {
			t.Fatalf("cut %d: %v", seed, err)
		}
		if l.Size() < uint64(synced) {
			t.Fatalf("cut %d: %d of %d synced entries are left", seed, l.Size(), synced)
		}
		if l.Found().Aside != "" {
			aside++
		}
		must(t, l.Append(l.Size()+1, bodies[l.Size():]))
		must(t, l.Append(uint64(len(bodies)), bodies[len(bodies)-1:]))
		holds(t, l, dir, bodies)
		must(t, l.Close())
		again, err := ledger.Recover(dir, origin, check, uint64(signed), logOf(bodies))
		must(t, err)
		if again.Found().Aside != "" {
			t.Fatalf("cut %d: it is said again", seed)
		}
		must(t, again.Close())
	}
	if aside < 40 {
		t.Fatalf("only %d cuts tore anything", aside)
	}
}

// Nothing of what is set aside is lost.
func TestWhatIsSetAsideIsKept(t *testing.T) {
	bodies := story(9)
	dir := written(t, bodies)
	whole := read(t, dir, "entries.log")
	at := endOf(bodies, 6)
	clear(whole[at+20 : at+30])
	write(t, dir, "entries.log", whole)
	l, err := ledger.Recover(dir, origin, check, 5, logOf(bodies))
	must(t, err)
	defer l.Close()
	if kept := read(t, dir, l.Found().Aside); l.Size() != 6 || !bytes.Equal(kept, whole[at:]) {
		t.Fatalf("size %d, %d bytes are kept of %d", l.Size(), len(kept), len(whole)-at)
	}
}

// What was signed, and whole entries that are others than they were, are not torn.
func TestOnlyATornTailIsSetAside(t *testing.T) {
	bodies := story(40)
	whole := read(t, written(t, bodies), "entries.log")
	for sequence := 1; sequence <= len(bodies); sequence++ {
		for name, spoil := range map[string]func(entry []byte){
			"a page of zeros":  func(entry []byte) { clear(entry[len(entry)/2:]) },
			"a length of zero": func(entry []byte) { clear(entry[:4]) },
			"another word":     func(entry []byte) { entry[len(entry)-4] ^= 1 },
		} {
			dir := written(t, bodies)
			spoiled := bytes.Clone(whole)
			spoil(spoiled[endOf(bodies, sequence-1):endOf(bodies, sequence)])
			write(t, dir, "entries.log", spoiled)
			l, err := ledger.Recover(dir, origin, check, 20, logOf(bodies))
			if sequence > 20 && name != "another word" {
				must(t, err)
				if other := append(bodies[:sequence-1:sequence-1], body(sequence, sequence/2, 99)); sequence < 40 {
					refused(t, l.Append(uint64(sequence), other[sequence-1:]), uint64(sequence), ledger.ErrFork) // its hash is known
				}
				must(t, l.Append(uint64(sequence), bodies[sequence-1:]))
				holds(t, l, dir, bodies)
				must(t, l.Close())
				continue
			}
			refused(t, err, uint64(sequence), ledger.ErrDamaged)
			if !bytes.Equal(read(t, dir, "entries.log"), spoiled) {
				t.Fatalf("%s in entry %d: what is wrong was changed", name, sequence)
			}
			if torn, _ := filepath.Glob(filepath.Join(dir, "torn-*")); len(torn) > 0 {
				t.Fatalf("%s in entry %d: it was set aside", name, sequence)
			}
		}
	}
}
