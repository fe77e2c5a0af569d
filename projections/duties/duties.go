// Package duties answers: who had which part in a commitment, and who judged one in
// which they had a part?
package duties

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/projections/book"
)

// Schema makes the tables. They hold what the rule of separate duties needs beyond the
// events of one commitment, which is little: most commitments stay what they are.
const Schema = `
CREATE TABLE lineage ( -- what became of commitments
	commitment TEXT NOT NULL,
	sequence   INTEGER NOT NULL, -- since when
	successor  TEXT NOT NULL,
	merged     INTEGER NOT NULL, -- 1 if it is the same, 0 if it was split or replaced
	undone     INTEGER NOT NULL, -- since when it is not any more; 0 while it is
	PRIMARY KEY (commitment, sequence, successor)
) STRICT, WITHOUT ROWID;
CREATE INDEX lineage_successor ON lineage (successor);
CREATE TABLE acts ( -- who reported on and assessed what goes on as another, and what others go on as
	commitment TEXT NOT NULL,
	sequence   INTEGER NOT NULL, -- 0 for all that came before it went on as another
	part       TEXT NOT NULL,
	person     TEXT NOT NULL,
	party      TEXT NOT NULL, -- '' for none
	spoken_for TEXT NOT NULL, -- '' for none
	PRIMARY KEY (commitment, sequence, part, person, party, spoken_for)
) STRICT, WITHOUT ROWID;
CREATE TABLE belongings ( -- what organisations belong to
	party       TEXT PRIMARY KEY,
	parent      TEXT NOT NULL, -- '' for none
	merged_into TEXT NOT NULL  -- '' for none
) STRICT, WITHOUT ROWID;
CREATE TABLE joined ( -- convenings that are one with another
	convening TEXT PRIMARY KEY,
	into_one  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX joined_into ON joined (into_one);
CREATE TABLE coordinators ( -- who recorded as coordinator on what was captured under a convening
	person    TEXT NOT NULL,
	convening TEXT NOT NULL,
	PRIMARY KEY (person, convening)
) STRICT, WITHOUT ROWID;
CREATE TABLE judgements ( -- assessments and closures
	sequence   INTEGER PRIMARY KEY,
	commitment TEXT NOT NULL,
	id         TEXT NOT NULL,    -- of the event
	closure    INTEGER NOT NULL, -- 1 for a closure
	person     TEXT NOT NULL,
	party      TEXT NOT NULL, -- '' for none
	spoken_for TEXT NOT NULL  -- '' for none
) STRICT;
CREATE INDEX judgements_commitment ON judgements (commitment);
CREATE TABLE dependent ( -- those by somebody who had a part in the commitment; the first row of one says why
	sequence   INTEGER NOT NULL,
	since      INTEGER NOT NULL, -- 0 for when it was recorded, or the event by which another went on as the commitment
	origin     TEXT NOT NULL,    -- that other; '' for none
	commitment TEXT NOT NULL,
	id         TEXT NOT NULL, -- of the event
	why        TEXT NOT NULL, -- as commitment.Duties says
	PRIMARY KEY (sequence, since, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX dependent_commitment ON dependent (commitment);`

// Follower follows who has which part. It remembers what it wrote, so that most events
// write nothing; a new one finds that out again.
type Follower struct {
	coordinating map[post]bool
	successors   map[string]bool // commitments as which others go on; nil until asked
}

// post is a person and the convening on whose commitments that person recorded.
type post struct{ person, convening string }

// Apply follows one event. What judges a commitment is looked at before the event has
// any effect of its own.
func (f *Follower) Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.PartyDescribed, events.PartyMerged, events.PartyUnmerged:
		p := c.After.Party
		return tx.Exec(`INSERT OR REPLACE INTO belongings (party, parent, merged_into) VALUES (?, ?, ?)`, c.Stream.ID, p.Parent, p.Into)
	case events.ConveningJoined:
		return tx.Exec(`INSERT OR REPLACE INTO joined (convening, into_one) VALUES (?, ?)`, c.Stream.ID, d.Into)
	case events.ConveningParted:
		return tx.Exec(`DELETE FROM joined WHERE convening = ?`, c.Stream.ID)
	}
	if c.After.Commitment == nil {
		return nil
	}
	if err := f.follow(tx, c); err != nil {
		return err
	}
	return f.coordinate(tx, c)
}

