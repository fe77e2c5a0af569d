package projections

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/described"
	"ahd/projections/search"
	"ahd/projections/timeline"
)

// ReadOn runs read on the book as it was after the event with a sequence, 0 for now,
// with every commitment as it stood on a day (commitment.HappenedOn): what did not exist
// yet is not there. Only those to which something happened later are told again. It
// returns ErrAhead.
func (b *Book) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	one := func(file *book.File, read func(*book.View) error) error {
		return file.ReadOver(ctx, func(v *book.View) (*book.Over, error) { return b.over(ctx, v, on) }, read)
	}
	if sequence == 0 {
		return b.readNow(one, read)
	}
	return b.readAt(ctx, sequence, one, read)
}

var errNoFold = errors.New("the book does not know what a stream adds up to")

// over is what stood otherwise on a day than a view shows; nil if nothing did.
func (b *Book) over(ctx context.Context, v *book.View, on edtf.Day) (*book.Over, error) {
	register, err := described.Read(v)
	if err != nil {
		return nil, err
	}
	t := dayTeller{record: b.record, on: on, counting: counting{zone: register.Zone.Location()}}
	if t.clocks, err = timeline.CorrectionsIn(v); err != nil {
		return nil, err
	}
	if last := events.RecordedAt(v.At.Sequence, v.At.Time, t.clocks); !on.Before(register.Zone.Day(last)) {
		return nil, nil // everything had happened
	}
	captures, missing, err := commitments.Later(v, on)
	if err != nil || len(captures) == 0 && !missing {
		return nil, err
	}
	told, err := t.tell(ctx, v, captures)
	if err != nil {
		return nil, err
	}
	return b.overOf(ctx, v, on, told), nil
}

func (b *Book) overOf(ctx context.Context, v *book.View, on edtf.Day, told []*onDay) *book.Over {
	narratives, known := map[uint64]string{}, map[uint64]*onDay{}
	for _, one := range told {
		narratives[one.first], known[one.first] = one.narrative, one
	}
	sources := map[string]string{}
	for _, table := range append([]string{"timeline", "streams"}, sequenced...) {
		sources[table] = v.Source(table)
	}
	plain := v.Past().Fold
	return &book.Over{
		Lay:   func(tx *book.Tx) error { return lay(tx, on, told, sources) },
		Words: func(tx *book.Tx) error { return search.Shadow(ctx, tx, b.options.Texts, narratives) },
		Fold: func(ctx context.Context, first, last uint64) (fold.State, error) {
			if one := known[first]; one != nil {
				return fold.State{Commitment: &one.state}, nil
			}
			if plain == nil {
				return fold.State{}, errNoFold
			}
			return plain(ctx, first, last)
		},
	}
}

// sequenced are the tables whose rows come from one event, whose sequence they have, and
// that nothing but what became known changes later.
var sequenced = []string{"holders", "indicators", "measurements", "documents", "dependent"}

// lay writes what stood otherwise on a day.
func lay(tx *book.Tx, on edtf.Day, told []*onDay, sources map[string]string) error {
	if err := commitments.Shadow(tx, on); err != nil {
		return err
	}
	sources = maps.Clone(sources)
	streams := sources["streams"]
	delete(sources, "streams")
	if err := timeline.Shadow(tx, sources); err != nil {
		return err
	}
	if err := layStreams(tx, streams, told); err != nil {
		return err
	}
	var later []uint64
	for _, one := range told {
		if err := one.lay(tx); err != nil {
			return err
		}
		later = append(later, one.later...)
	}
	slices.Sort(later)
	if err := timeline.Leave(tx, later); err != nil {
		return err
	}
	return commitments.Index(tx)
}

