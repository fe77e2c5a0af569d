package node

import (
	"context"
	"errors"

	"ahd/events"
	"ahd/events/eventlog/comparison"
	"ahd/events/private"
	"ahd/projections/book"
	"ahd/projections/erasures"
	"ahd/services/auditing"
)

// compareKept compares typed texts, sources and documents with what events hold.
func (n *Node) compareKept(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	gone := map[string]bool{}
	err := n.Book.Read(ctx, func(v *book.View) error {
		all, err := erasures.All(v)
		for _, id := range all {
			gone[id] = true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	kept := auditing.Kept{
		Text: n.Texts.Check, Document: n.document,
		Source: func(sha256 string) error { _, err := n.Files.Read(sha256); return err },
		Erased: func(id string) bool { return gone[id] },
	}
	return kept.Compare(ctx, n.Ledger, n.Book.Checkpoint().Sequence, progress)
}

// document reads a deposited document and compares it with its event.
func (n *Node) document(ctx context.Context, deposited events.EvidenceDeposited) (kept bool, err error) {
	found, kept, err := n.Private.Find(ctx, deposited.Evidence)
	if err != nil || !kept {
		return kept, err
	}
	content := []byte(found.URL)
	if found.File != "" {
		if content, err = n.Files.Read(found.File); err != nil {
			return true, err
		}
	}
	if private.Hash(found.Salt, content) != deposited.Hash {
		return true, errOther
	}
	return true, nil
}

var errOther = errors.New("it has another hash")
