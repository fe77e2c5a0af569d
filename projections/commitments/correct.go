package commitments

import (
	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
)

// correct replaces a field of what was stated. A field that no capture has is
// passed over: what it would say is in the record.
func correct(tx *book.Tx, c *book.Change, d events.CommitmentCorrected) error {
	var stated string
	found, err := tx.Row(`SELECT stated FROM commitments WHERE id = ?`, []any{c.Stream.ID}, []any{&stated})
	if err != nil || !found {
		return err
	}
	var captured events.CommitmentCaptured
	if err := book.ReadStated(stated, &captured); err != nil {
		return err
	}
	put(&captured, d.Field, d.Value)
	if err := search.Restate(tx, int64(c.First), captured); err != nil {
		return err
	}
	if stated, err = book.Stated(captured); err != nil {
		return err
	}
	return tx.Exec(`UPDATE commitments SET stated = ?, kind = ?, pillar = ? WHERE id = ?`, stated, captured.Kind, captured.Pillar, c.Stream.ID)
}

func put(c *events.CommitmentCaptured, field string, value *string) {
	switch field {
	case "address":
		c.Address = value
	case "addressee_stated":
		c.AddresseeStated = value
	case "geography_stated":
		c.GeographyStated = value
	case "issued_by":
		c.IssuedBy = value
	case "note":
		c.Note = value
	case "pillar":
		c.Pillar = value
	case "verifiable_note":
		c.VerifiableNote = value
	}
	if value == nil {
		return
	}
	switch field {
	case "kind":
		c.Kind = *value
	case "text":
		c.Text = *value
	}
}
