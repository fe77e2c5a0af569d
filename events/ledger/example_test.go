package ledger_test

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// Events stand in the ledger one behind the other; what is signed says how many they are
// and what they hash to. With that and a few hashes anybody is shown that one event is
// among them.
func ExampleLedger_Prove() {
	dir, err := os.MkdirTemp("", "ledger")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	if err := proveOne(filepath.Join(dir, "ledger")); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 5 events are signed, and 3 hashes lead from one to the root
	// event 3 is the one at index 2: true
	// event 4 is the one at index 2: false
}

func proveOne(dir string) error {
	l, err := ledger.Open(dir, origin, check)
	if err != nil {
		return err
	}
	defer l.Close()
	bodies := story(5)
	if err := l.Append(1, bodies); err != nil {
		return err
	}
	private, public, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return err
	}
	verifier, err := ledger.ParseVerifier(public)
	if err != nil {
		return err
	}
	size, root := l.Root()
	signed, err := ledger.Sign(ledger.Checkpoint{Origin: origin, Size: size, Root: root}, signer)
	if err != nil {
		return err
	}
	proof, err := l.Prove(3, signed)
	if err != nil {
		return err
	}
	seal, err := ledger.OpenCheckpoint(proof.Checkpoint, verifier) // what somebody has who holds the key, the proof and the event
	if err != nil {
		return err
	}
	fmt.Printf("%d events are signed, and %d hashes lead from one to the root\n", seal.Size, len(proof.Hashes))
	for _, sequence := range []int{3, 4} {
		leaf := events.LeafHash(bodies[sequence-1])
		is := ledger.CheckPath(proof.Hashes, seal.Size, seal.Root, proof.Index, leaf) == nil
		fmt.Printf("event %d is the one at index %d: %t\n", sequence, proof.Index, is)
	}
	return nil
}
