package ledger

import (
	"bytes"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"ahd/events"
)

var _ tlog.HashReader = (*Ledger)(nil)

// ReadHashes reads hashes of the tree by their place in the order of
// tlog.StoredHashIndex, so that x/mod can make proofs and tiles of them. It returns
// ErrDamaged if one is gone.
func (l *Ledger) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		have, err := l.hashes.read(hashes[i][:], index*tlog.HashSize)
		if err != nil {
			return nil, err
		}
		if len(have) < tlog.HashSize {
			return nil, fmt.Errorf("%s: %w: hash %d is gone", roleHashes, ErrDamaged, index)
		}
	}
	return hashes, nil
}

// Prove proves that the event with a sequence is in the tree of a signed checkpoint of
// this ledger. Errors: ErrNoEntry where it is not, ErrCheckpoint, ErrDamaged.
func (l *Ledger) Prove(sequence uint64, signed []byte) (Proof, error) {
	c, err := l.signedBefore(signed)
	if err != nil {
		return Proof{}, err
	}
	if sequence == 0 || sequence > c.Size {
		return Proof{}, entryError(sequence, ErrNoEntry, fmt.Sprintf("the checkpoint covers %d", c.Size))
	}
	hashes, err := tlog.ProveRecord(int64(c.Size), int64(sequence)-1, l)
	return Proof{Index: sequence - 1, Hashes: asHashes(hashes), Checkpoint: signed}, err
}

// Continue proves that the tree of a signed checkpoint of this ledger continues that of
// the first old events. Errors: those of Prove.
func (l *Ledger) Continue(old uint64, signed []byte) (Continuation, error) {
	c, err := l.signedBefore(signed)
	if err != nil {
		return Continuation{}, err
	}
	if old == 0 || old > c.Size {
		return Continuation{}, entryError(old, ErrNoEntry, fmt.Sprintf("the checkpoint covers %d", c.Size))
	}
	hashes, err := tlog.ProveTree(int64(c.Size), int64(old), l)
	return Continuation{Old: old, Hashes: asHashes(hashes), Checkpoint: signed}, err
}

// signedBefore takes apart a checkpoint that was signed for what this ledger holds. Who
// signed it is the caller's question.
func (l *Ledger) signedBefore(signed []byte) (Checkpoint, error) {
	text, _, _ := bytes.Cut(signed, []byte("\n\n"))
	c, err := ParseCheckpoint(string(text) + "\n")
	if err == nil && (c.Origin != l.Origin() || c.Size > l.Size()) {
		err = fmt.Errorf("%w: it is of another ledger", ErrCheckpoint)
	}
	return c, err
}

func asHashes(hashes []tlog.Hash) []events.Hash {
	out := make([]events.Hash, len(hashes))
	for i, hash := range hashes {
		out[i] = events.Hash(hash)
	}
	return out
}
