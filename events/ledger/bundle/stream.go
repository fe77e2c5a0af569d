package bundle

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
)

// stream are the events of one stream, with the opening of the register and a heads
// event, and the proofs that they are in the record and that nothing of the stream is
// left out.
func (c *Contents) stream(ctx context.Context, s *survey) ([]part, error) {
	if len(s.own) == 0 {
		return nil, ErrUnknownStream
	}
	heads, err := c.headsProof(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := c.addOpening(ctx, s); err != nil {
		return nil, err
	}
	entries, err := c.Ledger.Entries()
	if err != nil {
		return nil, err
	}
	defer entries.Close()
	var bodies, proofs []part
	err = c.hashed(func(hashes tlog.HashReader) error {
		for _, at := range s.shown() {
			body, proof, err := c.proved(entries, hashes, at)
			if err != nil {
				return err
			}
			bodies, proofs = append(bodies, body), append(proofs, proof)
		}
		return nil
	})
	return append(append(bodies, proofs...), heads...), err
}

// shown are the places of all events in a bundle of one stream, ascending. Those that
// set the clock right are among them, as far as others come behind them: they are why
// those claim earlier times.
func (s *survey) shown() []spot {
	places := slices.Clone(s.own)
	for _, h := range s.heads {
		places = append(places, h.spot)
	}
	order := func(a, b spot) int { return cmp.Compare(a.index, b.index) }
	last := slices.MaxFunc(places, order)
	for _, at := range s.clocks {
		if at.index < last.index {
			places = append(places, at)
		}
	}
	slices.SortFunc(places, order)
	return slices.CompactFunc(places, func(a, b spot) bool { return a.index == b.index })
}

func (c *Contents) addOpening(ctx context.Context, s *survey) error {
	return c.walk(ctx, 1, func(e entry) error {
		s.own = append(s.own, spot{e.index, frame, len(e.body), e.leaf})
		return nil
	})
}

func (c *Contents) proved(entries *os.File, hashes tlog.HashReader, at spot) (body, proof part, err error) {
	again := func(out io.Writer) error {
		_, err := io.Copy(out, io.NewSectionReader(entries, at.at, int64(at.long)))
		return err
	}
	content := &bytes.Buffer{}
	if err := again(content); err != nil {
		return body, proof, err
	}
	path, err := ledger.ProveEntry(c.Signed.Size, at.index, hashes)
	if err != nil {
		return body, proof, err
	}
	if err := ledger.CheckPath(path, c.Signed.Size, c.Signed.Root, at.index, events.LeafHash(content.Bytes())); err != nil {
		return body, proof, cause.Of(fmt.Errorf("%w (entry %d)", ErrUnsigned, at.index+1), err)
	}
	text := ledger.Proof{Index: at.index, Hashes: path, Checkpoint: c.Note}.Text()
	return whole(EntryName(at.index), content.Bytes()), whole(ProofName(at.index), text), nil
}

// hashed lends the hashes of the ledger.
func (c *Contents) hashed(use func(tlog.HashReader) error) error {
	file, err := c.Ledger.Hashes()
	if err != nil {
		return err
	}
	if file == nil {
		return errors.New("the ledger has no hashes yet; start Ahd once, which makes them")
	}
	return errors.Join(use(ledger.Stored(file)), file.Close())
}

// continuations prove that the tree continues each of the older checkpoints.
func (c *Contents) continuations() (parts []part, err error) {
	if len(c.Older) == 0 {
		return nil, nil
	}
	err = c.hashed(func(hashes tlog.HashReader) error {
		for _, older := range c.Older {
			path, err := ledger.ProveContinuation(c.Signed.Size, older.Size, hashes)
			if err != nil {
				return err
			}
			text := ledger.Continuation{Old: older.Size, Hashes: path, Checkpoint: c.Note}.Text()
			parts = append(parts, whole(ConsistencyName(older.Size), text))
		}
		return nil
	})
	return parts, err
}

// headsProof keeps, of the heads events, the last that speaks of the stream, and proves
// by it where the stream stood. Without one the bundle is not proved complete.
func (c *Contents) headsProof(ctx context.Context, s *survey) ([]part, error) {
	found, began := s.heads, s.own[0].index+1
	s.heads = nil
	for _, h := range slices.Backward(found) {
		if h.Sequence < began {
			continue
		}
		proof, err := c.proveHead(ctx, h)
		if err != nil {
			return nil, err
		}
		s.heads = []heads{h}
		return []part{whole(HeadsName, EncodeHeads(h.index+1, proof))}, nil
	}
	return nil, nil
}

func (c *Contents) proveHead(ctx context.Context, h heads) (ledger.HeadProof, error) {
	var standing ledger.Standing
	err := c.walk(ctx, h.Sequence, func(e entry) error {
		standing.Add(e.envelope.Subject, uint64(e.envelope.StreamVersion), e.leaf)
		return nil
	})
	if err != nil {
		return ledger.HeadProof{}, err
	}
	records, _ := standing.At(h.Sequence)
	proof, found := ledger.ProveHead(records, c.Stream)
	if found {
		err = ledger.CheckHead(proof, h.Root, h.Number)
	}
	if !found || err != nil {
		return proof, cause.Of(fmt.Errorf("%w: the heads in event %d are not those of the record", ErrUnsigned, h.index+1), err)
	}
	return proof, nil
}
