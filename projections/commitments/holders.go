package commitments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
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

// holdIfOther adds nothing where the last holder is the same organisation.
func holdIfOther(tx *book.Tx, c *book.Change, party string) error {
	return tx.Exec(newHolder+` WHERE ?4 IS NOT (SELECT party FROM holders WHERE commitment = ?1 ORDER BY sequence DESC LIMIT 1)`, holder(c, party, nil)...)
}

const newHolder = `INSERT INTO holders (commitment, sequence, time, party, main, alternate, validator, effective) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8`

func addHolder(tx *book.Tx, c *book.Change, party string, effective *string) error {
	return tx.Exec(newHolder, holder(c, party, effective)...)
}

func holder(c *book.Change, party string, effective *string) []any {
	persons := personsOf(c.After.Commitment)
	return []any{c.Stream.ID, int64(c.Sequence), book.Time(c.Time), party,
		book.OrNull(persons.Main), book.OrNull(persons.Alternate), book.OrNull(persons.Validator), effective}
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
