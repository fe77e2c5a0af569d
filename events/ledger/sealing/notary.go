// Package sealing answers: may this be signed, and who else signed it?
//
// A register signs what its ledger holds, under the key with which it was opened and no
// other, and keeps the checkpoints that others vouched for.
package sealing

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// Needs are what is signed, and with what.
type Needs struct {
	Dir      string // the data folder
	Head     string // file with the last signed size and root
	Key      folder.Key
	Ledger   *ledger.Ledger
	Now      func() time.Time
	Messages *slog.Logger
}

// Notary signs what the ledger holds while the folder is open, and once more when it
// is closed. Where what was signed cannot be read or is not what the ledger holds,
// nothing is signed and nothing recorded; reading goes on.
type Notary struct {
	*ledger.Notary       // nil where what was signed cannot be read
	unread         error // why

	key     *registersKey
	kept    kept
	needs   Needs
	signing func() // ends it and waits for that
}

// Open signs from now on. That what was signed cannot be read is said by Refuses.
func Open(needs Needs) (*Notary, error) {
	if within(filepath.Join(needs.Dir, "keys"), needs.Head) {
		return nil, fmt.Errorf("the file with the last signed size cannot lie beside the key")
	}
	n := &Notary{needs: needs, key: &registersKey{key: needs.Key, ledger: needs.Ledger}}
	n.kept.Dir = filepath.Join(needs.Dir, "ledger")
	n.Notary, n.unread = ledger.OpenNotary(needs.Ledger, n.kept.Dir, needs.Head, signer{needs.Key.Signer, n.key}, needs.Key.Verifier)
	if n.unread != nil {
		return n, nil
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		n.Run(ctx)
	}()
	n.signing = func() { stop(); <-ended }
	return n, nil
}

// Close signs what came last. Why that could not be signed is only said: what is recorded
// is recorded.
func (n *Notary) Close() error {
	if n.Notary == nil {
		return nil
	}
	n.signing()
	if err := n.Sign(); err != nil {
		n.needs.Messages.Error("the ledger was not signed", "problem", err)
	}
	return nil
}

func within(folder, path string) bool {
	a, errA := filepath.Abs(folder)
	b, errB := filepath.Abs(path)
	return errA == nil && errB == nil && strings.HasPrefix(b, a+string(filepath.Separator))
}

// Refuses says why nothing can be recorded for what was signed; nil if it can.
func (n *Notary) Refuses() error {
	reason := n.unread
	if reason == nil {
		reason = n.Check()
	}
	if reason == nil {
		reason = n.Stopped()
	}
	if reason == nil {
		return nil
	}
	return fmt.Errorf("what was signed does not fit the ledger: %w; nothing can be recorded, reading goes on", reason)
}

// ForeignKey says why the key of the folder may not sign here: the register was opened
// with another. nil where it may.
func (n *Notary) ForeignKey() error { return n.key.check() }

// At is the signed checkpoint of a size up to the last one.
func (n *Notary) At(size uint64) ([]byte, error) {
	if n.Notary == nil {
		return nil, n.unread
	}
	return n.Earlier(size)
}

// Covering is the newest checkpoint, as soon as it covers the event with a sequence.
func (n *Notary) Covering(ctx context.Context, sequence uint64) (ledger.Checkpoint, []byte, error) {
	if n.Notary == nil {
		return ledger.Checkpoint{}, nil, n.unread
	}
	return n.Notary.Covering(ctx, sequence)
}

// Last is what was signed last; false where nothing ever was, or it cannot be read.
func (n *Notary) Last() (ledger.Checkpoint, bool) {
	if n.Notary == nil {
		return ledger.Checkpoint{}, false
	}
	return n.Signed()
}
