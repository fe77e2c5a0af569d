package examination

import (
	"context"
	"errors"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/erasures"
	"ahd.example/ahd/services/auditing"
)

// Stores asks whether the stores of typed texts, sources and documents are whole, and
// hold what events name.
func (e *Examiner) Stores(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	found, err := e.sound(ctx, progress)
	if err != nil {
		return found, err
	}
	if e.Damaged() != nil {
		return append(found, uncompared), nil
	}
	named, err := e.compareKept(ctx, progress)
	return append(found, named...), err
}

// sound asks SQLite whether its files are whole.
func (e *Examiner) sound(ctx context.Context, _ func(done, total uint64)) (found []comparison.Finding, _ error) {
	for code, err := range map[string]error{"texts.damaged": e.Texts.Sound(ctx), "private.damaged": e.Private.Sound(ctx)} {
		if err != nil && ctx.Err() == nil {
			found = append(found, comparison.Finding{Code: code, Sentence: comparison.Sentence(err), Remedy: comparison.Restore, Grave: true})
		}
	}
	return found, ctx.Err()
}

// compareKept compares typed texts, sources and documents with what events hold.
func (e *Examiner) compareKept(ctx context.Context, progress func(done, total uint64)) ([]comparison.Finding, error) {
	gone, read := map[string]bool{}, uint64(0)
	err := e.Book.Read(ctx, func(v *book.View) error {
		read = v.At.Sequence
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
		Text: e.Texts.Check, Document: e.document,
		Source: func(sha256 string) error { _, err := e.Files.Read(sha256); return err },
		Erased: func(id string) bool { return gone[id] },
	}
	return kept.Compare(ctx, e.Ledger, read, progress)
}

// document reads a deposited document and compares it with its event.
func (e *Examiner) document(ctx context.Context, deposited events.EvidenceDeposited) (kept bool, err error) {
	found, kept, err := e.Private.Find(ctx, deposited.Evidence)
	if err != nil || !kept {
		return kept, err
	}
	content := []byte(found.URL)
	if found.File != "" {
		if content, err = e.Files.Read(found.File); err != nil {
			return true, err
		}
	}
	if private.Hash(found.Salt, content) != deposited.Hash {
		return true, errOther
	}
	return true, nil
}

var errOther = errors.New("it has another hash")
