package node

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"ahd/events/ledger"
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
	signing, err := ledger.OpenNotary(n.Ledger, n.ledgerDir(), head, n.Key.Signer, n.Key.Verifier)
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

// Last is what was signed last; false where nothing ever was, or it cannot be read.
func (n *Notary) Last() (ledger.Checkpoint, bool) {
	if n.Notary == nil {
		return ledger.Checkpoint{}, false
	}
	return n.Signed()
}
