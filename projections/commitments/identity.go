package commitments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// Identity is what else a commitment is: the same as others, several.
type Identity struct {
	MergedInto *string  `json:"merged_into"` // the commitment that goes on for it
	MergedFrom []string `json:"merged_from"` // the commitments for which it goes on
	SplitInto  []string `json:"split_into"`  // the commitments that took its place
	SplitFrom  []string `json:"split_from"`  // the commitments whose place it took, with others
}

// Answering is who answers for a commitment now.
type Answering struct {
	AnswersNow *string `json:"answers_now"` // the organisation of which lead_party became part; lead_party while it is one of its own
	Main       *string `json:"main"`        // person ids: those of the commitment, or of the organisation where it names nobody
	Alternate  *string `json:"alternate"`
	Validator  *string `json:"validator"`
}

// split notes which commitments took the place of one.
func split(tx *book.Tx, c *book.Change, d events.CommitmentSplit) error {
	if err := tx.Exec(`DELETE FROM splits WHERE commitment = ?`, c.Stream.ID); err != nil {
		return err
	}
	for _, part := range d.Into {
		if err := tx.Exec(`INSERT OR IGNORE INTO splits (commitment, part) VALUES (?, ?)`, c.Stream.ID, part); err != nil {
			return err
		}
	}
	return nil
}

// The commitments that name this one, as JSON lists.
const (
	mergedFrom = `(SELECT json_group_array(id) FROM (SELECT merged.id FROM commitments AS merged WHERE merged.merged_into = commitments.id ORDER BY merged.sequence))`
	splitFrom  = `(SELECT json_group_array(commitment) FROM (SELECT splits.commitment FROM splits WHERE splits.part = commitments.id ORDER BY splits.commitment))`
)

// answering is the organisation that answers now, and who speaks for it, as a JSON
// list; null where nobody answers or the register does not know the organisation.
// An organisation that others became part of can become part of another itself. No
// command makes a circle of them; the limit is for what others recorded.
const answering = `(WITH RECURSIVE chain(party, steps) AS (
		SELECT commitments.lead_party, 0
		UNION ALL
		SELECT parties.merged_into, steps + 1 FROM chain JOIN parties ON parties.id = chain.party
			WHERE parties.merged_into IS NOT NULL AND steps < 16)
	SELECT json_array(parties.id, parties.main, parties.alternate, parties.validator)
		FROM chain JOIN parties ON parties.id = chain.party ORDER BY steps DESC LIMIT 1)`

// answer fills in who answers now. Persons are taken together: those of a
// commitment and those of its organisation do not stand in for one another.
func (row *Row) answer(organisation *string, own *commitment.Persons) error {
	row.AnswersNow = row.LeadParty
	if organisation != nil {
		var list [4]*string
		if err := book.ReadStated(*organisation, &list); err != nil {
			return err
		}
		row.AnswersNow, row.Main, row.Alternate, row.Validator = list[0], list[1], list[2], list[3]
	}
	if own != nil && *own != (commitment.Persons{}) {
		row.Main, row.Alternate, row.Validator = book.OrNull(own.Main), book.OrNull(own.Alternate), book.OrNull(own.Validator)
	}
	return nil
}
