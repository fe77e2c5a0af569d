// Package measures answers: what was measured of a commitment?
package measures

import (
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the tables.
const Schema = `
CREATE TABLE indicators (
	commitment TEXT NOT NULL,
	sequence   INTEGER NOT NULL,
	indicator  TEXT NOT NULL, -- its id within the commitment
	stated     TEXT NOT NULL, -- events.IndicatorSet
	PRIMARY KEY (commitment, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE measurements (
	commitment TEXT NOT NULL,
	sequence   INTEGER NOT NULL,
	id         TEXT NOT NULL,    -- of the event
	retracted  INTEGER NOT NULL, -- 1 once the report in which they stand was taken back
	contested  INTEGER NOT NULL, -- 1 while the organisation does not stand by it
	stated     TEXT NOT NULL,    -- JSON list of events.Measurement
	PRIMARY KEY (commitment, sequence)
) STRICT, WITHOUT ROWID;`

// Apply follows indicators and their values.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.IndicatorSet:
		stated, err := book.Stated(d)
		if err != nil {
			return err
		}
		return tx.Exec(`INSERT INTO indicators (commitment, sequence, indicator, stated) VALUES (?, ?, ?, ?)`, c.Stream.ID, int64(c.Sequence), d.Indicator, stated)
	case events.MeasurementTaken:
		return take(tx, c, d.Measurements)
	case events.ProgressReported:
		return take(tx, c, d.Measurements)
	case events.ProgressRetracted:
		return tx.Exec(`UPDATE measurements SET retracted = 1 WHERE commitment = ? AND id = ?`, c.Stream.ID, d.Report)
	case events.ReportContested:
		return tx.Exec(`UPDATE measurements SET contested = 1 WHERE commitment = ? AND id = ?`, c.Stream.ID, d.Report)
	case events.ReportConfirmed:
		return tx.Exec(`UPDATE measurements SET contested = 0 WHERE commitment = ? AND id = ?`, c.Stream.ID, d.Report)
	}
	return nil
}

func take(tx *book.Tx, c *book.Change, taken []events.Measurement) error {
	if len(taken) == 0 {
		return nil
	}
	stated, err := book.Stated(taken)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO measurements (commitment, sequence, id, retracted, contested, stated) VALUES (?, ?, ?, 0, 0, ?)`,
		c.Stream.ID, int64(c.Sequence), c.ID, stated)
}

// Row is one indicator of a commitment.
type Row struct {
	Commitment string
	events.IndicatorSet
}

// Indicators lists those of the commitments that a condition on the table of
// commitments finds, at most so many: by commitment, the first first.
func Indicators(v *book.View, where string, args []any, limit int) (rows []Row, err error) {
	err = v.Rows(`SELECT commitment, stated FROM indicators WHERE commitment IN (SELECT id FROM commitments WHERE `+where+`)
		ORDER BY commitment, sequence LIMIT ?`, append(args[:len(args):len(args)], limit), func(scan func(...any) error) error {
		var row Row
		var stated string
		if err := scan(&row.Commitment, &stated); err != nil {
			return err
		}
		err := book.ReadStated(stated, &row.IndicatorSet)
		rows = append(rows, row)
		return err
	})
	return rows, err
}

// Values lists what was measured of a commitment and still counts, in the order in
// which it was recorded.
func Values(v *book.View, commitment string) (values []events.Measurement, err error) {
	err = v.Rows(`SELECT stated FROM measurements WHERE commitment = ? AND retracted = 0 AND contested = 0 ORDER BY sequence`, []any{commitment},
		func(scan func(...any) error) error {
			var stated string
			if err := scan(&stated); err != nil {
				return err
			}
			var taken []events.Measurement
			err := book.ReadStated(stated, &taken)
			values = append(values, taken...)
			return err
		})
	return values, err
}

// Latest is what Values lists of the last events that brought values, at most so many, and
// whether there are older ones.
func Latest(v *book.View, commitment string, limit int) (values []events.Measurement, older bool, err error) {
	var last [][]events.Measurement
	err = v.Rows(`SELECT stated FROM measurements WHERE commitment = ? AND retracted = 0 AND contested = 0 ORDER BY sequence DESC LIMIT ?`, []any{commitment, limit + 1},
		func(scan func(...any) error) error {
			var stated string
			if err := scan(&stated); err != nil {
				return err
			}
			if older = len(last) == limit; older {
				return nil
			}
			var taken []events.Measurement
			err := book.ReadStated(stated, &taken)
			last = append(last, taken)
			return err
		})
	slices.Reverse(last)
	return slices.Concat(last...), older, err
}
