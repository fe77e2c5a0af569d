package commitments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// restate changes what was stated of a commitment, and with it what lists find it by.
func restate(tx *book.Tx, c *book.Change) error {
	var stated string
	found, err := tx.Row(`SELECT stated FROM commitments WHERE id = ?`, []any{c.Stream.ID}, []any{&stated})
	if err != nil || !found {
		return err
	}
	var d events.CommitmentCaptured
	if err := book.ReadStated(stated, &d); err != nil {
		return err
	}
	commitment.Restate(&d, c.Data)
	lists, err := listsOf(d)
	if err != nil {
		return err
	}
	values := book.Beginning(restated, &captured{stated: d, lists: lists})
	return tx.Exec(restates, append(values, c.Stream.ID)...)
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
	return restate(tx, c)
}
