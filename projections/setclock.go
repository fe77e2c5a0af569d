package projections

import (
	"context"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/timeline"
)

// listedWrong are the events before ?1, as a list for each stream, of the streams in
// which something claims to be recorded after ?2. It is one value: a batch reads no more.
const listedWrong = `SELECT coalesce(group_concat(list, ';'), '') FROM (SELECT group_concat(sequence) AS list FROM timeline
	WHERE stream IN (SELECT stream FROM timeline WHERE sequence < ?1 AND time > ?2) AND stream <> ?3 AND sequence < ?1 GROUP BY stream)`

// setClock folds again what was recorded under a clock that was wrong, now that it is
// set right: what was heard of was heard of by then. It is done once for each
// correction, in the book that serves and in those of the past alike.
func (w *writer) setClock(ctx context.Context, tx *book.Tx, c *book.Change) error {
	var list string
	args := []any{int64(c.Sequence), c.Time.UnixMilli(), int64(c.First)}
	find := func(in timeline.Finder) (err error) {
		if _, err = in.Row(listedWrong, args, []any{&list}); err == nil {
			w.rehydrator.clocks, err = timeline.Corrections(in, c.First)
		}
		return err
	}
	var err error
	if w.rehydrator.present == nil {
		err = find(tx)
	} else { // what it borrows has the events
		err = w.rehydrator.present.Read(ctx, func(v *book.View) error { return find(v) })
	}
	if err != nil || list == "" {
		return err
	}
	known, err := w.rehydrator.fold(ctx, strings.Split(list, ";"), w.described.Zone.Location(), c.Sequence)
	if err != nil {
		return err
	}
	for _, stream := range known {
		w.states.replace(stream)
	}
	return nil
}

// replace takes a stream in hand as it was folded again, for the tables to show.
func (s *states) replace(folded *state) {
	row := s.rows[folded.stream.Subject()]
	if row == nil {
		s.remember(folded)
		row = folded
	}
	row.State = folded.State
	if !row.changed {
		row.changed = true
		s.changed = append(s.changed, row)
	}
}

// through are the corrections that count after an event.
func through(clocks []events.Correction, sequence uint64) []events.Correction {
	for i, c := range clocks {
		if c.Sequence > sequence {
			return clocks[:i]
		}
	}
	return clocks
}
