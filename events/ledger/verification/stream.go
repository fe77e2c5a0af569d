package verification

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// strand is a verification of one stream on its way.
type strand struct {
	bundle *bundle.Bundle
	stream string
	signed Signed
	rules  rules
	words  *words
	result Result

	leaves []events.Hash // of the stream's events, by version from 1
	heads  map[uint64]ledger.Heads
	roots  map[uint64]events.Hash // at the sizes to which there is a proof
	kin    []ledger.Older         // older checkpoints that are continued
	last   uint64                 // sequence
}

// stream verifies a bundle of one stream.
func stream(ctx context.Context, b *bundle.Bundle, demands Demands) (Result, error) {
	s := &strand{bundle: b, stream: *b.Manifest.Stream, heads: map[uint64]ledger.Heads{}, roots: map[uint64]events.Hash{}}
	s.rules.erased, s.rules.partial = map[string]bool{}, true
	s.result.Older = []uint64{}
	if err := s.verify(ctx, demands); err != nil {
		return s.result, err
	}
	s.report()
	return s.result, nil
}

func (s *strand) verify(ctx context.Context, demands Demands) error {
	var bad *Failure
	if s.signed, bad = readNote(noteIn(s.bundle, bundle.CheckpointName), "The checkpoint"); bad != nil {
		return bad
	}
	s.roots[s.signed.Size] = s.signed.Root
	if texts, given := s.bundle.Member(bundle.TextsName); given {
		s.words = newWords(texts)
	}
	for _, index := range s.bundle.Indexes() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if bad := s.add(index); bad != nil {
			return bad
		}
	}
	if len(s.leaves) == 0 {
		return failure(Incomplete, "stream.empty", "No event of the stream is here.")
	}
	for _, step := range []func() *Failure{s.isSigned, s.older, s.complete, func() *Failure { return s.kept(demands.Old) }, func() *Failure { return s.agreed(demands) }} {
		if bad := step(); bad != nil {
			return bad
		}
	}
	return nil
}

// agreed are steps 11 and 12.
func (s *strand) agreed(demands Demands) (bad *Failure) {
	s.result.Policy, bad = vouched(demands, append(notesOf(s.kin), s.signed), s.signed.Size)
	return bad
}

// add is step 4 for one event.
func (s *strand) add(index uint64) *Failure {
	s.rules.sequence, s.last = index+1, index+1
	member, _ := s.bundle.Member(bundle.EntryName(index))
	if member.Size() < 1 || member.Size() > events.MaxBody {
		return &Failure{Kind: Broken, Code: "event.length", Sequence: index + 1, Detail: "Its length is not one that an event can have."}
	}
	body := make([]byte, member.Size())
	if _, err := io.ReadFull(member, body); err != nil {
		return &Failure{Kind: Incomplete, Code: "entries.cut", Sequence: index + 1, Detail: "It cannot be read.", Cause: err}
	}
	f := look(body)
	if bad := s.proved(&f, index); bad != nil {
		return bad
	}
	if bad := s.rules.own(&f); bad != nil {
		return bad
	}
	if bad := s.belongs(&f); bad != nil {
		return bad
	}
	if index == 0 {
		s.result.From = text(moment(f.envelope.Time))
	}
	s.result.Events++
	return s.rules.said(&f, sourceIn(s.bundle), s.words, &s.result)
}

// proved holds an event against its inclusion proof.
func (s *strand) proved(f *fact, index uint64) *Failure {
	wrong := func(why string) *Failure { return s.rules.at(f, "proof", why) }
	text, found := s.bundle.Small(bundle.ProofName(index), 2*maxNote)
	proof, err := ledger.ParseProof(text)
	switch {
	case !found || err != nil:
		return wrong("Its proof is not of the form that proofs have.").because(err)
	case proof.Index != index:
		return wrong("Its proof is of another event.").sides(index, proof.Index)
	case !bytes.Equal(proof.Checkpoint, s.signed.Note):
		return wrong("Its proof is by another checkpoint.")
	}
	if err := ledger.CheckPath(proof.Hashes, s.signed.Size, s.signed.Root, index, f.leaf); err != nil {
		return wrong("It is not in what was signed: its proof does not lead to the root.").sides(s.signed.Root, "another root, from leaf "+f.leaf.String()).because(err)
	}
	return nil
}

