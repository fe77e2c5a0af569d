package node

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"ahd/events/ledger"
	"ahd/events/ledger/witness"
)

// Notary signs what the ledger holds while the folder is open, and once more when it
// is closed. Where what was signed cannot be read or is not what the ledger holds,
// nothing is signed and nothing recorded; reading goes on.
type Notary struct {
	*ledger.Notary       // nil where what was signed cannot be read
	unread         error // why
}

// openNotary comes before the log, so that it ends after it: what came last is signed.
func (n *Node) openNotary(context.Context) error {
	head := n.headFile()
	if within(filepath.Join(n.options.Dir, "keys"), head) {
		return fmt.Errorf("the file with the last signed size cannot lie beside the key")
	}
	signing, err := ledger.OpenNotary(n.Ledger, n.ledgerDir(), head, signer{n.Key.Signer, n.key}, n.Key.Verifier)
	n.Notary = &Notary{signing, err}
	if err != nil {
		return nil // said by Refuses
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		signing.Run(ctx)
	}()
	n.atClose(func() error {
		stop()
		<-ended
		if err := signing.Sign(); err != nil {
			n.options.Messages.Error("the ledger was not signed", "problem", err)
		}
		return nil
	})
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

// Kept is where checkpoints are kept, and what others vouched for.
func (n *Node) Kept() witness.Kept { return witness.Kept{Dir: filepath.Join(n.options.Dir, "ledger")} }

// KeepConflict keeps what somebody was shown beside what was signed here, if this
// register's key signed it: then there are two histories under one key, and both
// signatures prove it. It lies beside the checkpoint. What others made up is not kept.
func (n *Node) KeepConflict(file []byte) error {
	shown, _, err := witness.Read(file)
	if err != nil {
		return nil // nothing that anybody signed
	}
	if _, err := ledger.OpenCheckpoint(shown.Signed, n.Key.Verifier); err != nil || n.Notary.Notary == nil {
		return nil // not with this key; the caller says what is wrong
	}
	ours, err := n.Notary.Checkpoint()
	if err != nil {
		return err
	}
	_, err = witness.KeepEvidence(filepath.Join(n.ledgerDir(), "checkpoint"), string(ours), string(shown.Signed))
	return err
}

// Accept adds cosignatures to the checkpoint of a size, one call after the other: two
// partners' may come at the same moment.
func (n *Node) Accept(size uint64, lines []string) (witness.Accepted, error) {
	ours, err := n.Notary.At(size)
	if err != nil {
		return witness.Accepted{}, err
	}
	n.keeping.Lock()
	defer n.keeping.Unlock()
	return n.Kept().Accept(size, ours, lines, n.options.Now())
}

// Last is what was signed last; false where nothing ever was, or it cannot be read.
func (n *Notary) Last() (ledger.Checkpoint, bool) {
	if n.Notary == nil {
		return ledger.Checkpoint{}, false
	}
	return n.Signed()
}
