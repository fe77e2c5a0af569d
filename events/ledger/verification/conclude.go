package verification

import (
	"fmt"
	"io"

	"ahd.example/ahd/events"
)

// said is rules 4 and 5 for one event.
func (r *rules) said(f *fact, source func(string) (*io.SectionReader, error), words *words, result *Result) *Failure {
	wrong, err := quoted(f.quotes, source, result)
	switch {
	case err != nil:
		return r.at(f, "source", "A source text cannot be read, or is not what was archived: "+err.Error()+".").because(err)
	case wrong != nil:
		return r.at(f, "event.quote", "A quote in it does not stand in its source.").sides(wrong.quote, wrong.stands)
	case words == nil:
		return nil
	}
	if err := words.fit(f.texts); err != nil {
		return r.at(f, "event.text", capital(err.Error())+".").because(err)
	}
	return nil
}

// conclude is what can be said once all events have been seen: steps 5 to 12.
func (w *walk) conclude() error {
	for _, step := range []func() *Failure{w.counted, w.rooted, w.isSigned} {
		if bad := step(); bad != nil {
			return w.named(bad)
		}
	}
	for _, step := range []func() *Failure{w.older, w.kept} {
		if bad := step(); bad != nil {
			return bad
		}
	}
	w.report()
	if bad := w.agreed(); bad != nil {
		return bad
	}
	return nil
}

// counted is step 5.
func (w *walk) counted() *Failure {
	have, want := w.rules.sequence, w.signed.Size
	switch {
	case have < want:
		return failure(Incomplete, "entries.missing", fmt.Sprintf("%d events are signed, and %d are here.", want, have)).sides(want, have)
	case have > want && !w.record.Live:
		return &Failure{Kind: Broken, Code: "entries.more", Sequence: want + 1, Detail: fmt.Sprintf("%d events are signed, and %d are here.", want, have)}
	}
	w.result.Unsigned = have - want
	return nil
}

// rooted is step 6.
func (w *walk) rooted() *Failure {
	if got := w.rootAt(w.signed.Size); got != w.signed.Root {
		return failure(Broken, "tree.root", fmt.Sprintf("The first %d events do not hash to what was signed.", w.signed.Size)).sides(w.signed.Root, got)
	}
	if w.doubt != nil {
		bad := *w.doubt
		if bad.Kind == Broken {
			bad.Code, bad.Detail = "hashes", "The events are as they were signed; the stored hashes are damaged."
		}
		return &bad
	}
	if w.hashes != nil && !w.record.Live {
		if _, err := w.hashes.ReadByte(); err == nil {
			return failure(Broken, "hashes", "There are more stored hashes than events.")
		}
	}
	return nil
}

// rootAt is the root at a size that somebody signed.
func (w *walk) rootAt(size uint64) events.Hash {
	if size == 0 {
		return emptyRoot
	}
	return w.roots[size]
}

// isSigned is step 7.
func (w *walk) isSigned() *Failure {
	if bad := rightlySigned(w.signed, &w.rules); bad != nil {
		return bad
	}
	if w.words != nil && w.words.rest() {
		return failure(Broken, "texts", "A typed text is here that no event names, or in another order or form.")
	}
	return claimed(w.record.Claims, w.signed, &w.rules, 1, w.rules.sequence)
}

// rightlySigned asks for the origin and the log's own signature.
func rightlySigned(signed Signed, r *rules) *Failure {
	if signed.Origin != r.origin {
		return failure(Broken, "checkpoint.origin", "The checkpoint is of another log.").sides(r.origin, signed.Origin)
	}
	if signed.signedBy(r.log) != nil {
		return failure(Broken, "checkpoint.signature", "The checkpoint is not signed with the key that the register's opening names.").
			sides("a signature by "+r.key, "none that is right")
	}
	return nil
}

// older is step 8.
func (w *walk) older() *Failure {
	for _, kept := range w.record.Older {
		c, bad := readNote(kept.Note, fmt.Sprintf("The checkpoint of %d events", kept.Size))
		if bad != nil {
			return bad
		}
		if bad := olderFits(c, kept.Size, w.signed, w.rules.log); bad != nil {
			return bad
		}
		if got := w.rootAt(c.Size); got != c.Root {
			return forked("The log signed another history before.", c, w.signed, got)
		}
		w.result.Older = append(w.result.Older, c.Size)
	}
	return nil
}

// kept is step 10.
func (w *walk) kept() *Failure {
	if w.demands.Old == nil {
		return nil
	}
	c, bad := readKept(w.demands.Old, w.signed, w.rules.log)
	if bad != nil {
		return bad
	}
	if got := w.rootAt(c.Size); got != c.Root {
		return forked("The record does not continue the checkpoint that you kept: what was recorded by then was altered.", c, w.signed, got)
	}
	w.result.Kept = &c.Size
	return nil
}

// agreed are steps 11 and 12.
func (w *walk) agreed() (bad *Failure) {
	w.result.Policy, bad = vouched(w.demands, append(notesOf(w.record.Older), w.signed), max(w.signed.Size, w.rules.sequence))
	return bad
}

func (w *walk) report() {
	r := &w.result
	r.Origin, r.Key, r.Scope = w.rules.origin, w.rules.key, "all"
	r.Size, r.Root, r.Streams, r.Heads = w.signed.Size, w.signed.Root, w.rules.standing.Streams(), w.rules.heads
	r.To = text(moment(w.rules.last))
	if w.words != nil {
		r.Texts = w.words.read
	}
}
