package sealing

import (
	"path/filepath"
	"sync"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
)

// kept are the checkpoints that are kept, which one at a time changes.
type kept struct {
	witness.Kept
	changing sync.Mutex
}

// Kept is where checkpoints are kept, and what others vouched for.
func (n *Notary) Kept() witness.Kept { return n.kept.Kept }

// Witnessed is the newest checkpoint that others vouch for; nil where there is none.
func (n *Notary) Witnessed() ([]byte, error) { return n.Kept().Witnessed() }

// Keep keeps a signed checkpoint for ever.
func (n *Notary) Keep(size uint64, signed []byte) error {
	n.kept.changing.Lock()
	defer n.kept.changing.Unlock()
	return n.Kept().Keep(size, signed)
}

// Accept adds cosignatures to the checkpoint of a size, one call after the other: two
// partners' may come at the same moment.
func (n *Notary) Accept(size uint64, lines []string) (witness.Accepted, error) {
	ours, err := n.At(size)
	if err != nil {
		return witness.Accepted{}, err
	}
	n.kept.changing.Lock()
	defer n.kept.changing.Unlock()
	return n.Kept().Accept(size, ours, lines, n.needs.Now())
}

// KeepConflict keeps what somebody was shown beside what was signed here, if this
// register's key signed it: then there are two histories under one key, and both
// signatures prove it. It lies beside the checkpoint. What others made up is not kept.
func (n *Notary) KeepConflict(file []byte) error {
	shown, _, err := witness.Read(file)
	if err != nil {
		return nil // nothing that anybody signed
	}
	if _, err := ledger.OpenCheckpoint(shown.Signed, n.needs.Key.Verifier); err != nil || n.Notary == nil {
		return nil // not with this key; the caller says what is wrong
	}
	ours, err := n.Checkpoint()
	if err != nil {
		return err
	}
	_, err = witness.KeepEvidence(filepath.Join(n.kept.Dir, "checkpoint"), string(ours), string(shown.Signed))
	return err
}
