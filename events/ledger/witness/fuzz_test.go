package witness_test

import (
	"errors"
	"strings"
	"testing"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
)

// Whatever is read as a checkpoint reads the same again, and bears no signature that
// the text does not have.
func FuzzRead(f *testing.F) {
	r := newRegister(f).grow(20, "event")
	f.Add(r.checkpoint(20))
	f.Add((&ledger.Continuation{Old: 7, Hashes: r.proof(7, 20).Hashes, Checkpoint: r.checkpoint(20)}).Text())
	f.Add(r.cosigned(r.checkpoint(3), partner(f, "w")))
	var signed [21]ledger.Checkpoint
	for size := range signed {
		signed[size] = shown(f, r.checkpoint(int64(size))).Checkpoint
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		s, proof, err := witness.Read(file)
		if err != nil {
			if !errors.Is(err, witness.ErrFormat) {
				t.Fatal(err)
			}
			return
		}
		again, _, err := witness.Read(s.Signed)
		if err != nil || string(again.Signed) != string(s.Signed) || again.Checkpoint != s.Checkpoint || s.Checkpoint.Text() != s.Text {
			t.Fatalf("%q %v", s.Signed, err)
		}
		if s.SignedWith(r.key) == nil {
			if s.Size > 20 || signed[s.Size] != s.Checkpoint {
				t.Fatalf("a signature was forged: %q", file)
			}
		}
		_ = witness.Seen{}.Next(s).Continues(s.Checkpoint, proof)
	})
}

// No text is a policy that a checkpoint without cosignatures meets, unless it asks for none.
func FuzzParsePolicy(f *testing.F) {
	r := newRegister(f).grow(5, "event")
	a, b, c := partner(f, "a"), partner(f, "b"), partner(f, "c")
	f.Add(twoOfThree(r, a, b, c))
	f.Add("log " + r.key + "\nwitness a " + a.Verifier + "\ngroup g all a\nquorum g\n")
	signed := r.checkpoint(5)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := witness.ParsePolicy([]byte(text))
		if err != nil {
			if !errors.Is(err, witness.ErrFormat) {
				t.Fatal(err)
			}
			return
		}
		if p.Check(signed, now) == nil && !asksForNone(text) {
			t.Fatalf("met by nobody: %q", text)
		}
	})
}

func asksForNone(policy string) bool {
	for line := range strings.Lines(policy) {
		before, _, _ := strings.Cut(line, "#")
		if fields := strings.Fields(before); len(fields) >= 2 && fields[0] == "quorum" && fields[1] == "none" {
			return true
		}
	}
	return false
}
