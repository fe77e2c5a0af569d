package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/projections/book"
)

// corrected lists the events of a stream that were recorded before their predecessors:
// on the register's stream, those that set the clock right. It is one value: a batch
// reads no more.
const corrected = `SELECT coalesce(group_concat(t.sequence || '@' || t.time), '') FROM timeline t JOIN timeline b ON b.sequence = t.sequence - 1
	WHERE t.stream = ? AND t.time < b.time`

// Finder is a view, or a batch that is being written.
type Finder interface {
	Row(query string, args, into []any) (bool, error)
}

// Corrections are where the clock was set right, in order. register is the sequence of
// the first event on the register's stream.
func Corrections(in Finder, register uint64) (corrections []events.Correction, err error) {
	var list string
	if _, err := in.Row(corrected, []any{int64(register)}, []any{&list}); err != nil || list == "" {
		return nil, err
	}
	for one := range strings.SplitSeq(list, ",") {
		var sequence uint64
		var to int64
		if _, err := fmt.Sscanf(one, "%d@%d", &sequence, &to); err != nil {
			return nil, cause.Of(fmt.Errorf("the book lists a correction %q", one), err)
		}
		corrections = append(corrections, events.Correction{Sequence: sequence, To: time.UnixMilli(to).UTC()})
	}
	slices.SortFunc(corrections, func(a, b events.Correction) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return corrections, nil
}

// CorrectionsIn are those that a view has.
func CorrectionsIn(v *book.View) ([]events.Correction, error) {
	var register int64
	found, err := v.Row(`SELECT first FROM streams WHERE stream = ?`, []any{events.Register.Subject()}, []any{&register})
	if err != nil || !found {
		return nil, err
	}
	return Corrections(v, uint64(register))
}