// belongs asks what an event has to do with the stream: it is the opening, or one of
// the stream's, or the one heads event, or one that sets the clock right.
func (s *strand) belongs(f *fact) *Failure {
	if said, is := ledger.ReadHeads(f.envelope, f.data); is {
		s.heads[s.rules.sequence] = said
		if f.envelope.Subject != s.stream && len(s.heads) > 1 {
			return s.rules.at(f, "stream.foreign", "A second heads event has nothing to do here.")
		}
	}
	switch {
	case f.envelope.Subject == s.stream:
		if bad := s.rules.chain(f); bad != nil {
			s.rules.suspect = 0
			return bad
		}
		s.leaves = append(s.leaves, f.leaf)
	case events.CorrectsClock(f.envelope): // why later events of the stream claim earlier times
	case s.rules.sequence > 1 && len(s.heads) == 0, s.rules.sequence > 1 && f.envelope.Type != ledger.HeadsType:
		return s.rules.at(f, "stream.foreign", "It is of another stream and has nothing to do here.")
	}
	return nil
}

// isSigned is step 7.
func (s *strand) isSigned() *Failure {
	if bad := rightlySigned(s.signed, &s.rules); bad != nil {
		return bad
	}
	if s.words != nil && s.words.rest() {
		return failure(Broken, "texts", "A typed text is here that no event names, or in another order or form.")
	}
	return claimed(&s.bundle.Manifest, s.signed, &s.rules, 1, s.last)
}

// older is step 8.
func (s *strand) older() *Failure {
	for _, size := range s.bundle.OlderSizes() {
		c, bad := readNote(noteIn(s.bundle, bundle.OlderName(size)), fmt.Sprintf("The checkpoint of %d events", size))
		if bad != nil {
			return bad
		}
		if bad := olderFits(c, size, s.signed, s.rules.log); bad != nil {
			return bad
		}
		text, _ := s.bundle.Small(bundle.ConsistencyName(size), 2*maxNote)
		proof, err := ledger.ParseContinuation(text)
		if err != nil || proof.Old != size || !bytes.Equal(proof.Checkpoint, s.signed.Note) {
			return failure(Broken, "older.proof", fmt.Sprintf("The proof that the record continues the checkpoint of %d events is none.", size)).because(err)
		}
		if err := ledger.CheckContinuation(proof.Hashes, s.signed.Size, s.signed.Root, size, c.Root); err != nil {
			return forked("By the proof in the bundle, the log signed another history before.", c, s.signed, s.signed.Root).because(err)
		}
		s.roots[size] = c.Root
		s.kin = append(s.kin, ledger.Older{Size: size, Note: c.Note})
		s.result.Older = append(s.result.Older, size)
	}
	return nil
}

// complete is step 9.
func (s *strand) complete() *Failure {
	member, given := s.bundle.Member(bundle.HeadsName)
	if !given {
		return nil
	}
	wrong := failure(Broken, "heads", "What should prove that nothing of the stream is left out does not.")
	text, _ := s.bundle.Small(bundle.HeadsName, min(member.Size(), maxNote))
	proof, ok := bundle.ParseHeads(text)
	said, known := s.heads[proof.Sequence]
	if !ok || !known || proof.Version < 1 || proof.Version > uint64(len(s.leaves)) || said.Sequence < 1 || said.Sequence >= proof.Sequence {
		return wrong
	}
	head := ledger.HeadProof{
		Record: ledger.HeadRecord{Stream: s.stream, Version: proof.Version, Leaf: s.leaves[proof.Version-1]},
		Index:  proof.Index, Number: said.Number, Hashes: proof.Hashes,
	}
	if ledger.CheckHead(head, said.Root, said.Number) != nil {
		return wrong
	}
	s.result.Complete = &Complete{Through: said.Sequence, Heads: proof.Sequence, Version: proof.Version}
	return nil
}

// kept is step 10.
func (s *strand) kept(old []byte) *Failure {
	if old == nil {
		return nil
	}
	c, bad := readKept(old, s.signed, s.rules.log)
	if bad != nil {
		return bad
	}
	root, proved := s.roots[c.Size]
	switch {
	case !proved:
		return failure(Incomplete, "old.unproved", fmt.Sprintf("The bundle does not prove that it continues a record of %d events. Ask for one that does: it is written with the checkpoint that you kept (--old).", c.Size))
	case root != c.Root:
		return forked("The record does not continue the checkpoint that you kept: what was recorded by then was altered.", c, s.signed, root)
	}
	s.result.Kept = &c.Size
	return nil
}

func (s *strand) report() {
	r := &s.result
	r.Origin, r.Key, r.Scope, r.Stream = s.rules.origin, s.rules.key, bundle.Stream, &s.stream
	r.Size, r.Root, r.Streams = s.signed.Size, s.signed.Root, 1
	r.To = text(moment(s.rules.last))
	if s.words != nil {
		r.Texts = s.words.read
	}
}
