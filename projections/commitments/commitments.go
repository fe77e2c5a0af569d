// Package commitments answers: where does each commitment stand now, or on a day?
package commitments

import (
	"ahd/events"
	"ahd/events/edtf"
	"ahd/projections/book"
)

// Schema makes the table.
const Schema = `
CREATE TABLE commitments (
	id               TEXT PRIMARY KEY,
	sequence         INTEGER NOT NULL, -- of its capture
	kind             TEXT NOT NULL,
	convening        TEXT NOT NULL,
	instrument       TEXT,
	working_group    TEXT,
	parent           TEXT,
	whole            INTEGER NOT NULL, -- 1 if it is kept in several places: then its axes are those of its parts
	pillar           TEXT,
	verifiable       TEXT NOT NULL, -- "true" or "false"
	sdg_targets      TEXT NOT NULL, -- JSON list
	geography        TEXT NOT NULL, -- JSON list
	sources          TEXT NOT NULL, -- JSON list
	stated           TEXT NOT NULL, -- the capture
	record           TEXT NOT NULL,
	response         TEXT NOT NULL,
	self_reported    TEXT NOT NULL,
	assessed         TEXT NOT NULL,
	closure          TEXT NOT NULL,
	lead_party       TEXT,
	due              TEXT,    -- civil day
	met              TEXT,    -- met_on_time or met_late, once complete
	review_days      INTEGER,
	stale_from       TEXT,    -- the first civil day on which it is stale; null if it will not be
	contested        INTEGER NOT NULL,
	proxy            INTEGER NOT NULL, -- 1 while a report stands that was entered for the organisation and not answered
	detail           TEXT NOT NULL, -- Detail as JSON
	reports          INTEGER NOT NULL,
	evidence         INTEGER NOT NULL,
	last_report      TEXT,    -- id of the last progress report
	last             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE parts ( -- of commitments that are kept in several places
	parent TEXT NOT NULL,
	id     TEXT NOT NULL,
	PRIMARY KEY (parent, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX commitments_sequence ON commitments (sequence);
CREATE INDEX commitments_convening ON commitments (convening);
CREATE INDEX commitments_parent ON commitments (parent);`

// Apply follows what was stated of commitments, when it was captured and when that
// is corrected.
func Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.CommitmentCaptured:
		return capture(tx, c, d)
	case events.CommitmentCorrected:
		return correct(tx, c, d)
	}
	return nil
}

// capture adds the row with what was stated; Settle fills in the rest.
func capture(tx *book.Tx, c *book.Change, d events.CommitmentCaptured) error {
	lists := make([]string, 0, 4)
	for _, list := range []any{filled(d.SDGTargets), filled(d.Geography), sourcesOf(d), d} {
		text, err := book.Stated(list)
		if err != nil {
			return err
		}
		lists = append(lists, text)
	}
	if d.Parent != nil {
		if err := tx.Exec(`INSERT INTO parts (parent, id) VALUES (?, ?)`, *d.Parent, c.Stream.ID); err != nil {
			return err
		}
	}
	return tx.Exec(`INSERT INTO commitments (id, sequence, kind, convening, instrument, working_group, parent, whole, pillar,
			verifiable, sdg_targets, geography, sources, stated,
			record, response, self_reported, assessed, closure, contested, proxy, detail, reports, evidence, last)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '', '', 0, 0, '', 0, 0, 0)`,
		c.Stream.ID, int64(c.Sequence), d.Kind, d.Convening, d.Instrument, d.WorkingGroup, d.Parent, len(d.Children) > 0, d.Pillar,
		truth(d.Verifiable), lists[0], lists[1], lists[2], lists[3])
}

func sourcesOf(d events.CommitmentCaptured) []string {
	sources := []string{}
	seen := map[string]bool{}
	for _, quote := range d.Quotes {
		if !seen[quote.Source] {
			sources = append(sources, quote.Source)
		}
		seen[quote.Source] = true
	}
	return sources
}

// filled is list, never null.
func filled(list []string) []string { return append([]string{}, list...) }

func truth(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// validDay drops what is no civil day, as Timeliness does.
func validDay(text string) string {
	if _, err := edtf.ParseDay(text); err != nil {
		return ""
	}
	return text
}
