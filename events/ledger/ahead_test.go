package ledger_test

import (
	"math/rand/v2"
	"testing"

	"ahd.example/ahd/events/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// Hashes that a power cut tore are not gone by for the parts of a large ledger that were
// read before they were set aside.
func TestTornHashesAreForgottenForWhatWasReadAheadToo(t *testing.T) {
	bodies := make([][]byte, 2400)
	for i := range bodies {
		bodies[i] = body(i+1, i, 2000)
	}
	whole := written(t, bodies)
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 29))
		dir := written(t, bodies[:1])
		for _, name := range []string{"entries.log", "entries.idx"} {
			write(t, dir, name, read(t, whole, name))
		}
		hashes := read(t, whole, "hashes.bin")
		for i := 32 * tlog.StoredHashCount(100); i < int64(len(hashes)); i++ {
			hashes[i] = byte(r.Uint32())
		}
		write(t, dir, "hashes.bin", hashes)
		l, err := ledger.Recover(dir, origin, check, 100, func(uint64, []byte) bool { return false })
		must(t, err)
		holds(t, l, dir, bodies)
		must(t, l.Close())
	}
}
