package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd/events"
	"ahd/events/ledger"
	"ahd/events/ledger/bundle"
	"ahd/events/ledger/verification"
	"ahd/events/ledger/witness"
)

// sealedWorld is a world whose record lies in a real ledger that is signed.
type sealedWorld struct {
	*world
	ledger   *ledger.Ledger
	notary   *ledger.Notary
	kept     witness.Kept
	verifier note.Verifier
	key      string
	stopped  error  // while nothing is sealed
	leaving  func() // is called before a bundle is written
}

// sealed seals n events in a world, with what they say made public or not.
func sealed(t *testing.T, n int, public bool) *sealedWorld {
	t.Helper()
	w := &sealedWorld{world: newWorld(t)}
	secret, key, err := note.GenerateKey(rand.Reader, "urn:ahd:test")
	must(t, err)
	signer, err := note.NewSigner(secret)
	must(t, err)
	w.key = key
	w.verifier, err = note.NewVerifier(key)
	must(t, err)
	dir := filepath.Join(t.TempDir(), "ledger")
	w.kept = witness.Kept{Dir: dir}
	w.ledger, err = ledger.Open(dir, "urn:ahd:test", func(body []byte) (time.Time, error) {
		envelope, _, err := events.Scan(body)
		return envelope.Time, err
	})
	must(t, err)
	t.Cleanup(func() { w.ledger.Close() })
	w.notary, err = ledger.OpenNotary(w.ledger, dir, filepath.Join(t.TempDir(), "head"), signer, w.verifier)
	must(t, err)
	told := w.atOnce()
	w.say("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test", VerifierKey: key, PublicRecord: public})
	for i := 1; i < n; i++ {
		w.say(fmt.Sprintf("party/p-%d", i), events.PartyRegistered{Name: fmt.Sprintf("Organisation %d", i), Kind: "ngo"})
	}
	told()
	w.seal()
	c := w.config()
	c.Seal, c.Tree, c.Bundle, c.VerifierKey = w, w.ledger, w.bundle, key
	c.Kept = w.kept
	w.handler = handlerOf(c)
	return w
}

// seal brings the ledger up to the log and signs it.
func (w *sealedWorld) seal() {
	w.t.Helper()
	must(w.t, w.ledger.Append(w.ledger.Size()+1, w.log.bodies[w.ledger.Size():]))
	must(w.t, w.notary.Sign())
}

func (w *sealedWorld) Covering(ctx context.Context, sequence uint64) (ledger.Checkpoint, []byte, error) {
	if w.stopped != nil {
		return ledger.Checkpoint{}, nil, w.stopped
	}
	return w.notary.Covering(ctx, sequence)
}

func (w *sealedWorld) bundle(ctx context.Context, stream string, out io.Writer) error {
	if w.leaving != nil {
		w.leaving()
	}
	record, err := verification.OpenFolder(w.kept.Dir)
	if err != nil {
		return err
	}
	defer record.Close()
	contents, err := record.Contents(stream, nil)
	if err != nil {
		return err
	}
	return bundle.Write(ctx, out, contents)
}

func (w *sealedWorld) At(size uint64) ([]byte, error) { return w.notary.Earlier(size) }

func (w *sealedWorld) Witnessed() ([]byte, error) { return w.kept.Witnessed() }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func writeFile(path, text string) error { return os.WriteFile(path, []byte(text), 0o600) }
