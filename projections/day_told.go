package projections

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"runtime"
	"slices"
	"sync"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/timeline"
)

// onDay is one commitment as it stood on a day.
type onDay struct {
	first     uint64
	through   uint64 // its last event
	last      uint64 // the last one that counts
	state     commitment.State
	stood     []any    // what the state says in the table of commitments
	later     []uint64 // events that do not count
	unread    []uint64 // those of them that come yet and need not be read
	after     []stood  // how it stood after those that count, where one before them does not
	narrative string   // id of the last one that counts; "" where there is none
}

type stood struct {
	sequence uint64
	timeline.Axes
}

// keep writes it. What comes after the last event that counts need not be listed.
func (o *onDay) keep(tx *book.Tx) error {
	for _, s := range o.after {
		if err := timeline.Stood(tx, s.sequence, s.Axes); err != nil {
			return err
		}
	}
	for _, sequence := range o.later {
		if sequence > o.last {
			break
		}
		if err := timeline.Leave(tx, sequence); err != nil {
			return err
		}
	}
	return commitments.Keep(tx, o.first, o.through, o.narrative, o.stood)
}

// passOver notes what stands before an event and is not read, because it does not count.
func (o *onDay) passOver(sequence uint64) {
	for len(o.unread) > 0 && o.unread[0] < sequence {
		o.through, o.later, o.unread = o.unread[0], append(o.later, o.unread[0]), o.unread[1:]
	}
}

// add adds the next event.
func (o *onDay) add(e events.Event, sequence uint64, on edtf.Day, counts bool) {
	o.through = sequence
	if !counts {
		o.later = append(o.later, sequence)
		return
	}
	o.state, o.last = commitment.EvolveOn(o.state, e, on), sequence
	if len(o.later) > 0 {
		s := &o.state
		o.after = append(o.after, stood{sequence, timeline.Axes{Record: s.Record, Response: s.Response, SelfReported: s.SelfReported, Assessed: s.Assessed, Closure: s.Closure}})
	}
	switch d := e.Data.(type) {
	case events.ProgressReported:
		if d.Narrative != nil {
			o.narrative = d.Narrative.ID
		}
	case events.TextErased:
		if o.narrative == d.Text {
			o.narrative = ""
		}
	}
}

// dayTeller tells commitments as they stood on a day, from the record.
type dayTeller struct {
	record Record
	on     edtf.Day
	days   []int32 // from which events are known to count; see eventDays
	counting
}

const eventsOfEach = `SELECT group_concat(sequence) FROM timeline WHERE stream IN (SELECT value FROM json_each(?)) GROUP BY stream`

// toldAtOnce is how many commitments are read together.
const toldAtOnce = 512

// eventsOn lists the events of the commitments that were captured by some.
func eventsOn(v *book.View, captures []uint64) (listed []string, err error) {
	for some := range slices.Chunk(captures, toldAtOnce) {
		asked, err := json.Marshal(some)
		if err != nil {
			return nil, err
		}
		err = v.Rows(eventsOfEach, []any{string(asked)}, func(scan func(...any) error) error {
			var list string
			err := scan(&list)
			listed = append(listed, list)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return listed, nil
}

// one tells what a single commitment added up to.
func (t dayTeller) one(ctx context.Context, v *book.View, capture uint64) (s commitment.State, err error) {
	listed, err := eventsOn(v, []uint64{capture})
	if err != nil {
		return s, err
	}
	told, err := t.fold(ctx, listed)
	if err != nil || len(told) != 1 {
		return s, cause.Of(errNoFold, err)
	}
	return told[0].state, nil
}

// tell tells those that were captured by some events, with all the processors there are.
func (t dayTeller) tell(ctx context.Context, v *book.View, captures []uint64) ([]*onDay, error) {
	listed, err := eventsOn(v, captures)
	if err != nil {
		return nil, err
	}
	shares := slices.Collect(slices.Chunk(listed, len(listed)/runtime.GOMAXPROCS(0)+1))
	parts, errs := make([][]*onDay, len(shares)), make([]error, len(shares))
	var all sync.WaitGroup
	for i, share := range shares {
		all.Go(func() { parts[i], errs[i] = t.stand(ctx, share) })
	}
	all.Wait()
	return slices.Concat(parts...), errors.Join(errs...)
}

// stand tells some, and what they say in the table of commitments.
func (t dayTeller) stand(ctx context.Context, listed []string) ([]*onDay, error) {
	told, err := t.fold(ctx, listed)
	for _, one := range told {
		if err != nil {
			return nil, err
		}
		one.stood, err = commitments.Stood(&one.state, one.last)
		one.state = commitment.State{} // it may be large
	}
	return told, err
}

// fold reads the listed events in the order of the record.
func (t dayTeller) fold(ctx context.Context, listed []string) (told []*onDay, err error) {
	_, places, err := placesOf(listed)
	if err != nil {
		return nil, err
	}
	places, unread := t.choose(places)
	known, decoder := map[*state]*onDay{}, events.NewDecoder()
	err = readPlaces(ctx, t.record, places, func(p place, body []byte) error {
		one := known[p.of]
		if one == nil {
			one = &onDay{first: p.sequence, unread: unread[p.of]}
			known[p.of], told = one, append(told, one)
		}
		return t.add(one, decoder, p.sequence, body)
	})
	for _, one := range told {
		one.passOver(math.MaxUint64)
	}
	return told, err
}

// choose leaves out the events that are known not to count. The first of each counts.
func (t dayTeller) choose(places []place) (read []place, unread map[*state][]uint64) {
	on := numberOf(t.on)
	if len(t.days) == 0 || on == dayUnknown {
		return places, nil
	}
	read, unread = places[:0], map[*state][]uint64{}
	for _, p := range places {
		if t.days[p.sequence] > on {
			unread[p.of] = append(unread[p.of], p.sequence)
		} else {
			read = append(read, p)
		}
	}
	return read, unread
}

func (t dayTeller) add(one *onDay, decoder events.Decoder, sequence uint64, body []byte) error {
	e, err := decoder.Decode(body)
	if err != nil {
		return err
	}
	e.Zone, e.Time = t.zone, events.RecordedAt(sequence, e.Time, t.clocks)
	counts := commitment.HappenedOn(e)
	if len(t.days) > 0 {
		t.days[sequence] = dayNumber(counts)
	}
	one.passOver(sequence)
	one.add(e, sequence, t.on, counts.By(t.on))
	return nil
}
