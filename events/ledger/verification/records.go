package verification

import (
	"errors"
	"io"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// Records is where proofs are made: what was signed, its hashes and its events, wherever
// they lie.
type Records struct {
	Note   []byte
	Hashes tlog.HashReader
	Entry  func(sequence uint64) ([]byte, error)

	strand  *bundle.Bundle // of one stream, which brings its proofs along; nil otherwise
	closing []io.Closer
}

// Close closes what was opened.
func (r *Records) Close() error {
	var errs []error
	for _, c := range r.closing {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// Prove writes the proof that an event is in the record. Its errors are those of
// Provable.Entry.
func (r *Records) Prove(sequence uint64) ([]byte, error) {
	if r.strand != nil {
		proof, err := ProofIn(r.strand, sequence)
		return proof.Text(), err
	}
	p, err := NewProvable(r.Note, r.Hashes)
	if err != nil {
		return nil, err
	}
	if sequence < 1 || sequence > p.Size {
		return nil, ErrNoEvent{sequence, p.Size}
	}
	body, err := r.Entry(sequence)
	if err != nil {
		return nil, err
	}
	proof, err := p.Entry(sequence, body)
	return proof.Text(), err
}

// Continue writes the proof that the record continues a checkpoint that somebody kept.
// The key is the one that the first event names, unless one is given. Its errors are
// those of Provable.Continuation.
func (r *Records) Continue(old []byte, key string) ([]byte, error) {
	p, err := NewProvable(r.Note, r.Hashes)
	if err != nil {
		return nil, err
	}
	if key == "" {
		first, err := r.Entry(1)
		if err != nil {
			return nil, err
		}
		if key, err = Opening(first); err != nil {
			return nil, err
		}
	}
	if r.strand != nil {
		return continuationIn(r.strand, p, old, key)
	}
	c, err := p.Continuation(old, key)
	return c.Text(), err
}

// Records opens the folder for proofs.
func (f *Folder) Records() (*Records, error) {
	note, err := f.Ledger.Checkpoint()
	if err != nil {
		return nil, err
	}
	hashes, err := f.Ledger.Hashes()
	if err != nil {
		return nil, err
	}
	if hashes == nil {
		return nil, failure(Incomplete, "hashes.missing", "The hashes of the ledger are missing. Ahd makes them again when it starts.")
	}
	entry := func(sequence uint64) ([]byte, error) {
		entries, err := f.Ledger.Entries()
		if err != nil {
			return nil, err
		}
		defer entries.Close()
		return nth(ledger.NewReader(entries), sequence)
	}
	return &Records{Note: note, Hashes: ledger.Stored(hashes), Entry: entry, closing: []io.Closer{hashes}}, nil
}

// OpenBundle opens a bundle for proofs. What it holds is checked only as far as the
// proofs need: verify it too.
func OpenBundle(path string) (*Records, error) {
	b, err := bundle.Open(path)
	if err != nil {
		return nil, unopened(err)
	}
	if name := b.Missing(); name != "" {
		return nil, errors.Join(failure(Incomplete, "bundle.missing", "The member "+name+" is missing."), b.Close())
	}
	r := &Records{Note: noteIn(b, bundle.CheckpointName), closing: []io.Closer{b}}
	if b.Manifest.Scope == bundle.Stream {
		r.strand = b
		r.Entry = func(sequence uint64) ([]byte, error) {
			body, found := b.Small(bundle.EntryName(sequence-1), maxNote)
			if !found {
				return nil, failure(Incomplete, "bundle.missing", "The event is not in this bundle.")
			}
			return body, nil
		}
		return r, nil
	}
	hashes, _ := b.Member(bundle.HashesName)
	r.Hashes = ledger.Stored(hashes)
	r.Entry = func(sequence uint64) ([]byte, error) {
		entries, _ := b.Member(bundle.EntriesName)
		return nth(ledger.NewReader(entries), sequence)
	}
	return r, nil
}

// nth reads the event with a sequence from the start: what says where it begins may be
// damaged.
func nth(entries Entries, sequence uint64) ([]byte, error) {
	for at := uint64(0); ; {
		bodies, err := entries.Next()
		if err != nil {
			return nil, &Failure{Kind: Incomplete, Code: "entries.missing", Sequence: at + 1, Detail: "It was signed and cannot be read.", Cause: err}
		}
		if sequence <= at+uint64(len(bodies)) {
			return bodies[sequence-at-1], nil
		}
		at += uint64(len(bodies))
	}
}
