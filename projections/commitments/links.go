package commitments

import (
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Link is a recommendation or plan of others that asks for the same.
type Link struct {
	Scheme string  `json:"scheme"`
	Year   int     `json:"year"`
	Number string  `json:"number"`
	Note   *string `json:"note"`
}

func link(tx *book.Tx, c *book.Change, d events.CommitmentLinked) error {
	return relink(tx, c, func(links []Link) []Link {
		return append(links, Link{d.External.Scheme, d.External.Year, d.External.Number, d.Note})
	})
}

func unlink(tx *book.Tx, c *book.Change, d events.CommitmentUnlinked) error {
	return relink(tx, c, func(links []Link) []Link {
		return slices.DeleteFunc(links, func(l Link) bool {
			return events.External{Scheme: l.Scheme, Year: l.Year, Number: l.Number} == d.External
		})
	})
}

func relink(tx *book.Tx, c *book.Change, change func([]Link) []Link) error {
	var text string
	found, err := tx.Row(`SELECT links FROM commitments WHERE id = ?`, []any{c.Stream.ID}, []any{&text})
	if err != nil || !found {
		return err
	}
	var links []Link
	if err := book.ReadStated(text, &links); err != nil {
		return err
	}
	if text, err = book.Stated(change(links)); err != nil {
		return err
	}
	return tx.Exec(`UPDATE commitments SET links = ? WHERE id = ?`, text, c.Stream.ID)
}
