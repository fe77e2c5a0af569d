package witness_test

import (
	"archive/tar"
	"bytes"
	"testing"

	"ahd.example/ahd/events/ledger/witness"
)

// packed makes a tar file of members.
func packed(t *testing.T, members ...[2]string) *bytes.Reader {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, m := range members {
		must(t, w.WriteHeader(&tar.Header{Name: m[0], Mode: 0o644, Size: int64(len(m[1])), Format: tar.FormatUSTAR}))
		_, err := w.Write([]byte(m[1]))
		must(t, err)
	}
	must(t, w.Close())
	return bytes.NewReader(out.Bytes())
}

// hashes are the stored hashes of a register's first events.
func (r *register) hashes() string {
	var all []byte
	for _, h := range r.stored {
		all = append(all, h[:]...)
	}
	return string(all)
}

func TestAProofIsTakenFromABundle(t *testing.T) {
	r := newRegister(t).grow(300, "event")
	next := shown(t, r.checkpoint(300)).Checkpoint
	whole := func(r *register) *bytes.Reader {
		return packed(t, [2]string{"manifest.json", "{}"}, [2]string{"entries.log", "xyz"}, [2]string{"hashes.bin", r.hashes()})
	}
	for _, old := range []uint64{1, 100, 256, 299} {
		seen := witness.Seen{}.Next(shown(t, r.checkpoint(int64(old))))
		proof, err := witness.ProofInBundle(whole(r), old, next)
		must(t, err)
		wants(t, "out of the hashes", seen.Continues(next, proof), nil)
		proof, err = witness.ProofInBundle(whole(r.forged(300)), old, next)
		must(t, err)
		wants(t, "out of a forged bundle", seen.Continues(next, proof), witness.ErrFork)
	}
	seen := witness.Seen{}.Next(shown(t, r.checkpoint(100)))
	proof, err := witness.ProofInBundle(packed(t, [2]string{"consistency/99", "x"}, [2]string{"consistency/100", string(r.proof(100, 300).Text())}), 100, next)
	must(t, err)
	wants(t, "as it lies in one of a stream", seen.Continues(next, proof), nil)
	_, err = witness.ProofInBundle(packed(t, [2]string{"consistency/99", "x"}), 100, next)
	wants(t, "a bundle without", err, witness.ErrUnproved)
	_, err = witness.ProofInBundle(whole(newRegister(t).grow(200, "event")), 100, next)
	wants(t, "an older bundle", err, witness.ErrUnproved)
	_, err = witness.ProofInBundle(bytes.NewReader([]byte("hello")), 100, next)
	wants(t, "no bundle", err, witness.ErrFormat)
	cut := packed(t, [2]string{"hashes.bin", r.hashes()})
	half := make([]byte, 5000)
	_, _ = cut.Read(half)
	_, err = witness.ProofInBundle(bytes.NewReader(half), 100, next)
	wants(t, "a bundle that was cut", err, witness.ErrFormat)
	if proof, err := witness.ProofInBundle(bytes.NewReader(nil), 300, next); proof != nil || err != nil {
		t.Errorf("where none is needed: %v %v", proof, err)
	}
}
