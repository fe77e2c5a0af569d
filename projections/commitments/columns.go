package commitments

import (
	"strconv"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/projections/book"
)

// column is one column of the table of commitments, with all that is done with it: the
// schema and every statement that writes or reads whole rows are printed from the list of
// them. What is left out here is not done, and a test asks for a reason.
type column struct {
	name    string
	is      string // type and constraints
	comment string
	above   string // a comment on its own line, before it

	begins   func(*captured) any // what it is from the capture on; zero where left out
	restated bool                // that changes with what was stated
	stands   func(*stood) any    // how the commitment stands: written whenever that may have changed
	rolled   bool                // one that is kept in several places stands there as its parts do
	kept     string              // in files that keep days it comes after that column, not after the one above

	read   func(*Row, *kept) any // where List reads it to
	fact   func(*Fact, string)   // how Facts reads it
	as     string                // an expression that read and fact are given; the column itself if left out
	filter book.Filter           // what lists are narrowed by under its name
}

// captured is a commitment when its capture is recorded, or stated anew.
type captured struct {
	id       string
	sequence uint64
	stated   events.CommitmentCaptured
	lists
}

// stood is where a commitment stands after an event.
type stood struct {
	commitment.Standing
	state  *commitment.State
	last   uint64 // sequence
	detail string // Detail as JSON
}