// layStreams leaves out what the commitments that stood otherwise add up to now: who
// asks is told by Fold.
func layStreams(tx *book.Tx, source string, told []*onDay) error {
	if err := tx.Exec(`CREATE TABLE temp.retold (first INTEGER PRIMARY KEY) STRICT`); err != nil {
		return err
	}
	first := make([]uint64, len(told))
	for i, one := range told {
		first[i] = one.first
	}
	list, err := book.Stated(first)
	if err != nil {
		return err
	}
	if err := tx.Exec(`INSERT INTO temp.retold (first) SELECT value FROM json_each(?)`, list); err != nil {
		return err
	}
	return tx.Exec(`CREATE TEMP VIEW streams AS SELECT stream, CASE WHEN first IN (SELECT first FROM temp.retold) THEN '' ELSE state END AS state,
		first, sequence, version, leaf FROM ` + source)
}

// onDay is one commitment as it stood on a day.
type onDay struct {
	stream    events.Stream
	first     uint64
	last      uint64 // the last event that counts
	state     commitment.State
	later     []uint64 // events that do not count
	after     []stood  // how it stood after those that count, where one before them does not
	narrative string   // id of the last one that counts; "" where there is none
}

type stood struct {
	sequence uint64
	timeline.Axes
}

func (o *onDay) lay(tx *book.Tx) error {
	for _, s := range o.after {
		if err := timeline.Stood(tx, s.sequence, s.Axes); err != nil {
			return err
		}
	}
	return commitments.Settle(tx, &book.Settled{Stream: o.stream, State: fold.State{Commitment: &o.state}, First: o.first, Sequence: o.last})
}

// add adds the next event.
func (o *onDay) add(e events.Event, sequence uint64, on edtf.Day) {
	if !commitment.HappenedOn(e).By(on) {
		o.later = append(o.later, sequence)
		return
	}
	o.state, o.last = commitment.Evolve(o.state, e), sequence
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
	counting
}

const eventsOfEach = `SELECT group_concat(sequence) FROM timeline WHERE stream IN (SELECT value FROM json_each(?)) GROUP BY stream`

// toldAtOnce is how many commitments are read together.
const toldAtOnce = 512

// tell tells those that were captured by some events, with all the processors there are.
func (t dayTeller) tell(ctx context.Context, v *book.View, captures []uint64) ([]*onDay, error) {
	told := make([]*onDay, 0, len(captures))
	var listed []string
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
	shares := slices.Collect(slices.Chunk(listed, len(listed)/runtime.GOMAXPROCS(0)+1))
	parts, errs := make([][]*onDay, len(shares)), make([]error, len(shares))
	var all sync.WaitGroup
	for i, share := range shares {
		all.Go(func() { parts[i], errs[i] = t.fold(ctx, share) })
	}
	all.Wait()
	for i := range shares {
		if errs[i] != nil {
			return nil, errs[i]
		}
		told = append(told, parts[i]...)
	}
	return told, nil
}

// fold reads the listed events in the order of the record.
func (t dayTeller) fold(ctx context.Context, listed []string) (told []*onDay, err error) {
	_, places, err := placesOf(listed)
	if err != nil {
		return nil, err
	}
	known, decoder := map[*state]*onDay{}, events.NewDecoder()
	for len(places) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n := stretch(places)
		sequences := make([]uint64, n)
		for i, p := range places[:n] {
			sequences[i] = p.sequence
		}
		bodies, err := t.record.Among(sequences)
		if err != nil {
			return nil, err
		}
		for i, body := range bodies {
			one := known[places[i].of]
			if one == nil {
				one = &onDay{first: sequences[i]}
				known[places[i].of], told = one, append(told, one)
			}
			if err := t.add(one, decoder, sequences[i], body); err != nil {
				return nil, fmt.Errorf("event %d: %w", sequences[i], err)
			}
		}
		places = places[n:]
	}
	return told, nil
}

func (t dayTeller) add(one *onDay, decoder events.Decoder, sequence uint64, body []byte) error {
	e, err := decoder.Decode(body)
	if err != nil {
		return err
	}
	if one.stream.Kind == "" {
		if one.stream, err = events.ParseStream(e.Subject); err != nil {
			return err
		}
	}
	e.Zone, e.Time = t.zone, events.RecordedAt(sequence, e.Time, t.clocks)
	one.add(e, sequence, t.on)
	return nil
}
