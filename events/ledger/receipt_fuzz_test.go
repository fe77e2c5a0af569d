package ledger_test

import (
	"crypto/rand"
	"errors"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// Whatever is read as a receipt is written as it was read, and holds only for an event
// that is in the tree.
func FuzzParseReceipt(f *testing.F) {
	secret, public, err := note.GenerateKey(rand.Reader, origin)
	must(f, err)
	signer, err := note.NewSigner(secret)
	must(f, err)
	verifier, err := ledger.ParseVerifier(public)
	must(f, err)
	bodies := story(9)
	l := open(f, f.TempDir())
	must(f, l.Append(1, bodies))
	signed, err := ledger.Sign(checkpointOf(l), signer)
	must(f, err)
	inside := map[events.Hash]bool{}
	for i, body := range bodies {
		proof, err := l.Prove(uint64(i+1), signed)
		must(f, err)
		inside[events.LeafHash(body)] = true
		f.Add(ledger.Receipt{Event: body, Leaf: events.LeafHash(body), Proof: proof}.Text())
		f.Add(ledger.Receipt{Leaf: events.LeafHash(body), Proof: proof}.Text())
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := ledger.ParseReceipt(text)
		if err != nil {
			if !errors.Is(err, ledger.ErrProof) {
				t.Fatal(err)
			}
			return
		}
		if string(r.Text()) != string(text) || r.Event != nil && r.Leaf != events.LeafHash(r.Event) {
			t.Fatalf("%q", text)
		}
		if _, err := r.Check(verifier); err == nil && !inside[r.Leaf] {
			t.Fatalf("a receipt of what is not there: %q", text)
		}
	})
}
