package projections

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/search"
	"ahd.example/ahd/projections/summaries"
	"ahd.example/ahd/projections/timeline"
)

// ReadOn runs read on the book as it was after the event with a sequence, 0 for now,
// with every commitment as it stood on a day (commitment.HappenedOn): what did not exist
// yet is not there. Only those to which something happened later are told again. It
// returns ErrAhead.
func (h *history) ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error {
	done, err := h.turn(ctx, on)
	if err != nil {
		return err
	}
	defer done()
	one := func(file *book.File, read func(*book.View) error) error {
		var kept *keptDay
		defer func() {
			if kept != nil {
				h.days.leave(kept)
			}
		}()
		over := func(v *book.View) (over *book.Over, err error) {
			over, kept, err = h.over(ctx, v, on)
			return over, err
		}
		err := file.ReadOver(ctx, over, read)
		if kept != nil && book.Damaged(err) {
			h.days.discard(kept)
		}
		return err
	}
	told := func(v *book.View) error {
		done()
		return read(v)
	}
	if sequence == 0 {
		return h.readNow(one, told)
	}
	return h.readAt(ctx, sequence, one, told)
}

// turn waits for leave to tell a day that is over: one is told at a time, because each
// takes the whole machine. Whoever got it gives it back, once or more.
func (h *history) turn(ctx context.Context, on edtf.Day) (done func(), err error) {
	if !on.Before(h.Described().Zone.Day(h.Checkpoint().Time)) {
		return func() {}, nil
	}
	select {
	case h.telling <- struct{}{}:
		return sync.OnceFunc(func() { <-h.telling }), nil
	case <-ctx.Done(): // whoever asked has gone
		return nil, ctx.Err()
	}
}

var errNoFold = errors.New("the book does not know what a stream adds up to")

// over is what stood otherwise on a day than a view shows, and what is kept of that day,
// which is left when the view ends; nil if nothing did.
func (h *history) over(ctx context.Context, v *book.View, on edtf.Day) (*book.Over, *keptDay, error) {
	register, err := described.Read(v)
	if err != nil {
		return nil, nil, err
	}
	t := dayTeller{record: h.record, on: on, counting: counting{zone: register.Zone.Location()}}
	if t.clocks, err = timeline.CorrectionsIn(v); err != nil {
		return nil, nil, err
	}
	if last := events.RecordedAt(v.At.Sequence, v.At.Time, t.clocks); !on.Before(register.Zone.Day(last)) {
		return nil, nil, nil // everything had happened
	}
	by, err := lastBy(v, register.Zone, on)
	if err != nil {
		return nil, nil, err
	}
	if otherwise, err := otherwise(v, on, by); err != nil || !otherwise {
		return nil, nil, err
	}
	kept, err := h.days.enter(on, t.counting)
	if err != nil {
		return nil, nil, err
	}
	if err := t.keep(ctx, v, kept, &h.days.known); err != nil {
		h.days.discard(kept)
		return nil, kept, err
	}
	return t.over(ctx, v, by, h.options.Texts), kept, nil
}

// otherwise reports whether anything stood otherwise on a day. by is the last event that
// was recorded by then.
func otherwise(v *book.View, on edtf.Day, by uint64) (bool, error) {
	if stood, err := commitments.Otherwise(v, on); err != nil || stood {
		return stood, err
	}
	if held, err := convenings.Later(v, on, by); err != nil || held {
		return held, err
	}
	return summaries.Later(v, by)
}

// before is the name of what was kept of a day before a view is read.
const before = "before"

// keep tells what is not kept of a day yet, so that the view can be read over it.
func (t dayTeller) keep(ctx context.Context, v *book.View, kept *keptDay, known *eventDays) error {
	if err := v.Beside(before, kept.path); err != nil {
		return err
	}
	captures, err := commitments.Untold(v, before, t.on)
	if err != nil {
		return err
	}
	days, giveBack := known.borrow(v.At.Sequence, t.counting)
	defer giveBack()
	t.days = days
	told, err := t.tell(ctx, v, captures)
	if err != nil {
		return err
	}
	if err := kept.keep(told); err != nil {
		return err
	}
	return v.Beside(book.Told, kept.path)
}

func (t dayTeller) over(ctx context.Context, v *book.View, by uint64, texts search.Texts) *book.Over {
	sources := map[string]string{}
	for _, table := range slices.Concat([]string{"timeline", "turns", "streams", "convenings", "summaries"}, sequenced, convenings.Told) {
		sources[table] = v.Source(table)
	}
	plain := v.Past().Fold
	return &book.Over{
		Lay:   func(tx *book.Tx) error { return lay(tx, t.on, by, sources) },
		Words: func(tx *book.Tx) error { return search.Shadow(ctx, tx, texts, commitments.Narratives) },
		Fold: func(ctx context.Context, first, last uint64) (fold.State, error) {
			retold, err := commitments.Retold(v, first)
			switch {
			case err != nil:
				return fold.State{}, err
			case retold:
				one, err := t.one(ctx, v, first)
				return fold.State{Commitment: &one}, err
			case plain == nil:
				return fold.State{}, errNoFold
			}
			return plain(ctx, first, last)
		},
	}
}

// sequenced are the tables whose rows come from one event, whose sequence they have, and
// that nothing but what became known changes later.
var sequenced = []string{"holders", "indicators", "measurements", "documents", "dependent"}

// lay lays what stood otherwise on a day over a view. What commitments add up to now is
// left out for those: who asks is told by Fold.
func lay(tx *book.Tx, on edtf.Day, by uint64, sources map[string]string) error {
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
	err := tx.Exec(`CREATE TEMP VIEW streams AS SELECT stream, CASE WHEN first IN (SELECT first FROM temp.retold) THEN '' ELSE state END AS state,
		first, sequence, version, leaf FROM ` + streams)
	if err != nil {
		return err
	}
	return commitments.Index(tx)
}
