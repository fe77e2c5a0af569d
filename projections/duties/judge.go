package duties

import (
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// judge notes an assessment or a closure, and whether whoever judged had a part in the
// commitment.
func judge(tx *book.Tx, c *book.Change, closure bool) error {
	j := commitment.Judgement{Item: c.Stream.ID, Sequence: c.Sequence, ID: c.ID, Closure: closure,
		By: commitment.Hand{Person: c.Actor, Party: c.ActorParty, For: c.OnBehalfOf}}
	if err := tx.Exec(`INSERT INTO judgements (sequence, commitment, id, closure, person, party, spoken_for) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		int64(j.Sequence), j.Item, j.ID, closure, j.By.Person, j.By.Party, j.By.For); err != nil {
		return err
	}
	known, err := Of(tx, j.Item, c.After.Commitment.Duties(), j.By)
	if err != nil {
		return err
	}
	return depends(tx, j, known.Against(j), 0, "")
}

// depends notes why whoever judged was not independent; nothing of whoever was.
func depends(tx *book.Tx, j commitment.Judgement, why string, since uint64, origin string) error {
	if why == "" {
		return nil
	}
	return tx.Exec(`INSERT OR IGNORE INTO dependent (sequence, since, origin, commitment, id, why) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(j.Sequence), int64(since), origin, j.Item, j.ID, why)
}

// judgeAgain looks at what was found of that as which a commitment goes on from now on,
// with all that it brings. Organisations belong together as they do now.
func judgeAgain(tx *book.Tx, c *book.Change) error {
	lineage, err := lineageOf(tx, c.Stream.ID)
	if err != nil {
		return err
	}
	for _, next := range lineage.Begun(c.Sequence) {
		found, err := judgementsOf(tx, next.Item)
		if err != nil {
			return err
		}
		for _, j := range found {
			brought := lineage.Brings(next.Origin)
			if brought.Related, err = relationsOf(tx, j.By, brought); err != nil {
				return err
			}
			if err := depends(tx, j, brought.Against(j), c.Sequence, next.Origin); err != nil {
				return err
			}
		}
	}
	return nil
}

// unmerge notes that a commitment is not another one after all: what it brought goes.
func unmerge(tx *book.Tx, c *book.Change) error {
	if err := tx.Exec(`UPDATE lineage SET undone = ? WHERE commitment = ? AND merged = 1 AND undone = 0`, int64(c.Sequence), c.Stream.ID); err != nil {
		return err
	}
	lineage, err := lineageOf(tx, c.Stream.ID)
	if err != nil {
		return err
	}
	for _, next := range lineage.Ended(c.Sequence) {
		if err := tx.Exec(`DELETE FROM dependent WHERE commitment = ? AND origin = ?`, next.Item, next.Origin); err != nil {
			return err
		}
	}
	return nil
}

// judgementsOf are the assessments and closures of a commitment so far.
func judgementsOf(tx *book.Tx, item string) (found []commitment.Judgement, err error) {
	var list string
	if _, err := tx.Row(`SELECT json_group_array(json_array(sequence, id, closure, person, party, spoken_for)) FROM judgements WHERE commitment = ?`,
		[]any{item}, []any{&list}); err != nil {
		return nil, err
	}
	return found, rows(list, func(row []any) {
		found = append(found, commitment.Judgement{Item: item, Sequence: number(row[0]), ID: text(row[1]), Closure: number(row[2]) == 1,
			By: commitment.Hand{Person: text(row[3]), Party: text(row[4]), For: text(row[5])}})
	})
}
