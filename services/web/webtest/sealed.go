package webtest

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

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
)

// sealedWorld is a world whose record lies in a real ledger that is signed.
type sealedWorld struct {
	*World
	Ledger   *ledger.Ledger
	notary   *ledger.Notary
	Kept     witness.Kept
	Verifier note.Verifier
	Key      string
	Stopped  error  // while nothing is sealed
	Leaving  func() // is called before a bundle is written
}

// Sealed seals n events in a world, with what they say made public or not.
func Sealed(t *testing.T, n int, public bool) *sealedWorld {
	t.Helper()
	w := &sealedWorld{World: New(t)}
	secret, key, err := note.GenerateKey(rand.Reader, "urn:ahd:test")
	Must(t, err)
	signer, err := note.NewSigner(secret)
	Must(t, err)
	w.Key = key
	w.Verifier, err = note.NewVerifier(key)
	Must(t, err)
	dir := filepath.Join(t.TempDir(), "ledger")
	w.Kept = witness.Kept{Dir: dir}
	w.Ledger, err = ledger.Open(dir, "urn:ahd:test", func(body []byte) (time.Time, error) {
		envelope, _, err := events.Scan(body)
		return envelope.Time, err
	})
	Must(t, err)
	t.Cleanup(func() { w.Ledger.Close() })
	w.notary, err = ledger.OpenNotary(w.Ledger, dir, filepath.Join(t.TempDir(), "head"), signer, w.Verifier)
	Must(t, err)
	told := w.AtOnce()
	w.Say("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test", VerifierKey: key, PublicRecord: public})
	for i := 1; i < n; i++ {
		w.Say(fmt.Sprintf("party/p-%d", i), events.PartyRegistered{Name: fmt.Sprintf("Organisation %d", i), Kind: "ngo"})
	}
	told()
	w.Seal()
	c := w.Config()
	c.Seal, c.Tree, c.Bundle, c.VerifierKey = w, w.Ledger, w.bundle, key
	c.Kept = w.Kept
	w.Handler = Pages(c)
	return w
}

// Seal brings the ledger up to the log and signs it.
func (w *sealedWorld) Seal() {
	w.T.Helper()
	Must(w.T, w.Ledger.Append(w.Ledger.Size()+1, w.Log.Bodies[w.Ledger.Size():]))
	Must(w.T, w.notary.Sign())
}

func (w *sealedWorld) Covering(ctx context.Context, sequence uint64) (ledger.Checkpoint, []byte, error) {
	if w.Stopped != nil {
		return ledger.Checkpoint{}, nil, w.Stopped
	}
	return w.notary.Covering(ctx, sequence)
}

func (w *sealedWorld) bundle(ctx context.Context, stream string, out io.Writer) error {
	if w.Leaving != nil {
		w.Leaving()
	}
	record, err := verification.OpenFolder(w.Kept.Dir)
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

func (w *sealedWorld) Witnessed() ([]byte, error) { return w.Kept.Witnessed() }

// Must ends a test at an error that it does not expect.
func Must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// WriteFile writes a file that only its owner reads.
func WriteFile(path, text string) error { return os.WriteFile(path, []byte(text), 0o600) }
