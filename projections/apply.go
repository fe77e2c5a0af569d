package projections

import (
	"context"
	"errors"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Errors of a batch that is not what the book expects next. They stop it.
var (
	ErrGap   = errors.New("an event is missing before it")
	ErrOrder = errors.New("it was recorded before its predecessor")
	ErrChain = errors.New("it does not follow the last event of its stream")
)

// Apply takes in an ordered batch of bodies, the first of which has the sequence
// first. What the book has already is dropped. If one event cannot be applied,
// those before it are committed, the book stops, and the error is returned; the
// same batch, sent again, goes on from there. A closed book returns ErrClosed.
func (b *Book) Apply(ctx context.Context, first uint64, bodies [][]byte) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.isClosed() {
		return ErrClosed
	}
	if known := b.writer.at.Sequence + 1; first < known {
		bodies = bodies[min(uint64(len(bodies)), known-first):]
		first = known
	}
	// Every root that a page shows exists.
	if len(bodies) > 0 {
		if err := b.record.Wait(ctx, first+uint64(len(bodies))-1); err != nil {
			return b.halt(b.writer.at, first, err)
		}
	}
	if err := b.prefix(ctx, first, bodies); err != nil {
		b.suspect(err)
		b.redescribe()
		return b.halt(b.writer.at, b.writer.at.Sequence+1, err)
	}
	b.redescribe()
	b.set(b.writer.at, nil)
	return nil
}

// prefix commits a batch, or as much of it as stands before the event that is
// refused.
func (b *Book) prefix(ctx context.Context, first uint64, bodies [][]byte) error {
	if len(bodies) == 0 {
		return nil
	}
	batch := decode(b.decoder, first, bodies)
	err := b.writer.commit(ctx, batch)
	var refused *refusedEvent
	if errors.As(err, &refused) && refused.place > 0 {
		if err := b.writer.commit(ctx, batch[:refused.place]); err != nil {
			return err
		}
	}
	return err
}

// halt says that the book stands still, and why.
func (b *Book) halt(at book.Checkpoint, sequence uint64, err error) error {
	if errors.Is(err, context.Canceled) { // we are closing, nothing is wrong
		return err
	}
	stop := &Stop{Sequence: sequence, Reason: err.Error()}
	b.set(at, stop)
	return stop
}

// decoded is an event of a batch, or why it could not be read. Reading comes
// before writing, so that a rebuild can do both at once.
type decoded struct {
	events.Recorded
	err error
}

func decode(decoder events.Decoder, first uint64, bodies [][]byte) []decoded {
	batch := make([]decoded, len(bodies))
	for i, body := range bodies {
		batch[i].Sequence = first + uint64(i)
		if batch[i].Event, batch[i].err = decoder.Decode(body); batch[i].err == nil {
			batch[i].Leaf = events.LeafHash(body)
		}
	}
	return batch
}

// reading is one batch of a ledger that is read ahead.
type reading struct {
	batch []decoded
	err   error // why there is none
}

// readAhead reads and decodes what the record holds from the sequence first on,
// through the sequence last, one batch ahead of whoever takes them. The channel
// ends after the last batch or the first error; its reader takes all or ends ctx.
func readAhead(ctx context.Context, record Record, first, last uint64) <-chan reading {
	ahead := make(chan reading, 1)
	go func() {
		defer close(ahead)
		decoder := events.NewDecoder()
		for first <= last {
			bodies, err := record.Entries(first)
			r := reading{err: err}
			if err == nil {
				r.batch = decode(decoder, first, bodies)
				first += uint64(len(bodies))
			}
			select {
			case ahead <- r:
			case <-ctx.Done():
				return
			}
			if err != nil || len(bodies) == 0 {
				return
			}
		}
	}()
	return ahead
}
