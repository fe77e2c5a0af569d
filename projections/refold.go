package projections

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ahd/events"
	"ahd/events/fold"
	"ahd/projections/book"
	"ahd/projections/streams"
)

// refolder tells what streams added up to at a past event: the record is folded
// again, because a book of the past keeps no states. Where the events of a stream
// stand is asked of the book that serves.
type refolder struct {
	record  Record
	present *book.File
}

// before are the events of a stream through one, and those before the event ?1 of the
// streams that the events from there through ?2 touch. A stream that began after ?1
// has none.
const (
	eventsOf     = `SELECT group_concat(sequence) FROM timeline WHERE stream = ? AND sequence <= ?`
	eventsBefore = `SELECT group_concat(sequence) FROM timeline INDEXED BY timeline_stream
		WHERE stream IN (SELECT stream FROM timeline WHERE sequence BETWEEN ?1 AND ?2) AND stream < ?1 AND sequence < ?1 GROUP BY stream`
)

// one folds the stream with a first event through its last.
func (r refolder) one(ctx context.Context, first, last uint64) (s fold.State, err error) {
	var listed string
	err = r.present.Read(ctx, func(v *book.View) error {
		found, err := v.Row(eventsOf, []any{int64(first), int64(last)}, []any{&listed})
		if err == nil && !found {
			err = fmt.Errorf("the book has no event %d", first)
		}
		return err
	})
	if err != nil {
		return s, err
	}
	known, err := r.fold(events.NewDecoder(), listed)
	if err != nil {
		return s, err
	}
	return known.State, nil
}

// older is one for a writer.
func (r refolder) older(ctx context.Context) older {
	return func(_ events.Stream, at streams.Row) (fold.State, error) { return r.one(ctx, at.First, at.Sequence) }
}

// before folds the streams that the events from first through last touch, as they
// were before first, with all the processors that there are.
func (r refolder) before(ctx context.Context, first, last uint64) ([]*state, error) {
	var touched []string
	err := r.present.Read(ctx, func(v *book.View) error {
		return v.Rows(eventsBefore, []any{int64(first), int64(last)}, func(scan func(...any) error) error {
			var listed string
			err := scan(&listed)
			touched = append(touched, listed)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	known := make([]*state, len(touched))
	share := len(touched)/runtime.GOMAXPROCS(0) + 1
	errs := make([]error, 0, len(touched)/share+1)
	var all sync.WaitGroup
	for start := 0; start < len(touched); start += share {
		errs = append(errs, nil)
		into, failed := known[start:min(start+share, len(touched))], &errs[len(errs)-1]
		all.Go(func() {
			decoder := events.NewDecoder()
			for i := range into {
				if into[i], *failed = r.fold(decoder, touched[start+i]); *failed != nil || ctx.Err() != nil {
					return
				}
			}
		})
	}
	all.Wait()
	return known, errors.Join(append(errs, ctx.Err())...)
}

// fold reads the listed events of one stream and adds them up.
func (r refolder) fold(decoder events.Decoder, listed string) (*state, error) {
	sequences, err := sequencesOf(listed)
	if err != nil {
		return nil, err
	}
	s := &state{}
	for _, sequence := range sequences {
		body, err := r.record.Entry(sequence)
		if err != nil {
			return nil, err
		}
		e, err := decoder.Decode(body)
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", sequence, err)
		}
		if s.Version == 0 {
			s.First = sequence
			if s.stream, err = events.ParseStream(e.Subject); err != nil {
				return nil, err
			}
		}
		if s.Version++; e.StreamVersion != s.Version || e.Subject != s.stream.Subject() {
			return nil, fmt.Errorf("event %d: %w", sequence, ErrChain)
		}
		s.State.Add(e)
		s.Sequence = sequence
		if s.Version == int64(len(sequences)) {
			s.Leaf = events.LeafHash(body)
		}
	}
	return s, nil
}

// sequencesOf reads "3,1,2" in the order of the record: SQLite promises none.
func sequencesOf(listed string) ([]uint64, error) {
	var sequences []uint64
	for text := range strings.SplitSeq(listed, ",") {
		sequence, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("the book lists an event %q", text)
		}
		sequences = append(sequences, sequence)
	}
	slices.Sort(sequences)
	return sequences, nil
}