// follow does what an event of a commitment asks for; most ask for nothing.
func (f *Follower) follow(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.CommitmentAssessed:
		if err := judge(tx, c, false); err != nil {
			return err
		}
	case events.CommitmentClosed:
		return judge(tx, c, true)
	case events.CommitmentMerged:
		return f.goesOn(tx, c, 1, d.Into)
	case events.CommitmentSplit:
		return f.goesOn(tx, c, 0, d.Into...)
	case events.CommitmentSuperseded:
		return f.goesOn(tx, c, 0, d.By)
	case events.CommitmentUnmerged:
		return unmerge(tx, c)
	}
	return f.act(tx, c)
}

// act notes who acted on a commitment as which another goes on.
func (f *Follower) act(tx *book.Tx, c *book.Change) error {
	if err := f.know(tx); err != nil || len(f.successors) == 0 {
		return err
	}
	part := commitment.PartOf(c.Data)
	if part == "" || !f.successors[c.Stream.ID] {
		return nil
	}
	return note(tx, c.Stream.ID, c.Sequence, part, &commitment.Hand{Person: c.Actor, Party: c.ActorParty, For: c.OnBehalfOf})
}

func note(tx *book.Tx, item string, sequence uint64, part string, hand *commitment.Hand) error {
	return tx.Exec(`INSERT OR IGNORE INTO acts (commitment, sequence, part, person, party, spoken_for) VALUES (?, ?, ?, ?, ?, ?)`,
		item, int64(sequence), part, hand.Person, hand.Party, hand.For)
}

// know reads as what commitments go on, once.
func (f *Follower) know(tx *book.Tx) error {
	if f.successors != nil {
		return nil
	}
	var text string
	var list []string
	if _, err := tx.Row(`SELECT json_group_array(DISTINCT successor) FROM lineage`, nil, []any{&text}); err != nil {
		return err
	}
	if err := book.ReadStated(text, &list); err != nil {
		return err
	}
	f.successors = map[string]bool{}
	for _, successor := range list {
		f.successors[successor] = true
	}
	return nil
}

// goesOn notes that a commitment goes on as others, with all who acted on it before.
func (f *Follower) goesOn(tx *book.Tx, c *book.Change, merged int, successors ...string) error {
	if err := f.know(tx); err != nil {
		return err
	}
	for _, successor := range successors {
		if err := tx.Exec(`INSERT OR IGNORE INTO lineage (commitment, sequence, successor, merged, undone) VALUES (?, ?, ?, ?, 0)`,
			c.Stream.ID, int64(c.Sequence), successor, merged); err != nil {
			return err
		}
		f.successors[successor] = true
	}
	if err := noteAll(tx, c.Stream.ID, commitment.Reported, c.After.Commitment.Reporters); err != nil {
		return err
	}
	if err := noteAll(tx, c.Stream.ID, commitment.Assessed, c.After.Commitment.Assessors); err != nil {
		return err
	}
	return judgeAgain(tx, c)
}

// noteAll notes who acted before the commitment went on as another.
func noteAll(tx *book.Tx, item, part string, hands []*commitment.Hand) error {
	for _, hand := range hands {
		if err := note(tx, item, 0, part, hand); err != nil {
			return err
		}
	}
	return nil
}

// coordinate notes a person who records as coordinator.
func (f *Follower) coordinate(tx *book.Tx, c *book.Change) error {
	at := post{c.Actor, c.After.Commitment.Convening}
	if c.ActorRole != "coordinator" || f.coordinating[at] || person.Reserved(c.Actor) {
		return nil
	}
	if f.coordinating == nil {
		f.coordinating = map[post]bool{}
	}
	f.coordinating[at] = true
	return tx.Exec(`INSERT OR IGNORE INTO coordinators (person, convening) VALUES (?, ?)`, at.person, at.convening)
}
