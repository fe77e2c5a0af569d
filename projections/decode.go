package projections

import (
	"context"

	"ahd/events"
)

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
