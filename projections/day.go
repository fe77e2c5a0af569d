package projections

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/described"
	"ahd/projections/search"
	"ahd/projections/summaries"
	"ahd/projections/timeline"
)

// ReadOn runs read on the book as it was after the event with a sequence, 0 for now,
// with every commitment as it stood on a day (commitment.HappenedOn): what did not exist
// yet is not there. Only those to which something happened later are told again. It
// returns ErrAhead.
func (b *Book) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	done, err := b.turn(ctx, on)
	if err != nil {
		return err
	}
	defer done()
	one := func(file *book.File, read func(*book.View) error) error {
		return file.ReadOver(ctx, func(v *book.View) (*book.Over, error) { return b.over(ctx, v, on) }, read)
	}
	told := func(v *book.View) error {
		done()
		return read(v)
	}
	if sequence == 0 {
		return b.readNow(one, told)
	}
	return b.readAt(ctx, sequence, one, told)
}

// turn waits for leave to tell a day that is over: one is told at a time, because each
// takes the whole machine. Whoever got it gives it back, once or more.
func (b *Book) turn(ctx context.Context, on edtf.Day) (done func(), err error) {
	if !on.Before(b.Described().Zone.Day(b.Checkpoint().Time)) {
		return func() {}, nil
	}
	select {
	case b.telling <- struct{}{}:
		return sync.OnceFunc(func() { <-b.telling }), nil
	case <-ctx.Done(): // whoever asked has gone
		return nil, ctx.Err()
	}
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
	if err != nil {
		return nil, err
	}
	by, err := lastBy(v, register.Zone, on)
	if err != nil {
		return nil, err
	}
	if len(captures) == 0 && !missing {
		held, err := convenings.Later(v, on, by)
		published, wrong := summaries.Later(v, by)
		if err = cmp.Or(err, wrong); err != nil || !held && !published {
			return nil, err
		}
	}
	told, err := t.tell(ctx, v, captures)
	if err != nil {
		return nil, err
	}
	return b.overOf(ctx, v, on, by, told), nil
}

func (b *Book) overOf(ctx context.Context, v *book.View, on edtf.Day, by uint64, told []*onDay) *book.Over {
	narratives, known := map[uint64]string{}, map[uint64]*onDay{}
	for _, one := range told {
		narratives[one.first], known[one.first] = one.narrative, one
	}
	sources := map[string]string{}
	for _, table := range slices.Concat([]string{"timeline", "turns", "streams", "convenings", "summaries"}, sequenced, convenings.Told) {
		sources[table] = v.Source(table)
	}
	plain := v.Past().Fold
	return &book.Over{
		Lay:   func(tx *book.Tx) error { return lay(tx, on, by, told, sources) },
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
func lay(tx *book.Tx, on edtf.Day, by uint64, told []*onDay, sources map[string]string) error {
	if err := commitments.Shadow(tx, on); err != nil {
		return err
	}
	sources = maps.Clone(sources)
	if err := convenings.Shadow(tx, sources, on, by); err != nil {
		return err
	}
	if err := summaries.Shadow(tx, sources["summaries"], by); err != nil {
		return err
	}
	for _, table := range append([]string{"convenings", "summaries"}, convenings.Told...) {
		delete(sources, table)
	}
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
