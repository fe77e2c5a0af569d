package witness_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
)

const origin = "urn:ahd:test"

// now is the moment at which tests judge: cosignatures are dated by the clock.
var now = time.Now()

// register is a log that signs whatever it is told to, with a real tree.
type register struct {
	t      testing.TB
	signer note.Signer
	key    string
	stored []tlog.Hash
	size   int64
}

func newRegister(t testing.TB) *register {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, origin)
	must(t, err)
	signer, err := note.NewSigner(secret)
	must(t, err)
	return &register{t: t, signer: signer, key: public}
}

// forged is another history under the same key.
func (r *register) forged(size int) *register {
	f := &register{t: r.t, signer: r.signer, key: r.key}
	return f.grow(size, "forged")
}

func (r *register) grow(n int, kind string) *register {
	r.t.Helper()
	for range n {
		more, err := tlog.StoredHashes(r.size, fmt.Appendf(nil, "%s %d", kind, r.size), r)
		must(r.t, err)
		r.stored, r.size = append(r.stored, more...), r.size+1
	}
	return r
}

func (r *register) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = r.stored[index]
	}
	return found, nil
}

func (r *register) checkpoint(size int64) []byte {
	r.t.Helper()
	root, err := tlog.TreeHash(size, r)
	must(r.t, err)
	signed, err := ledger.Sign(ledger.Checkpoint{Origin: origin, Size: uint64(size), Root: events.Hash(root)}, r.signer)
	must(r.t, err)
	return signed
}

func (r *register) proof(old, size int64) *ledger.Continuation {
	r.t.Helper()
	hashes, err := tlog.ProveTree(size, old, r)
	must(r.t, err)
	p := &ledger.Continuation{Old: uint64(old)}
	for _, h := range hashes {
		p.Hashes = append(p.Hashes, events.Hash(h))
	}
	return p
}

func shown(t testing.TB, signed []byte) witness.Shown {
	t.Helper()
	s, _, err := witness.Read(signed)
	must(t, err)
	return s
}

// partner is a witness with a key.
func partner(t testing.TB, name string) witness.Key {
	t.Helper()
	k, err := witness.NewKey(name)
	must(t, err)
	return k
}

func (r *register) cosigned(signed []byte, by ...witness.Key) []byte {
	r.t.Helper()
	for _, k := range by {
		line, err := k.Cosign(shown(r.t, signed).Text)
		must(r.t, err)
		signed = append(append([]byte{}, signed...), line...)
	}
	return signed
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t testing.TB, what string, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) || kind == nil && err != nil {
		t.Errorf("%s: got %v, want %v", what, err, kind)
	}
}
