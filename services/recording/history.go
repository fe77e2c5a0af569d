package recording

import (
	"context"
	"errors"
	"fmt"

	"ahd.example/ahd/events"
)

// Streams tells where the events of a stream stand, as far as the book has read.
type Streams interface {
	Sequences(ctx context.Context, stream events.Stream) ([]uint64, error)
	// Begun reports whether a commitment was captured, so that days are counted by now.
	Begun(ctx context.Context) (bool, error)
}

// Events is everything that was recorded about one thing, the first first; none of a
// thing that nobody recorded. Whoever brings a newer edition of a file asks it what
// people changed meanwhile.
func (r *Recorder) Events(ctx context.Context, stream events.Stream) ([]events.Event, error) {
	sequences, err := r.Streams.Sequences(ctx, stream)
	if err != nil {
		return nil, notNow(errors.New("the book cannot be read")).Because(err)
	}
	list := make([]events.Event, len(sequences))
	for i, sequence := range sequences {
		body, err := r.Ledger.Entry(sequence)
		if err == nil {
			list[i], err = events.Decode(body)
		}
		if err != nil {
			return nil, notNow(errors.New("the ledger cannot be read")).Because(fmt.Errorf("event %d: %w", sequence, err))
		}
	}
	return list, nil
}
