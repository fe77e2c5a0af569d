package verification

import (
	"bytes"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// Provable is a record of which proofs can be made: what was signed, and the hashes.
type Provable struct {
	Signed
	hashes tlog.HashReader
}

// NewProvable reads the checkpoint of a record. It returns a *Failure.
func NewProvable(note []byte, hashes tlog.HashReader) (Provable, error) {
	if note == nil {
		return Provable{}, failure(Incomplete, "checkpoint.missing", "There is no checkpoint: nothing was signed yet, or it is gone.")
	}
	signed, bad := readNote(note, "The checkpoint")
	if bad != nil {
		return Provable{}, bad
	}
	return Provable{signed, hashes}, nil
}

// ErrNoEvent is what is wrong with a sequence that was not signed yet.
type ErrNoEvent struct{ Sequence, Size uint64 }

func (e ErrNoEvent) Error() string {
	return fmt.Sprintf("there is no signed event %d: the checkpoint is of %d events", e.Sequence, e.Size)
}

// Entry proves that a body is the event with a sequence. It never returns a proof that
// proves nothing: a *Failure instead, or ErrNoEvent.
func (p Provable) Entry(sequence uint64, body []byte) (ledger.Proof, error) {
	if sequence < 1 || sequence > p.Size {
		return ledger.Proof{}, ErrNoEvent{sequence, p.Size}
	}
	path, err := ledger.ProveEntry(p.Size, sequence-1, p.hashes)
	if err == nil {
		err = ledger.CheckPath(path, p.Size, p.Root, sequence-1, events.LeafHash(body))
	}
	if err != nil {
		return ledger.Proof{}, orFailure(err, &Failure{Kind: Broken, Code: "proof", Sequence: sequence, Detail: "It is not the event that was signed, or the hashes that would prove it are damaged.", Event: body})
	}
	return ledger.Proof{Index: sequence - 1, Hashes: path, Checkpoint: p.Note}, nil
}

// Continuation proves that the record continues a checkpoint that somebody kept, signed
// with the key of the log. The error is a *Failure: of the kind Forked where it does
// not.
func (p Provable) Continuation(old []byte, key string) (c ledger.Continuation, err error) {
	log, err := verifierOf(key)
	if err != nil {
		return c, err
	}
	if p.Origin != log.Name() || p.signedBy(log) != nil {
		return c, failure(Broken, "checkpoint.signature", "The checkpoint is not signed with the key of the log.").sides("a signature by "+key, "none that is right")
	}
	kept, bad := readKept(old, p.Signed, log)
	if bad != nil {
		return c, bad
	}
	if kept.Size == 0 {
		return c, failure(Unreadable, "old.empty", "The checkpoint that you kept is of no events: every record continues it.")
	}
	then, err := ledger.RootOf(kept.Size, p.hashes)
	if err != nil {
		return c, orFailure(err, failure(Broken, "hashes", "The hashes that would prove it are damaged."))
	}
	if then != kept.Root {
		return c, p.contradicted(kept, then)
	}
	path, err := ledger.ProveContinuation(p.Size, kept.Size, p.hashes)
	if err == nil {
		err = ledger.CheckContinuation(path, p.Size, p.Root, kept.Size, kept.Root)
	}
	if err != nil {
		return c, orFailure(err, failure(Broken, "hashes", "The hashes that would prove it are damaged."))
	}
	return ledger.Continuation{Old: kept.Size, Hashes: path, Checkpoint: p.Note}, nil
}

// contradicted tells a fork from damaged hashes: what does not hash to its own
// checkpoint says nothing about another.
func (p Provable) contradicted(kept Signed, then events.Hash) *Failure {
	if root, err := ledger.RootOf(p.Size, p.hashes); err != nil || root != p.Root {
		return failure(Broken, "hashes", "The stored hashes are not those of what was signed: verify the record.").because(err)
	}
	return forked("The record does not continue the checkpoint that you kept: what was recorded by then was altered.", kept, p.Signed, then)
}

func orFailure(err error, otherwise *Failure) error {
	if bad := refused(err); bad != nil {
		return bad
	}
	return otherwise
}

// Opening reads the key that the first event of a record names.
func Opening(body []byte) (key string, err error) {
	r := rules{sequence: 1}
	f := look(body)
	if bad := r.own(&f); bad != nil {
		return "", bad
	}
	return r.key, nil
}

// ProofIn is the proof that a bundle of one stream has of an event.
func ProofIn(b *bundle.Bundle, sequence uint64) (ledger.Proof, error) {
	body, there := b.Small(bundle.EntryName(sequence-1), events.MaxBody)
	text, proved := b.Small(bundle.ProofName(sequence-1), 2*maxNote)
	note := noteIn(b, bundle.CheckpointName)
	signed, bad := readNote(note, "The checkpoint")
	switch {
	case bad != nil:
		return ledger.Proof{}, bad
	case !there || !proved:
		return ledger.Proof{}, ErrNoEvent{sequence, signed.Size}
	}
	proof, err := ledger.ParseProof(text)
	if err == nil {
		err = ledger.CheckPath(proof.Hashes, signed.Size, signed.Root, proof.Index, events.LeafHash(body))
	}
	if err != nil || proof.Index != sequence-1 || !bytes.Equal(proof.Checkpoint, note) {
		return proof, &Failure{Kind: Broken, Code: "proof", Sequence: sequence, Detail: "It is not in what was signed: its proof does not lead to the root.", Event: body, Cause: err}
	}
	return proof, nil
}

// continuationIn is the proof that a bundle of one stream has for a checkpoint that
// somebody kept.
func continuationIn(b *bundle.Bundle, p Provable, old []byte, key string) ([]byte, error) {
	log, err := verifierOf(key)
	if err != nil {
		return nil, err
	}
	if p.Origin != log.Name() || p.signedBy(log) != nil {
		return nil, failure(Broken, "checkpoint.signature", "The checkpoint is not signed with the key of the log.")
	}
	kept, bad := readKept(old, p.Signed, log)
	if bad != nil {
		return nil, bad
	}
	if kept.Size == p.Size && kept.Root == p.Root {
		return ledger.Continuation{Old: p.Size, Checkpoint: p.Note}.Text(), nil
	}
	text, found := b.Small(bundle.ConsistencyName(kept.Size), 2*maxNote)
	proof, err := ledger.ParseContinuation(text)
	switch {
	case kept.Size == p.Size:
		return nil, forked("The record does not continue the checkpoint that you kept: what was recorded by then was altered.", kept, p.Signed, p.Root)
	case !found:
		return nil, failure(Incomplete, "old.unproved", fmt.Sprintf("The bundle has no proof for a record of %d events.", kept.Size))
	case err != nil || proof.Old != kept.Size || !bytes.Equal(proof.Checkpoint, p.Note):
		return nil, failure(Broken, "older.proof", "The proof in the bundle is none.").because(err)
	}
	if err := ledger.CheckContinuation(proof.Hashes, p.Size, p.Root, kept.Size, kept.Root); err != nil {
		return nil, forked("The record does not continue the checkpoint that you kept: what was recorded by then was altered.", kept, p.Signed, p.Root).because(err)
	}
	return text, nil
}
