
CREATE TABLE stood (
	sequence  INTEGER NOT NULL, -- of its capture
	through   INTEGER NOT NULL, -- its last event, whether that counts or not
	narrative TEXT NOT NULL,    -- id of the last one that counts; '' where there is none
	record,
	response,
	self_reported,
	assessed,
	closure,
	verifiable,
	lead_party,
	due,
	met,
	review_days,
	stale_from,
	interval_ends,
	quiet_since,
	asked,
	unanswered,
	trackable,
	contested,
	proxy,
	detail,
	reports,
	evidence,
	last_report,
	merged_into,
	last,
	since,
	last_day,
	undated,
	PRIMARY KEY (sequence, through)
) WITHOUT ROWID;