// columns are those of the table of commitments, in its order.
var columns = []column{
	{name: "id", is: "TEXT PRIMARY KEY", begins: func(c *captured) any { return c.id },
		read: func(r *Row, _ *kept) any { return &r.ID }, fact: func(f *Fact, text string) { f.ID = text }, filter: book.Column("id")},
	{name: "sequence", is: "INTEGER NOT NULL", comment: "of its capture", begins: func(c *captured) any { return int64(c.sequence) },
		fact: func(f *Fact, text string) { f.Sequence, _ = strconv.ParseUint(text, 10, 63) }},
	{name: "kind", is: "TEXT NOT NULL", begins: func(c *captured) any { return c.stated.Kind }, restated: true,
		fact: func(f *Fact, text string) { f.Kind = text }, filter: book.OfMany(book.Column("kind", commitment.Kinds...))},
	{name: "home", is: "TEXT NOT NULL", comment: "the convening under which it was captured", begins: func(c *captured) any { return c.stated.Convening },
		read: func(r *Row, _ *kept) any { return &r.Home }},
	{name: "convening", is: "TEXT NOT NULL", comment: "where it belongs now: whoever joins convenings moves it, and nobody here does",
		begins: func(c *captured) any { return c.stated.Convening }, read: func(r *Row, _ *kept) any { return &r.Convening },
		fact: func(f *Fact, text string) { f.Convening = text }, filter: book.OfMany(book.Column("convening"))},
	{name: "instrument", is: "TEXT", begins: func(c *captured) any { return c.stated.Instrument }, filter: book.OfMany(book.Column("instrument"))},
	{name: "working_group", is: "TEXT", begins: func(c *captured) any { return c.stated.WorkingGroup },
		fact: func(f *Fact, text string) { f.WorkingGroup = text }, filter: book.OfMany(book.Column("working_group"))},
	{name: "parent", is: "TEXT", begins: func(c *captured) any { return c.stated.Parent }, as: "(parent IS NOT NULL)",
		fact: func(f *Fact, text string) { f.Part = text == "1" }, filter: book.Column("parent")},
	{name: "whole", is: "INTEGER NOT NULL", comment: "1 if it is kept in several places: then its axes are those of its parts",
		begins: func(c *captured) any { return len(c.stated.Children) > 0 }, fact: func(f *Fact, text string) { f.Whole = text == "1" }, filter: truthOf("whole = 1")},
	{name: "pillar", is: "TEXT", begins: func(c *captured) any { return c.stated.Pillar }, restated: true,
		fact: func(f *Fact, text string) { f.Pillar = text }, filter: book.OfMany(book.Column("pillar", commitment.Pillars...))},
	{name: "verifiable", is: "TEXT NOT NULL", comment: `"true" or "false"`, begins: func(c *captured) any { return truth(c.stated.Verifiable) },
		stands: func(s *stood) any { return truth(s.Verifiable) }, kept: "closure", as: "verifiable = 'true'", read: func(r *Row, _ *kept) any { return &r.Verifiable },
		fact: func(f *Fact, text string) { f.Verifiable = text == "1" }, filter: book.Column("verifiable", "true", "false")},
	{name: "sdg_targets", is: "TEXT NOT NULL", comment: "JSON list", begins: func(c *captured) any { return c.SDGTargets }, restated: true},
	{name: "geography", is: "TEXT NOT NULL", comment: "JSON list", begins: func(c *captured) any { return c.Geography }, restated: true,
		fact: func(f *Fact, text string) { f.Geography = text }, filter: book.OfMany(within)},
	{name: "merged_into", is: "TEXT", comment: "the commitment that goes on for it", stands: func(s *stood) any { return orNull(s.state.Identified().Into) }, kept: "last_report",
		read: func(r *Row, _ *kept) any { return &r.MergedInto }, filter: book.Column("merged_into")},
	{name: "record", is: "TEXT NOT NULL", stands: func(s *stood) any { return s.Record },
		read: func(r *Row, _ *kept) any { return &r.Record }, fact: func(f *Fact, text string) { f.Record = text }, filter: axis(commitment.AxisRecord)},
	{name: "response", is: "TEXT NOT NULL", stands: func(s *stood) any { return s.state.Response },
		read: func(r *Row, _ *kept) any { return &r.Response }, filter: axis(commitment.AxisResponse)},
	{name: "self_reported", is: "TEXT NOT NULL", stands: func(s *stood) any { return s.SelfReported }, rolled: true,
		read: func(r *Row, _ *kept) any { return &r.SelfReported }, fact: func(f *Fact, text string) { f.SelfReported = text }, filter: axis(commitment.AxisSelfReported)},
	{name: "assessed", is: "TEXT NOT NULL", stands: func(s *stood) any { return s.Assessed }, rolled: true,
		read: func(r *Row, _ *kept) any { return &r.Assessed }, fact: func(f *Fact, text string) { f.Assessed = text }, filter: axis(commitment.AxisAssessed)},
	{name: "closure", is: "TEXT NOT NULL", stands: func(s *stood) any { return s.Closure }, rolled: true,
		read: func(r *Row, _ *kept) any { return &r.Closure }, fact: func(f *Fact, text string) { f.Closure = text }, filter: axis(commitment.AxisClosure)},
	{name: "lead_party", is: "TEXT", stands: func(s *stood) any { return orNull(s.Lead) },
		read: func(r *Row, _ *kept) any { return &r.LeadParty }, fact: func(f *Fact, text string) { f.Lead = text }, filter: book.OfMany(answeredFor)},
	{name: "due", is: "TEXT", comment: "civil day", stands: func(s *stood) any { return orNull(s.Due) },
		read: func(r *Row, _ *kept) any { return &r.Due }, fact: func(f *Fact, text string) { f.Due = text }, filter: book.Column("due")},
	{name: "met", is: "TEXT", comment: "met_on_time or met_late, once complete", stands: func(s *stood) any { return orNull(s.Met) }, rolled: true,
		read: func(_ *Row, k *kept) any { return &k.met }, fact: func(f *Fact, text string) { f.Met = text }},
	{name: "review_days", is: "INTEGER", stands: func(s *stood) any { return orNull(s.state.ReviewDays) }, read: func(r *Row, _ *kept) any { return &r.ReviewDays }},
	{name: "stale_from", is: "TEXT", comment: "the first civil day on which it is stale by ahd-1; null if it will not be",
		stands: func(s *stood) any { return orNull(commitment.StaleFrom(s.IntervalEnds, s.QuietSince)) }, rolled: true, read: func(_ *Row, k *kept) any { return &k.staleFrom }},
	{name: "interval_ends", is: "TEXT", comment: "that day where it has a review interval", stands: func(s *stood) any { return orNull(s.IntervalEnds) }, rolled: true,
		fact: func(f *Fact, text string) { f.IntervalEnds = text }},
	{name: "quiet_since", is: "TEXT", comment: "civil day of the last news where it has none", stands: func(s *stood) any { return orNull(s.QuietSince) }, rolled: true,
		fact: func(f *Fact, text string) { f.QuietSince = text }},
	{name: "asked", is: "TEXT", comment: "civil day on which an update was last requested", stands: func(s *stood) any { return orNull(s.Asked) }, rolled: true,
		read: func(r *Row, _ *kept) any { return &r.Asked }, fact: func(f *Fact, text string) { f.Asked = text }, filter: book.Column(commitment.AnswerSQL, commitment.Answers...)},
	{name: "unanswered", is: "INTEGER NOT NULL", comment: "1 while nobody answered that", stands: func(s *stood) any { return s.Unanswered }, rolled: true,
		read: func(_ *Row, k *kept) any { return &k.unanswered }, fact: func(f *Fact, text string) { f.Unanswered = text == "1" }},
	{name: "trackable", is: "INTEGER", comment: "1 if measurable, achievable and time-bound; null until rated", stands: func(s *stood) any { return rated(s.Standing) },
		fact:   func(f *Fact, text string) { f.Rated, f.Trackable = text != "", text == "1" },
		filter: book.Column("CASE trackable WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", "true", "false")},
	{name: "contested", is: "INTEGER NOT NULL", stands: func(s *stood) any { return s.Contested }, rolled: true,
		read: func(r *Row, _ *kept) any { return &r.Contested }, fact: func(f *Fact, text string) { f.Contested = text == "1" }, filter: truthOf("contested = 1")},
	{name: "proxy", is: "INTEGER NOT NULL", comment: "1 while a report stands that was entered for the organisation and not answered",
		stands: func(s *stood) any { return s.state.Unanswered() }, filter: truthOf("proxy = 1")},
	{name: "reports", is: "INTEGER NOT NULL", stands: func(s *stood) any { return s.state.Counts.Reports }, read: func(r *Row, _ *kept) any { return &r.Reports }},
	{name: "evidence", is: "INTEGER NOT NULL", stands: func(s *stood) any { return s.state.Counts.Evidence }, read: func(r *Row, _ *kept) any { return &r.Evidence }},
	{name: "last_report", is: "TEXT", comment: "id of the last progress report", stands: func(s *stood) any { return orNull(s.state.Counts.LastReport) },
		read: func(r *Row, _ *kept) any { return &r.LastReport }},
	{name: "last", is: "INTEGER NOT NULL", stands: func(s *stood) any { return int64(s.last) }, read: func(r *Row, _ *kept) any { return &r.LastEvent }},
	{name: "since", is: "TEXT NOT NULL", comment: "civil day of its capture", stands: func(s *stood) any { return s.state.Since }},
	{name: "last_day", is: "TEXT", comment: "the last civil day on which anything happened or was heard: on that day and later it stands as it does now",
		stands: func(s *stood) any { return orNull(s.state.LastDay) }},
	{name: "undated", is: "INTEGER NOT NULL", comment: "how many of its facts were dated by their recording", stands: func(s *stood) any { return s.state.Undated },
		fact: func(f *Fact, text string) { f.Undated, _ = strconv.Atoi(text) }},
	{name: "affected_groups", is: "TEXT NOT NULL", comment: "JSON list", above: "what is counted stands above, what is long below: reading does not pass through it",
		begins: func(*captured) any { return "[]" }, read: func(_ *Row, k *kept) any { return &k.groups }},
	{name: "links", is: "TEXT NOT NULL", comment: "JSON list of Link", begins: func(*captured) any { return "[]" }, read: func(_ *Row, k *kept) any { return &k.links }},
	{name: "sources", is: "TEXT NOT NULL", comment: "JSON list: all that it is quoted from", begins: func(c *captured) any { return c.Sources }, restated: true,
		read: func(_ *Row, k *kept) any { return &k.sources }},
	{name: "stated", is: "TEXT NOT NULL", comment: "the capture, with what was corrected, worded and told elsewhere since", begins: func(c *captured) any { return c.Stated }, restated: true,
		read: func(_ *Row, k *kept) any { return &k.stated }},
	{name: "detail", is: "TEXT NOT NULL", comment: "Detail as JSON", stands: func(s *stood) any { return s.detail }, kept: "proxy", read: func(_ *Row, k *kept) any { return &k.detail }},
}

// covered is all that lists are narrowed by: the index of it is read, and no row, to count.
const covered = `sequence, self_reported, lead_party, kind, convening, assessed, closure, record, response, due, met, verifiable, stale_from, contested, pillar,
	instrument, working_group, parent, whole, asked, unanswered, interval_ends, quiet_since, trackable, proxy, merged_into, undated, since,
	geography, affected_groups, sdg_targets, links, sources, nullif(detail, '') ->> '$.finding.id'`

// besides is what List reads of each commitment that stands in other tables.
var besides = []column{
	{as: mergedFrom, read: func(_ *Row, k *kept) any { return &k.mergedFrom }},
	{as: splitFrom, read: func(_ *Row, k *kept) any { return &k.splitFrom }},
	{as: answering, read: func(_ *Row, k *kept) any { return &k.organisation }},
	{as: dependent, read: func(_ *Row, k *kept) any { return &k.dependent }},
	{as: "(SELECT latest FROM convenings WHERE convenings.id = commitments.convening)", read: func(_ *Row, k *kept) any { return &k.held }},
}
