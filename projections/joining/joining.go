// Package joining answers: what changes hands when two convenings are found to be
// one, or one to be two?
//
// It comes after every table that says to which convening something belongs, and
// changes nothing but that: joined again, everything is as it was before it was parted.
package joining

import (
	"encoding/json"
	"errors"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// belonging are the tables whose rows belong to a convening.
var belonging = []string{
	`UPDATE convening_sources SET convening = ? WHERE convening = ?`,
	`UPDATE participations SET convening = ? WHERE convening = ?`,
	`UPDATE working_groups SET convening = ? WHERE convening = ?`,
	`UPDATE figures SET convening = ? WHERE convening = ?`,
	`UPDATE instruments SET convening = ? WHERE convening = ?`,
	`UPDATE commitments SET convening = ? WHERE convening = ?`,
}

// parting are what goes to a convening (?1) from another (?2) with a source (?3): what
// was recorded under it, and what stands on that source alone.
var parting = []string{
	`UPDATE convening_sources SET convening = ?1 WHERE convening = ?2 AND (home = ?1 OR source = ?3)`,
	`UPDATE participations SET convening = ?1 WHERE convening = ?2 AND (home = ?1 OR source = ?3)`,
	`UPDATE figures SET convening = ?1 WHERE convening = ?2 AND (home = ?1 OR source = ?3)`,
	`UPDATE commitments SET convening = ?1 WHERE convening = ?2 AND (home = ?1 OR sources = json_array(?3))`,
	`UPDATE instruments SET convening = ?1 WHERE convening = ?2 AND (home = ?1 OR stated ->> '$.text.source' = ?3)`,
}

// named is what goes because the command names it (?3 is a JSON list of ids), with the
// places in which it is to be kept.
const named = `UPDATE commitments SET convening = ?1 WHERE convening = ?2 AND
	(id IN (SELECT value FROM json_each(?3)) OR parent IN (SELECT value FROM json_each(?3)))`

// following are what goes with the last of its commitments.
var following = []string{
	`UPDATE instruments SET convening = ?1 WHERE convening = ?2 AND EXISTS (SELECT 1 FROM commitments WHERE instrument = instruments.id)
		AND NOT EXISTS (SELECT 1 FROM commitments WHERE instrument = instruments.id AND convening <> ?1)`,
	`UPDATE working_groups SET convening = ?1 WHERE convening = ?2 AND (home = ?1 OR EXISTS (SELECT 1 FROM commitments WHERE working_group = working_groups.id)
		AND NOT EXISTS (SELECT 1 FROM commitments WHERE working_group = working_groups.id AND convening <> ?1))`,
}

// Apply follows joinings and partings.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.ConveningJoined:
		return each(tx, belonging, d.Into, c.Stream.ID)
	case events.ConveningParted:
		return part(tx, c.Stream.ID, d)
	}
	return nil
}

func part(tx *book.Tx, id string, d events.ConveningParted) error {
	items, err := json.Marshal(append([]string{}, d.Items...))
	if err != nil {
		return err
	}
	return errors.Join(
		each(tx, parting, id, d.From, d.Source),
		tx.Exec(named, id, d.From, string(items)),
		each(tx, following, id, d.From))
}

func each(tx *book.Tx, statements []string, values ...any) error {
	for _, statement := range statements {
		if err := tx.Exec(statement, values...); err != nil {
			return err
		}
	}
	return nil
}
