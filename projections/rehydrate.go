package projections

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/timeline"
)

// rehydrator tells what streams added up to at a past event: the record is folded
// again, because a book of the past keeps no states. Where the events of a stream
// stand is asked of the book that serves.
//
// The book that serves folds again too, what was recorded under a clock that was wrong:
// there present is nil.
type rehydrator struct {
	record  Record
	present *book.File
	clocks  []events.Correction // where the clock was set right, as far as the moment that is told
}

// newRehydrator tells of a moment.
func newRehydrator(ctx context.Context, record Record, present *book.File, sequence uint64) (rehydrator, error) {
	r := rehydrator{record: record, present: present}
	err := present.Read(ctx, func(v *book.View) (err error) {
		r.clocks, err = timeline.CorrectionsIn(v)
		return err
	})
	r.clocks = through(r.clocks, sequence)
	return r, err
}

// eventsOf are the events of a stream through one; eventsBefore those before the event
// ?1 of the streams that the events from there through ?2 touch. A stream that began
// after ?1 has none.
const (
	eventsOf     = `SELECT group_concat(sequence) FROM timeline WHERE stream = ? AND sequence <= ?`
	eventsBefore = `SELECT group_concat(sequence) FROM timeline INDEXED BY timeline_stream
		WHERE stream IN (SELECT stream FROM timeline WHERE sequence BETWEEN ?1 AND ?2) AND stream < ?1 AND sequence < ?1 GROUP BY stream`
)

// one folds the stream with a first event through its last, as is known after the event
// by.
func (r rehydrator) one(ctx context.Context, first, last, by uint64) (s fold.State, err error) {
	listed, zone, err := r.list(ctx, eventsOf, first, last)
	if err != nil {
		return s, err
	}
	known, err := r.fold(ctx, listed, zone, by)
	if err != nil {
		return s, err
	}
	return known[0].State, nil
}

// older is one for a writer.
func (r rehydrator) older(ctx context.Context) older {
	return func(at streams.Row, by uint64) (fold.State, error) { return r.one(ctx, at.First, at.Sequence, by) }
}

// before folds the streams that the events from first through last touch, as they
// were before first, with all the processors that there are.
func (r rehydrator) before(ctx context.Context, first, last uint64) ([]*state, error) {
	touched, zone, err := r.list(ctx, eventsBefore, first, last)
	if err != nil {
		return nil, err
	}
	shares := slices.Collect(slices.Chunk(touched, len(touched)/runtime.GOMAXPROCS(0)+1))
	known, errs := make([][]*state, len(shares)), make([]error, len(shares))
	var all sync.WaitGroup
	for i, share := range shares {
		all.Go(func() { known[i], errs[i] = r.fold(ctx, share, zone, first-1) })
	}
	all.Wait()
	return slices.Concat(known...), errors.Join(errs...)
}

// list asks where the events of streams stand, and by whose clock their days are
// counted: that of now, because it stays once there is a commitment.
func (r rehydrator) list(ctx context.Context, query string, first, last uint64) (listed []string, zone *time.Location, err error) {
	err = r.present.Read(ctx, func(v *book.View) error {
		register, err := described.Read(v)
		if err != nil {
			return err
		}
		zone = register.Zone.Location()
		return v.Rows(query, []any{int64(first), int64(last)}, func(scan func(...any) error) error {
			var some string
			err := scan(&some)
			listed = append(listed, some)
			return err
		})
	})
	return listed, zone, err
}

// place is where an event of a stream stands in the record.
type place struct {
	sequence uint64
	of       *state
}

// The record is read in stretches of so many events at most, with gaps of so many: it
// takes less to read over what is not asked for than to begin anew.
const (
	longestStretch = 2048
	widestGap      = 16
)

// fold reads the listed events of some streams in the order of the record, and adds
// them up, as is known after the event by.
func (r rehydrator) fold(ctx context.Context, listed []string, zone *time.Location, by uint64) ([]*state, error) {
	told := counting{zone, through(r.clocks, by)}
	known, places, err := placesOf(listed)
	if err != nil {
		return nil, err
	}
	decoder := events.NewDecoder()
	return known, readPlaces(ctx, r.record, places, func(p place, body []byte) error {
		return p.of.add(decoder, p.sequence, body, told)
	})
}

// readPlaces reads the events at some places in their order, in stretches of bounded
// length, and hands each on.
func readPlaces(ctx context.Context, record Record, places []place, each func(p place, body []byte) error) error {
	for len(places) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := stretch(places)
		sequences := make([]uint64, n)
		for i, p := range places[:n] {
			sequences[i] = p.sequence
		}
		bodies, err := record.Among(sequences)
		if err != nil {
			return err
		}
		for i, body := range bodies {
			if err := each(places[i], body); err != nil {
				return fmt.Errorf("event %d: %w", sequences[i], err)
			}
		}
		places = places[n:]
	}
	return nil
}

// stretch is how many of the places stand so close that they are read at once.
func stretch(places []place) int {
	n := 1
	for n < len(places) && places[n].sequence-places[n-1].sequence <= widestGap && places[n].sequence-places[0].sequence < longestStretch {
		n++
	}
	return n
}

// counting is by which clocks times are counted: the register's, for days, and those that
// were set right.
type counting struct {
	zone   *time.Location
	clocks []events.Correction
}

// add adds the next event of the stream.
func (s *state) add(decoder events.Decoder, sequence uint64, body []byte, by counting) error {
	e, err := decoder.Decode(body)
	if err != nil {
		return err
	}
	if s.Version == 0 {
		s.First = sequence
		if s.stream, err = events.ParseStream(e.Subject); err != nil {
			return err
		}
	}
	if s.Version++; e.StreamVersion != s.Version || e.Subject != s.stream.Subject() {
		return ErrChain
	}
	e.Zone = by.zone
	e.Time = events.RecordedAt(sequence, e.Time, by.clocks)
	s.State.Add(e)
	s.Sequence = sequence
	if sequence == s.through {
		s.Leaf = events.LeafHash(body)
	}
	return nil
}

// placesOf reads lists of sequences, "3,1,2" for each stream. SQLite promises no order.
func placesOf(listed []string) (known []*state, places []place, err error) {
	for _, list := range listed {
		s := &state{}
		known = append(known, s)
		for text := range strings.SplitSeq(list, ",") {
			sequence, err := strconv.ParseUint(text, 10, 64)
			if err != nil {
				return nil, nil, cause.Of(fmt.Errorf("the book lists an event %q", text), err)
			}
			places = append(places, place{sequence, s})
			s.through = max(s.through, sequence)
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.sequence, b.sequence) })
	return known, places, nil
}
