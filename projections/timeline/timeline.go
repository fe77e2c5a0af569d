// Package timeline answers: what was recorded, in order, and how did things
// stand after it?
package timeline

import (
	"strings"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the tables. The first has what things are found by and how they stood;
// what else an event says is in the record, at its sequence. The index on ids is
// not unique: two events with one id would be a finding with a name, never an
// error that stops the book.
const Schema = `
CREATE TABLE timeline (
	sequence      INTEGER PRIMARY KEY,
	stream        INTEGER NOT NULL, -- streams.first of its stream
	id            BLOB NOT NULL,    -- the UUID, 16 bytes
	time          INTEGER NOT NULL, -- when it was recorded: milliseconds since 1970, UTC
	part          TEXT,             -- "figure/fg-1": the part of the stream that is spoken of
	record        TEXT,             -- the axes of a commitment after the event
	response      TEXT,
	self_reported TEXT,
	assessed      TEXT,
	closure       TEXT
) STRICT;
CREATE TABLE mentions ( -- things that an event of another stream changed
	subject  TEXT NOT NULL, -- "convening/m-1"
	sequence INTEGER NOT NULL,
	PRIMARY KEY (subject, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE turns ( -- events after which an axis of a commitment was another than before
	stream   INTEGER NOT NULL, -- streams.first of it
	sequence INTEGER NOT NULL,
	PRIMARY KEY (stream, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX timeline_id ON timeline (id);
CREATE INDEX timeline_stream ON timeline (stream);
CREATE INDEX timeline_part ON timeline (part) WHERE part IS NOT NULL;`

// Tables are the tables by name. A row of theirs stays as it was written, and has the
// sequence of the event that wrote it.
var Tables = []string{"timeline", "mentions", "turns"}

// Apply adds the event's row, and those of the things of other streams that it
// changed.
func Apply(tx *book.Tx, c *book.Change) error {
	id, err := uuid.Parse(c.ID)
	if err != nil {
		return err
	}
	var axes [5]any
	if s := c.After.Commitment; s != nil {
		axes = [5]any{s.Record, s.Response, s.SelfReported, s.Assessed, s.Closure}
	}
	err = tx.Exec(`INSERT INTO timeline (sequence, stream, id, time, part, record, response, self_reported, assessed, closure)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		int64(c.Sequence), int64(c.First), id[:], c.Time.UnixMilli(), book.OrNull(part(c.Data)),
		axes[0], axes[1], axes[2], axes[3], axes[4])
	if err == nil && c.Turned {
		err = tx.Exec(`INSERT INTO turns (stream, sequence) VALUES (?, ?)`, int64(c.First), int64(c.Sequence))
	}
	for _, subject := range changed(c.Data) {
		if err == nil && subject != c.Subject {
			err = tx.Exec(`INSERT OR IGNORE INTO mentions (subject, sequence) VALUES (?, ?)`, subject, int64(c.Sequence))
		}
	}
	return err
}

// changed names what an event changes besides the thing that it is about.
func changed(payload events.Payload) (subjects []string) {
	switch d := payload.(type) {
	case events.ConveningJoined:
		return []string{"convening/" + d.Into}
	case events.ConveningParted:
		return []string{"convening/" + d.From}
	case events.ConveningFollowedUp:
		return []string{"convening/" + d.Earlier}
	case events.CommitmentMerged:
		return []string{"commitment/" + d.Into}
	case events.CommitmentSplit:
		for _, part := range d.Into {
			subjects = append(subjects, "commitment/"+part)
		}
	case events.PartyMerged:
		return []string{"party/" + d.Into}
	}
	return subjects
}

// part names what an event speaks of within its stream.
func part(payload events.Payload) string {
	switch d := payload.(type) {
	case events.WorkingGroupFormed:
		return "working-group/" + d.WorkingGroup
	case events.FigureAsserted:
		return "figure/" + d.Figure
	case events.MemberRecorded:
		return "working-group/" + d.WorkingGroup
	case events.ConflictRecorded:
		if strings.HasPrefix(d.About, "figure/") {
			return d.About
		}
	case events.QuestionRaised:
		return "question/" + d.Question
	case events.QuestionAnswered:
		return "question/" + d.Question
	case events.QuestionReopened:
		return "question/" + d.Question
	}
	return ""
}
