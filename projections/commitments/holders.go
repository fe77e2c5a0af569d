package commitments

import (
	"ahd/events"
	"ahd/events/commitment"
	"ahd/projections/book"
)

// Holder is who answered for a commitment from an event on, and who spoke for it.
type Holder struct {
	Sequence  uint64  `json:"sequence"`
	Time      string  `json:"time"` // recorded
	Party     string  `json:"party"`
	Main      *string `json:"main"` // person ids; null where the commitment names nobody
	Alternate *string `json:"alternate"`
	Validator *string `json:"validator"`
	Effective *string `json:"effective"` // EDTF: since when; null where not stated
}

// hold notes an event that changed who answers for a commitment.
func hold(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.CommitmentAssigned:
		return holdIfOther(tx, c, d.Party)
	case events.CommitmentOperationalised:
		if d.Party != nil {
			return holdIfOther(tx, c, *d.Party)
		}
	case events.ResponsibilityHandedOver: // with other persons it is a change even where the organisation stays
		return addHolder(tx, c, d.Party, d.Effective)
	}
	return nil
}

func holdIfOther(tx *book.Tx, c *book.Change, party string) error {
	var before string
	_, err := tx.Row(`SELECT party FROM holders WHERE commitment = ? ORDER BY sequence DESC LIMIT 1`, []any{c.Stream.ID}, []any{&before})
	if err != nil || before == party {
		return err
	}
	return addHolder(tx, c, party, nil)
}

func addHolder(tx *book.Tx, c *book.Change, party string, effective *string) error {
	persons := personsOf(c.After.Commitment)
	return tx.Exec(`INSERT INTO holders (commitment, sequence, time, party, main, alternate, validator, effective) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		c.Stream.ID, int64(c.Sequence), book.Time(c.Time), party,
		book.OrNull(persons.Main), book.OrNull(persons.Alternate), book.OrNull(persons.Validator), effective)
}

func personsOf(s *commitment.State) commitment.Persons {
	if s.Persons == nil {
		return commitment.Persons{}
	}
	return *s.Persons
}

// Holders lists who answered for a commitment, in the order in which they came.
func Holders(v *book.View, commitment string) ([]Holder, error) {
	holders := []Holder{}
	err := v.Rows(`SELECT sequence, time, party, main, alternate, validator, effective FROM holders WHERE commitment = ? ORDER BY sequence`,
		[]any{commitment}, func(scan func(...any) error) error {
			var h Holder
			err := scan(&h.Sequence, &h.Time, &h.Party, &h.Main, &h.Alternate, &h.Validator, &h.Effective)
			holders = append(holders, h)
			return err
		})
	return holders, err
}
