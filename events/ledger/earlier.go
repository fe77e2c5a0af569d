package ledger

import (
	"context"
	"fmt"
	"time"
)

// Earlier is the signed checkpoint of a size up to the one that was signed last. It
// is signed again where it was not kept, which says nothing new: it is continued by
// what was signed since. Errors: ErrNoEntry, and those of Check.
func (n *Notary) Earlier(size uint64) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.check(); err != nil {
		return nil, err
	}
	if size == 0 || !n.any || size > n.signed.Size {
		return nil, entryError(size, ErrNoEntry, fmt.Sprintf("%d are signed", n.signed.Size))
	}
	root, err := n.ledger.RootAt(size)
	if err != nil {
		return nil, err
	}
	return Sign(Checkpoint{Origin: n.ledger.Origin(), Size: size, Root: root}, n.signer)
}

// betweenGlances is how often Covering looks whether an event has been signed.
const betweenGlances = 20 * time.Millisecond

// Covering waits until a checkpoint covers the event with a sequence, and returns the
// newest. Errors: why nothing is signed, or that of ctx.
func (n *Notary) Covering(ctx context.Context, sequence uint64) (Checkpoint, []byte, error) {
	for {
		if c, any := n.Signed(); any && c.Size >= sequence {
			text, err := n.Checkpoint()
			if err != nil {
				return c, nil, err
			}
			c, err = OpenCheckpoint(text, n.verifier)
			if err != nil || c.Size >= sequence { // else the head is ahead of it, for a moment
				return c, text, err
			}
		}
		if err := n.Stopped(); err != nil {
			return Checkpoint{}, nil, err
		}
		select {
		case <-ctx.Done():
			return Checkpoint{}, nil, ctx.Err()
		case <-time.After(betweenGlances):
		}
	}
}
