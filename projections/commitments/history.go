package commitments

import (
	"ahd/events"
	"ahd/events/commitment"
	"ahd/projections/book"
)

// HistorySchema makes the table of every value that the axes have had.
const HistorySchema = `
CREATE TABLE status_history (
	commitment     TEXT NOT NULL,
	axis           TEXT NOT NULL,
	from_sequence  INTEGER NOT NULL,
	until_sequence INTEGER,       -- the event that ended it; null while it holds
	value          TEXT NOT NULL,
	effective      TEXT,          -- EDTF: when it happened; null where not stated
	recorded       TEXT NOT NULL, -- when it was recorded
	PRIMARY KEY (commitment, axis, from_sequence)
) STRICT, WITHOUT ROWID;`

// Axes follows the axes. A value that began and ended within one batch is
// written once, with both ends. It belongs to one writer.
type Axes struct {
	unwritten map[string][]span // by subject, until the batch settles
}

// span is a value of an axis and how long it held.
type span struct {
	axis, value string
	from        uint64
	until       any // nil while it holds
	effective   any
	recorded    string
}

// Apply ends the values that the change ended and begins those it began.
func (h *Axes) Apply(tx *book.Tx, c book.Change) error {
	if c.Stream.Kind != "commitment" {
		return nil
	}
	var effective any
	if d, ok := c.Data.(events.ProgressReported); ok && d.Effective != nil {
		effective = *d.Effective
	}
	for _, axis := range commitment.RecordedAxes {
		before := ""
		if c.Before.Commitment != nil {
			before = c.Before.Commitment.Axis(axis)
		}
		after := c.After.Commitment.Axis(axis)
		if after == before {
			continue
		}
		if err := h.end(tx, c, axis, before); err != nil {
			return err
		}
		h.begin(c.Subject, span{axis: axis, value: after, from: c.Sequence, effective: effective, recorded: book.Time(c.Time)})
	}
	return nil
}

// end ends the value that an axis had, in memory if it began in this batch.
func (h *Axes) end(tx *book.Tx, c book.Change, axis, before string) error {
	list := h.unwritten[c.Subject]
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].axis == axis {
			list[i].until = int64(c.Sequence)
			return nil
		}
	}
	if before == "" { // it had none
		return nil
	}
	return tx.Exec(`UPDATE status_history SET until_sequence = ?
		WHERE commitment = ? AND axis = ? AND until_sequence IS NULL`, int64(c.Sequence), c.Stream.ID, axis)
}

func (h *Axes) begin(subject string, s span) {
	if h.unwritten == nil {
		h.unwritten = map[string][]span{}
	}
	h.unwritten[subject] = append(h.unwritten[subject], s)
}

// Settle writes what a commitment's axes went through in the batch.
func (h *Axes) Settle(tx *book.Tx, settled book.Settled) error {
	subject := settled.Stream.Subject()
	for _, s := range h.unwritten[subject] {
		err := tx.Exec(`INSERT INTO status_history (commitment, axis, from_sequence, until_sequence, value, effective, recorded)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			settled.Stream.ID, s.axis, int64(s.from), s.until, s.value, s.effective, s.recorded)
		if err != nil {
			return err
		}
	}
	delete(h.unwritten, subject)
	return nil
}
