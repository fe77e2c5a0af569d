// Package commitments answers: where does each commitment stand, and where did
// it stand before?
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
	review_days      INTEGER,
	reports          INTEGER NOT NULL,
	evidence         INTEGER NOT NULL,
	last_report      TEXT,    -- id of the last progress report
	last             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX commitments_sequence ON commitments (sequence);
CREATE INDEX commitments_convening ON commitments (convening);
CREATE INDEX commitments_parent ON commitments (parent);`

// Apply follows the captures of commitments.
func Apply(tx *book.Tx, c *book.Change) error {
	if d, ok := c.Data.(events.CommitmentCaptured); ok {
		return capture(tx, c, d)
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
	verifiable := "false"
	if d.Verifiable {
		verifiable = "true"
	}
	return tx.Exec(`INSERT INTO commitments (id, sequence, kind, convening, instrument, working_group, parent, pillar,
			verifiable, sdg_targets, geography, sources, stated,
			record, response, self_reported, assessed, closure, reports, evidence, last)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '', '', 0, 0, 0)`,
		c.Stream.ID, int64(c.Sequence), d.Kind, d.Convening, d.Instrument, d.WorkingGroup, d.Parent, d.Pillar,
		verifiable, lists[0], lists[1], lists[2], lists[3])
}

// Settle writes where a commitment stands at the end of a batch.
func Settle(tx *book.Tx, settled *book.Settled) error {
	s := settled.State.Commitment
	if s == nil {
		return nil
	}
	var lastReport any
	if n := len(s.Reports); n > 0 {
		lastReport = s.Reports[n-1]
	}
	return tx.Exec(`UPDATE commitments SET record = ?, response = ?, self_reported = ?, assessed = ?, closure = ?,
			lead_party = ?, due = ?, review_days = ?, reports = ?, evidence = ?, last_report = ?, last = ? WHERE id = ?`,
		s.Record, s.Response, s.SelfReported, s.Assessed, s.Closure,
		absent(s.LeadParty), absent(validDay(s.Due)), absent(s.ReviewDays), len(s.Reports), len(s.Evidence),
		lastReport, int64(settled.Sequence), settled.Stream.ID)
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

// absent is null for a zero value, which means "not stated" here.
func absent[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
}

// validDay drops what is no civil day, as Timeliness does.
func validDay(text string) string {
	if _, err := edtf.ParseDay(text); err != nil {
		return ""
	}
	return text
}
