package commitments

import (
	"strconv"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
)

// column is one column of the table of commitments. What is left out here is not done, and
// a test asks for a reason.
type column struct {
	plain
	also
}

type plain = book.TableColumn[captured, stood, reading]

// also is what is done with columns of commitments beyond that.
type also struct {
	restated bool                // it changes with what was stated
	rolled   bool                // one that is kept in several places stands there as its parts do
	kept     string              // in files that keep days it comes after that column, not after the one above
	fact     func(*Fact, string) // how Facts reads it
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

// reading is a row while it is read.
type reading struct {
	Row
	kept
}

// columns are those of the table of commitments, in its order.
var columns = []column{
	{plain{Name: "id", Is: "TEXT PRIMARY KEY",
		Begins: func(c *captured) any { return c.id }, Read: func(r *reading) any { return &r.ID }, Filter: book.Column("id")}, also{fact: func(f *Fact, text string) { f.ID = text }}},
	{plain{Name: "sequence", Is: "INTEGER NOT NULL", Comment: "of its capture",
		Begins: func(c *captured) any { return int64(c.sequence) }}, also{fact: func(f *Fact, text string) { f.Sequence, _ = strconv.ParseUint(text, 10, 63) }}},
	{plain{Name: "kind", Is: "TEXT NOT NULL",
		Begins: func(c *captured) any { return c.stated.Kind }, Filter: book.OfMany(book.Column("kind", commitment.Kinds...))}, also{restated: true, fact: func(f *Fact, text string) { f.Kind = text }}},
	{plain{Name: "home", Is: "TEXT NOT NULL", Comment: "the convening under which it was captured",
		Begins: func(c *captured) any { return c.stated.Convening }, Read: func(r *reading) any { return &r.Home }}, also{}},
	{plain{Name: "convening", Is: "TEXT NOT NULL", Comment: "where it belongs now: whoever joins convenings moves it, and nobody here does",
		Begins: func(c *captured) any { return c.stated.Convening }, Read: func(r *reading) any { return &r.Convening }, Filter: book.OfMany(book.Column("convening"))}, also{fact: func(f *Fact, text string) { f.Convening = text }}},
	{plain{Name: "instrument", Is: "TEXT",
		Begins: func(c *captured) any { return c.stated.Instrument }, Filter: book.OfMany(book.Column("instrument"))}, also{}},
	{plain{Name: "working_group", Is: "TEXT",
		Begins: func(c *captured) any { return c.stated.WorkingGroup }, Filter: book.OfMany(book.Column("working_group"))}, also{fact: func(f *Fact, text string) { f.WorkingGroup = text }}},
	{plain{Name: "parent", Is: "TEXT",
		Begins: func(c *captured) any { return c.stated.Parent }, As: "(parent IS NOT NULL)", Filter: book.Column("parent")}, also{fact: func(f *Fact, text string) { f.Part = text == "1" }}},
	{plain{Name: "whole", Is: "INTEGER NOT NULL", Comment: "1 if it is kept in several places: then its axes are those of its parts",
		Begins: func(c *captured) any { return len(c.stated.Children) > 0 }, Filter: truthOf("whole = 1")}, also{fact: func(f *Fact, text string) { f.Whole = text == "1" }}},
	{plain{Name: "pillar", Is: "TEXT",
		Begins: func(c *captured) any { return c.stated.Pillar }, Filter: book.OfMany(book.Column("pillar", commitment.Pillars...))}, also{restated: true, fact: func(f *Fact, text string) { f.Pillar = text }}},
	{plain{Name: "verifiable", Is: "TEXT NOT NULL", Comment: `"true" or "false"`,
		Begins: func(c *captured) any { return truth(c.stated.Verifiable) }, Stands: func(s *stood) any { return truth(s.Verifiable) }, As: "verifiable = 'true'", Read: func(r *reading) any { return &r.Verifiable }, Filter: book.Column("verifiable", "true", "false")}, also{kept: "closure", fact: func(f *Fact, text string) { f.Verifiable = text == "1" }}},
	{plain{Name: "sdg_targets", Is: "TEXT NOT NULL", Comment: "JSON list",
		Begins: func(c *captured) any { return c.SDGTargets }}, also{restated: true}},
	{plain{Name: "geography", Is: "TEXT NOT NULL", Comment: "JSON list",
		Begins: func(c *captured) any { return c.Geography }, Filter: book.OfMany(within)}, also{restated: true, fact: func(f *Fact, text string) { f.Geography = text }}},
	{plain{Name: "merged_into", Is: "TEXT", Comment: "the commitment that goes on for it",
		Stands: func(s *stood) any { return book.Nullable(s.state.Identified().Into) }, Read: func(r *reading) any { return &r.MergedInto }, Filter: book.Column("merged_into")}, also{kept: "last_report"}},
	{plain{Name: "record", Is: "TEXT NOT NULL",
		Stands: func(s *stood) any { return s.Record }, Read: func(r *reading) any { return &r.Record }, Filter: axis(commitment.AxisRecord)}, also{fact: func(f *Fact, text string) { f.Record = text }}},
	{plain{Name: "response", Is: "TEXT NOT NULL",
		Stands: func(s *stood) any { return s.state.Response }, Read: func(r *reading) any { return &r.Response }, Filter: axis(commitment.AxisResponse)}, also{}},
	{plain{Name: "self_reported", Is: "TEXT NOT NULL",
		Stands: func(s *stood) any { return s.SelfReported }, Read: func(r *reading) any { return &r.SelfReported }, Filter: axis(commitment.AxisSelfReported)}, also{rolled: true, fact: func(f *Fact, text string) { f.SelfReported = text }}},
	{plain{Name: "assessed", Is: "TEXT NOT NULL",
		Stands: func(s *stood) any { return s.Assessed }, Read: func(r *reading) any { return &r.Assessed }, Filter: axis(commitment.AxisAssessed)}, also{rolled: true, fact: func(f *Fact, text string) { f.Assessed = text }}},
	{plain{Name: "closure", Is: "TEXT NOT NULL",
		Stands: func(s *stood) any { return s.Closure }, Read: func(r *reading) any { return &r.Closure }, Filter: axis(commitment.AxisClosure)}, also{rolled: true, fact: func(f *Fact, text string) { f.Closure = text }}},
	{plain{Name: "lead_party", Is: "TEXT",
		Stands: func(s *stood) any { return book.Nullable(s.Lead) }, Read: func(r *reading) any { return &r.LeadParty }, Filter: book.OfMany(answeredFor)}, also{fact: func(f *Fact, text string) { f.Lead = text }}},
	{plain{Name: "due", Is: "TEXT", Comment: "civil day",
		Stands: func(s *stood) any { return book.Nullable(s.Due) }, Read: func(r *reading) any { return &r.Due }, Filter: book.Column("due")}, also{fact: func(f *Fact, text string) { f.Due = text }}},
	{plain{Name: "met", Is: "TEXT", Comment: "met_on_time or met_late, once complete",
		Stands: func(s *stood) any { return book.Nullable(s.Met) }, Read: func(r *reading) any { return &r.met }}, also{rolled: true, fact: func(f *Fact, text string) { f.Met = text }}},
	{plain{Name: "review_days", Is: "INTEGER",
		Stands: func(s *stood) any { return book.Nullable(s.state.ReviewDays) }, Read: func(r *reading) any { return &r.ReviewDays }}, also{}},
	{plain{Name: "stale_from", Is: "TEXT", Comment: "the first civil day on which it is stale by ahd-1; null if it will not be",
		Stands: func(s *stood) any { return book.Nullable(commitment.StaleFrom(s.IntervalEnds, s.QuietSince)) }, Read: func(r *reading) any { return &r.staleFrom }}, also{rolled: true}},
	{plain{Name: "interval_ends", Is: "TEXT", Comment: "that day where it has a review interval",
		Stands: func(s *stood) any { return book.Nullable(s.IntervalEnds) }}, also{rolled: true, fact: func(f *Fact, text string) { f.IntervalEnds = text }}},
	{plain{Name: "quiet_since", Is: "TEXT", Comment: "civil day of the last news where it has none",
		Stands: func(s *stood) any { return book.Nullable(s.QuietSince) }}, also{rolled: true, fact: func(f *Fact, text string) { f.QuietSince = text }}},
	{plain{Name: "asked", Is: "TEXT", Comment: "civil day on which an update was last requested",
		Stands: func(s *stood) any { return book.Nullable(s.Asked) }, Read: func(r *reading) any { return &r.Asked }, Filter: book.Column(commitment.AnswerSQL, commitment.Answers...)}, also{rolled: true, fact: func(f *Fact, text string) { f.Asked = text }}},
	{plain{Name: "unanswered", Is: "INTEGER NOT NULL", Comment: "1 while nobody answered that",
		Stands: func(s *stood) any { return s.Unanswered }, Read: func(r *reading) any { return &r.unanswered }}, also{rolled: true, fact: func(f *Fact, text string) { f.Unanswered = text == "1" }}},
	{plain{Name: "trackable", Is: "INTEGER", Comment: "1 if measurable, achievable and time-bound; null until rated",
		Stands: func(s *stood) any { return rated(s.Standing) }, Filter: book.Column("CASE trackable WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", "true", "false")}, also{fact: func(f *Fact, text string) { f.Rated, f.Trackable = text != "", text == "1" }}},
	{plain{Name: "contested", Is: "INTEGER NOT NULL",
		Stands: func(s *stood) any { return s.Contested }, Read: func(r *reading) any { return &r.Contested }, Filter: truthOf("contested = 1")}, also{rolled: true, fact: func(f *Fact, text string) { f.Contested = text == "1" }}},
	{plain{Name: "proxy", Is: "INTEGER NOT NULL", Comment: "1 while a report stands that was entered for the organisation and not answered",
		Stands: func(s *stood) any { return s.state.Unanswered() }, Filter: truthOf("proxy = 1")}, also{}},
	{plain{Name: "reports", Is: "INTEGER NOT NULL",
		Stands: func(s *stood) any { return s.state.Counts.Reports }, Read: func(r *reading) any { return &r.Reports }}, also{}},
	{plain{Name: "evidence", Is: "INTEGER NOT NULL",
		Stands: func(s *stood) any { return s.state.Counts.Evidence }, Read: func(r *reading) any { return &r.Evidence }}, also{}},
	{plain{Name: "last_report", Is: "TEXT", Comment: "id of the last progress report",
		Stands: func(s *stood) any { return book.Nullable(s.state.Counts.LastReport) }, Read: func(r *reading) any { return &r.LastReport }}, also{}},
	{plain{Name: "last", Is: "INTEGER NOT NULL",
		Stands: func(s *stood) any { return int64(s.last) }, Read: func(r *reading) any { return &r.LastEvent }}, also{}},
	{plain{Name: "since", Is: "TEXT NOT NULL", Comment: "civil day of its capture",
		Stands: func(s *stood) any { return s.state.Since }}, also{}},
	{plain{Name: "last_day", Is: "TEXT", Comment: "the last civil day on which anything happened or was heard: on that day and later it stands as it does now",
		Stands: func(s *stood) any { return book.Nullable(s.state.LastDay) }}, also{}},
	{plain{Name: "undated", Is: "INTEGER NOT NULL", Comment: "how many of its facts were dated by their recording",
		Stands: func(s *stood) any { return s.state.Undated }}, also{fact: func(f *Fact, text string) { f.Undated, _ = strconv.Atoi(text) }}},
	{plain{Name: "affected_groups", Is: "TEXT NOT NULL", Comment: "JSON list", Above: "what is counted stands above, what is long below: reading does not pass through it",
		Begins: func(*captured) any { return "[]" }, Read: func(r *reading) any { return &r.groups }}, also{}},
	{plain{Name: "links", Is: "TEXT NOT NULL", Comment: "JSON list of Link",
		Begins: func(*captured) any { return "[]" }, Read: func(r *reading) any { return &r.links }}, also{}},
	{plain{Name: "sources", Is: "TEXT NOT NULL", Comment: "JSON list: all that it is quoted from",
		Begins: func(c *captured) any { return c.Sources }, Read: func(r *reading) any { return &r.sources }}, also{restated: true}},
	{plain{Name: "stated", Is: "TEXT NOT NULL", Comment: "the capture, with what was corrected, worded and told elsewhere since",
		Begins: func(c *captured) any { return c.Stated }, Read: func(r *reading) any { return &r.stated }}, also{restated: true}},
	{plain{Name: "detail", Is: "TEXT NOT NULL", Comment: "Detail as JSON",
		Stands: func(s *stood) any { return s.detail }, Read: func(r *reading) any { return &r.detail }}, also{kept: "proxy"}},
}

// covered is all that lists are narrowed by: the index of it is read, and no row, to count.
const covered = `sequence, self_reported, lead_party, kind, convening, assessed, closure, record, response, due, met, verifiable, stale_from, contested, pillar,
	instrument, working_group, parent, whole, asked, unanswered, interval_ends, quiet_since, trackable, proxy, merged_into, undated, since,
	geography, affected_groups, sdg_targets, links, sources, nullif(detail, '') ->> '$.finding.id'`

// besides is what List reads of each commitment that stands in other tables.
var besides = []plain{
	{As: mergedFrom, Read: func(r *reading) any { return &r.mergedFrom }},
	{As: splitFrom, Read: func(r *reading) any { return &r.splitFrom }},
	{As: answering, Read: func(r *reading) any { return &r.organisation }},
	{As: dependent, Read: func(r *reading) any { return &r.dependent }},
	{As: "(SELECT latest FROM convenings WHERE convenings.id = commitments.convening)", Read: func(r *reading) any { return &r.held }},
}
