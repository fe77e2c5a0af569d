// Package timeline answers: what was recorded, in order, and how did things
// stand after it?
package timeline

import (
	"ahd/events"
	"ahd/projections/book"
)

// Schema makes the table. The index on ids is not unique: two events with one id
// would be a finding with a name, never an error that stops the book.
const Schema = `
CREATE TABLE timeline (
	sequence      INTEGER PRIMARY KEY,
	id            TEXT NOT NULL,
	kind          TEXT NOT NULL, -- of the stream
	thing         TEXT NOT NULL, -- id of the stream
	part          TEXT,          -- "figure/fg-1": the part of it that is spoken of
	type          TEXT NOT NULL,
	time          TEXT NOT NULL,
	actor         TEXT NOT NULL,
	role          TEXT,
	party         TEXT,
	auth          TEXT NOT NULL,
	on_behalf_of  TEXT,
	correlation   TEXT,
	record        TEXT, -- the axes of a commitment after the event
	response      TEXT,
	self_reported TEXT,
	assessed      TEXT,
	closure       TEXT
) STRICT;
CREATE INDEX timeline_id ON timeline (id);
CREATE INDEX timeline_thing ON timeline (kind, thing, sequence);
CREATE INDEX timeline_part ON timeline (part, sequence) WHERE part IS NOT NULL;`

// Apply adds the event's row.
func Apply(tx *book.Tx, c book.Change) error {
	var axes [5]any
	if s := c.After.Commitment; s != nil {
		axes = [5]any{s.Record, s.Response, s.SelfReported, s.Assessed, s.Closure}
	}
	return tx.Exec(`INSERT INTO timeline (sequence, id, kind, thing, part, type, time, actor, role, party, auth,
			on_behalf_of, correlation, record, response, self_reported, assessed, closure)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		int64(c.Sequence), c.ID, c.Stream.Kind, c.Stream.ID, stated(part(c.Data)), string(c.Type), book.Time(c.Time),
		c.Actor, stated(c.ActorRole), stated(c.ActorParty), c.Auth, stated(c.OnBehalfOf), stated(c.CorrelationID),
		axes[0], axes[1], axes[2], axes[3], axes[4])
}

// part names what an event speaks of within its stream.
func part(payload events.Payload) string {
	switch d := payload.(type) {
	case events.WorkingGroupFormed:
		return "working-group/" + d.WorkingGroup
	case events.FigureAsserted:
		return "figure/" + d.Figure
	case events.QuestionRaised:
		return "question/" + d.Question
	}
	return ""
}

// stated is null for an absent attribute.
func stated(attribute string) any {
	if attribute == "" {
		return nil
	}
	return attribute
}
