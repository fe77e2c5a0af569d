
CREATE TABLE commitments (
	id               TEXT PRIMARY KEY,
	sequence         INTEGER NOT NULL, -- of its capture
	kind             TEXT NOT NULL,
	home             TEXT NOT NULL, -- the convening under which it was captured
	convening        TEXT NOT NULL, -- where it belongs now: whoever joins convenings moves it, and nobody here does
	instrument       TEXT,
	working_group    TEXT,
	parent           TEXT,
	whole            INTEGER NOT NULL, -- 1 if it is kept in several places: then its axes are those of its parts
	pillar           TEXT,
	verifiable       TEXT NOT NULL, -- "true" or "false"
	sdg_targets      TEXT NOT NULL, -- JSON list
	geography        TEXT NOT NULL, -- JSON list
	merged_into      TEXT, -- the commitment that goes on for it
	record           TEXT NOT NULL,
	response         TEXT NOT NULL,
	self_reported    TEXT NOT NULL,
	assessed         TEXT NOT NULL,
	closure          TEXT NOT NULL,
	lead_party       TEXT,
	due              TEXT, -- civil day
	met              TEXT, -- met_on_time or met_late, once complete
	review_days      INTEGER,
	stale_from       TEXT, -- the first civil day on which it is stale by ahd-1; null if it will not be
	interval_ends    TEXT, -- that day where it has a review interval
	quiet_since      TEXT, -- civil day of the last news where it has none
	asked            TEXT, -- civil day on which an update was last requested
	unanswered       INTEGER NOT NULL, -- 1 while nobody answered that
	trackable        INTEGER, -- 1 if measurable, achievable and time-bound; null until rated
	contested        INTEGER NOT NULL,
	proxy            INTEGER NOT NULL, -- 1 while a report stands that was entered for the organisation and not answered
	reports          INTEGER NOT NULL,
	evidence         INTEGER NOT NULL,
	last_report      TEXT, -- id of the last progress report
	last             INTEGER NOT NULL,
	since            TEXT NOT NULL, -- civil day of its capture
	last_day         TEXT, -- the last civil day on which anything happened or was heard: on that day and later it stands as it does now
	undated          INTEGER NOT NULL, -- how many of its facts were dated by their recording
	-- what is counted stands above, what is long below: reading does not pass through it
	affected_groups  TEXT NOT NULL, -- JSON list
	links            TEXT NOT NULL, -- JSON list of Link
	sources          TEXT NOT NULL, -- JSON list: all that it is quoted from
	stated           TEXT NOT NULL, -- the capture, with what was corrected, worded and told elsewhere since
	detail           TEXT NOT NULL -- Detail as JSON
) STRICT, WITHOUT ROWID;
CREATE TABLE parts ( -- of commitments that are kept in several places
	parent TEXT NOT NULL,
	id     TEXT NOT NULL,
	PRIMARY KEY (parent, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE splits ( -- the commitments that took the place of one
	commitment TEXT NOT NULL,
	part       TEXT NOT NULL,
	PRIMARY KEY (commitment, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE holders ( -- who answered for a commitment, one after another
	commitment TEXT NOT NULL,
	sequence   INTEGER NOT NULL,
	time       TEXT NOT NULL, -- when it was recorded
	party      TEXT NOT NULL,
	main       TEXT,
	alternate  TEXT,
	validator  TEXT,
	effective  TEXT,          -- EDTF: since when, as stated
	PRIMARY KEY (commitment, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX splits_part ON splits (part);
CREATE INDEX commitments_merged ON commitments (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX commitments_listed ON commitments ( -- all that lists are narrowed by: no row is read to count
	sequence, self_reported, lead_party, kind, convening, assessed, closure, record, response, due, met, verifiable, stale_from, contested, pillar,
	instrument, working_group, parent, whole, asked, unanswered, interval_ends, quiet_since, trackable, proxy, merged_into, undated, since,
	geography, affected_groups, sdg_targets, links, sources, nullif(detail, '') ->> '$.finding.id');
CREATE INDEX commitments_last_day ON commitments (last_day) WHERE last_day IS NOT NULL;
CREATE INDEX commitments_convening ON commitments (convening, sequence);
CREATE INDEX commitments_parent ON commitments (parent);