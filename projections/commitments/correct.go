package commitments

import (
	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/search"
)

// restate changes what was stated of a commitment, and with it what lists and
// search find it by.
func restate(tx *book.Tx, c *book.Change, change func(*events.CommitmentCaptured)) error {
	var stated string
	found, err := tx.Row(`SELECT stated FROM commitments WHERE id = ?`, []any{c.Stream.ID}, []any{&stated})
	if err != nil || !found {
		return err
	}
	var d events.CommitmentCaptured
	if err := book.ReadStated(stated, &d); err != nil {
		return err
	}
	change(&d)
	if err := search.Restate(tx, int64(c.First), d); err != nil {
		return err
	}
	lists, err := listsOf(d)
	if err != nil {
		return err
	}
	return tx.Exec(`UPDATE commitments SET stated = ?, kind = ?, pillar = ?, sdg_targets = ?, geography = ?, sources = ? WHERE id = ?`,
		lists.Stated, d.Kind, d.Pillar, lists.SDGTargets, lists.Geography, lists.Sources, c.Stream.ID)
}

// word puts the wording that became known in the place of the words that said only
// that there is one. The passages that told of it before stay.
func word(c *events.CommitmentCaptured, d events.CommitmentWorded) {
	c.Kind, c.Text, c.Quotes = d.Kind, d.Quote.Quote, append(c.Quotes, d.Quote)
	if d.Address != nil {
		c.Address = d.Address
	}
}

// classify files a commitment anew: what is not named any more is taken away.
func classify(tx *book.Tx, c *book.Change, d events.CommitmentClassified) error {
	groups, err := book.Stated(filled(d.Groups))
	if err != nil {
		return err
	}
	if err := tx.Exec(`UPDATE commitments SET affected_groups = ? WHERE id = ?`, groups, c.Stream.ID); err != nil {
		return err
	}
	return restate(tx, c, func(stated *events.CommitmentCaptured) {
		stated.Pillar, stated.SDGTargets, stated.Geography = d.Pillar, d.SDGTargets, d.Geography
	})
}

// put replaces one field of what was stated. A field that no capture has is passed
// over: what it would say is in the record.
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
