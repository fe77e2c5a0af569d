package timeline

import (
	"time"

	"ahd/events"
	"ahd/projections/book"
)

// corrected finds the events that were recorded before their predecessors: those that
// set the clock right.
const corrected = `SELECT t.sequence, t.time FROM timeline t JOIN timeline b ON b.sequence = t.sequence - 1
	WHERE t.stream = (SELECT first FROM streams WHERE stream = 'register/register') AND t.time < b.time ORDER BY t.sequence`

// Corrections are where the clock was set right, in order.
func Corrections(v *book.View) (corrections []events.Correction, err error) {
	err = v.Rows(corrected, nil, func(scan func(...any) error) error {
		var sequence, to int64
		if err := scan(&sequence, &to); err != nil {
			return err
		}
		corrections = append(corrections, events.Correction{Sequence: uint64(sequence), To: time.UnixMilli(to).UTC()})
		return nil
	})
	return corrections, err
}
