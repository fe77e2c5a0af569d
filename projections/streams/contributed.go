package streams

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// Contribute writes what an event brought, and what it changed of the contributions that
// were found before it and are in hand after it.
func Contribute(tx *book.Tx, c *book.Change, found []Contribution) error {
	s := c.After.Commitment
	if s == nil {
		return nil
	}
	if _, begins := c.Data.(events.CommitmentCaptured); begins && c.StreamVersion > 1 { // a foreign one, from which it is as new
		return tx.Exec(`DELETE FROM contributions WHERE stream = ?`, int64(c.First))
	}
	for _, before := range found {
		if err := update(tx, int64(c.First), before, s); err != nil {
			return err
		}
	}
	for _, brought := range broughtBy(c) {
		if err := insert(tx, int64(c.First), int64(c.Sequence), brought); err != nil {
			return err
		}
	}
	return nil
}

// broughtBy are the contributions that an event made. A document that speaks against a
// closed commitment is a dispute too.
func broughtBy(c *book.Change) (made []contributionRow) {
	s := c.After.Commitment
	if n := len(s.Reports); n > 0 && s.Reports[n-1].ID == c.ID {
		made = append(made, rowOf(Contribution{Report: s.Reports[n-1]}))
	}
	if n := len(s.Evidence); n > 0 && s.Evidence[n-1].ID == c.ID {
		made = append(made, rowOf(Contribution{Evidence: s.Evidence[n-1]}))
	}
	if n := len(s.Disputes); n > 0 && s.Disputes[n-1].ID == c.ID {
		made = append(made, rowOf(Contribution{Dispute: s.Disputes[n-1]}))
	}
	if d, erases := c.Data.(events.TextErased); erases {
		made = append(made, rowOf(Contribution{Erased: d.Text}))
	}
	return made
}

func rowOf(c Contribution) (r contributionRow) {
	switch {
	case c.Report != nil:
		r.kind, r.says, r.gone, r.word, r.spokenFor = kinds[commitment.OfReport], c.Report.State, truth(c.Report.Retracted), c.Report.Word, c.Report.For
	case c.Evidence != nil:
		r.kind, r.says, r.gone, r.word = kinds[commitment.OfEvidence], c.Evidence.Kind, truth(c.Evidence.Retracted), c.Evidence.By
		r.person, r.party, r.spokenFor = c.Evidence.Brought.Person, c.Evidence.Brought.Party, c.Evidence.Brought.For
	case c.Dispute != nil:
		r.kind, r.says, r.gone, r.word = kinds[commitment.OfDispute], c.Dispute.Claim, truth(c.Dispute.Hidden), c.Dispute.By
	default:
		r.kind, r.says = kinds[commitment.OfErasure], c.Erased
	}
	return r
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func insert(tx *book.Tx, first, sequence int64, r contributionRow) error {
	return tx.Exec(`INSERT INTO contributions (stream, sequence, kind, says, gone, word, person, party, spoken_for) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		first, sequence, r.kind, r.says, r.gone, r.word, r.person, r.party, r.spokenFor)
}

// update writes what became of one that there was.
func update(tx *book.Tx, first int64, before Contribution, s *commitment.State) error {
	after := before
	switch {
	case before.Report != nil:
		after.Report = commitment.Find(s.Reports, before.Report.ID)
	case before.Evidence != nil:
		after.Evidence = commitment.Find(s.Evidence, before.Evidence.ID)
	case before.Dispute != nil:
		after.Dispute = commitment.Find(s.Disputes, before.Dispute.ID)
	}
	was, is := rowOf(before), rowOf(after)
	if was.gone == is.gone && was.word == is.word {
		return nil
	}
	return tx.Exec(`UPDATE contributions SET gone = ?, word = ? WHERE stream = ? AND sequence = ? AND kind = ?`,
		is.gone, is.word, first, int64(before.Sequence), is.kind)
}
