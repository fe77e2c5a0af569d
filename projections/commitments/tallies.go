package commitments

import (
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
)

// tally is a table of counts: how many commitments stand alike, in the columns that it
// has. Counting what a filter finds there reads some hundreds of rows, however many
// commitments there are.
type tally struct {
	table   string
	whole   []string // columns with the value that the commitment has
	stated  []string // columns that are '' where it has one
	silent  bool     // self_reported is '' where it is anything but no report: most reports change nothing then
	counts  string   // which commitments it counts, of {} as the row is called; "" for all
	index   string   // in which few of them are found; "" for none
	answers func(name, value string) bool
}

// tallies are the tables of counts, the first of all commitments.
var tallies = []tally{
	{
		table: "tallies",
		whole: []string{"kind", "pillar", "verifiable", "whole", "record", "response", "self_reported", "assessed", "closure", "met",
			"contested", "proxy", "trackable", "unanswered"},
		stated:  []string{"lead_party", "asked", "due", "parent"},
		answers: countedAlike,
	},
	{
		table: "due_tallies", whole: []string{"due", "met"}, stated: []string{"lead_party"}, silent: true,
		counts: "{}.met IS NULL AND {}.due IS NOT NULL",
		answers: func(name, value string) bool {
			return name == commitment.AxisTimeliness && slices.Contains(commitment.ByDay, value) || ofEveryTally(name, value)
		},
	},
	{
		table: "stale_tallies", whole: []string{"stale_from"}, stated: []string{"lead_party"}, silent: true,
		counts:  "{}.stale_from IS NOT NULL",
		answers: func(name, value string) bool { return name == "stale" && value == "true" || ofEveryTally(name, value) },
	},
	{
		table: "lead_tallies", whole: []string{"lead_party"}, silent: true, index: "commitments_lead",
		counts: "{}.lead_party IS NOT NULL",
		answers: func(name, value string) bool {
			return name == "lead_party" && value != book.NotStated || name == commitment.AxisSelfReported && value == commitment.NoReport
		},
	},
	{
		table: "convening_tallies", whole: []string{"convening"}, stated: []string{"lead_party", "parent"}, silent: true, index: "commitments_convening",
		answers: func(name, value string) bool {
			return name == "convening" || name == "parent" && value == book.NotStated || ofEveryTally(name, value)
		},
	},
}

// ofEveryTally is on the filters that look into columns that every table of counts has.
func ofEveryTally(name, value string) bool {
	return name == commitment.AxisSelfReported && value == commitment.NoReport || name == "assigned" || name == "lead_party" && value == book.NotStated
}

// alike are the filters that look into columns of the first table of counts alone.
var alike = append([]string{"kind", "pillar", "verifiable", "proxy", "contested", "whole", "counted", "not_counted", "of_kinds", "not_of_kinds",
	"in_force", "open", "has_assessment", "trackable", "asked"}, commitment.RecordedAxes...)

func countedAlike(name, value string) bool {
	switch name {
	case "due", "parent":
		return value == book.NotStated
	case commitment.AxisTimeliness:
		return !slices.Contains(commitment.ByDay, value)
	}
	return slices.Contains(alike, name) || ofEveryTally(name, value)
}

// Tallies makes the tables of counts, and says which commitments stand alike. What is
// written of a commitment changes them by itself, and only where it stands otherwise.
var Tallies = `
CREATE TABLE alike ( -- the commitments of each row of tallies
	cell     TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	PRIMARY KEY (cell, sequence)
) STRICT, WITHOUT ROWID;` + tablesOf(tallies) + `
CREATE INDEX commitments_sequence ON commitments (sequence);
CREATE INDEX commitments_lead ON commitments (lead_party, sequence) WHERE lead_party IS NOT NULL;
CREATE INDEX commitments_instrument ON commitments (instrument, sequence) WHERE instrument IS NOT NULL;
CREATE INDEX commitments_group ON commitments (working_group, sequence) WHERE working_group IS NOT NULL;
INSERT INTO alike SELECT ` + tallies[0].cell("commitments") + `, sequence FROM commitments ORDER BY 1, 2;
CREATE TRIGGER alike_added AFTER INSERT ON commitments BEGIN INSERT INTO alike VALUES (` + tallies[0].cell("NEW") + `, NEW.sequence); END;
CREATE TRIGGER alike_moved AFTER UPDATE OF ` + tallies[0].columns() + ` ON commitments WHEN ` + tallies[0].moved() +
	` BEGIN DELETE FROM alike WHERE cell = ` + tallies[0].cell("OLD") + ` AND sequence = OLD.sequence; INSERT INTO alike VALUES (` + tallies[0].cell("NEW") + `, NEW.sequence); END;`

func tablesOf(all []tally) (schema string) {
	for _, t := range all {
		schema += t.schema()
	}
	return schema
}

// schema makes the table, fills it, and lets it follow the commitments.
func (t tally) schema() string {
	var lines strings.Builder
	for _, name := range t.names() {
		fmt.Fprintf(&lines, "\t%s %s,\n", name, typeOf(name))
	}
	more := "INSERT INTO " + t.table + " SELECT " + t.values("NEW") + ", 1 WHERE " + t.of("NEW") + " ON CONFLICT (cell) DO UPDATE SET n = n + 1;"
	return fmt.Sprintf(`
CREATE TABLE %[1]s (
	cell TEXT PRIMARY KEY, -- the others in one
%[2]s	n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO %[1]s SELECT %[3]s, count(*) FROM commitments WHERE %[4]s GROUP BY 1;
CREATE TRIGGER %[1]s_added AFTER INSERT ON commitments BEGIN %[5]s END;
CREATE TRIGGER %[1]s_moved AFTER UPDATE OF %[6]s ON commitments WHEN %[7]s`+
		` BEGIN UPDATE %[1]s SET n = n - 1 WHERE cell = %[8]s AND %[9]s; DELETE FROM %[1]s WHERE cell = %[8]s AND n = 0; %[5]s END;`,
		t.table, lines.String(), t.values("commitments"), t.of("commitments"), more, t.columns(), t.moved(), t.cell("OLD"), t.of("OLD"))
}

// typeOf is the type of a column of commitments.
func typeOf(name string) string {
	i := slices.IndexFunc(columns, func(c column) bool { return c.Name == name })
	kind, _, _ := strings.Cut(columns[i].Is, " ")
	return kind
}

// of is on whether it counts a row.
func (t tally) of(row string) string {
	if t.counts == "" {
		return "1"
	}
	return "(" + strings.ReplaceAll(t.counts, "{}", row) + ")"
}

// names are those of its columns, but for the cell and the count.
func (t tally) names() []string {
	if t.silent {
		return slices.Concat(t.whole, t.stated, []string{commitment.AxisSelfReported})
	}
	return slices.Concat(t.whole, t.stated)
}

func (t tally) columns() string { return strings.Join(t.names(), ", ") }

// moved is on whether a commitment that is changed stands otherwise than before.
func (t tally) moved() string { return "(" + t.stands("OLD") + ") IS NOT (" + t.stands("NEW") + ")" }

// stands are the values of the columns that its names say, of a row.
func (t tally) stands(row string) string {
	var parts []string
	for _, name := range t.whole {
		parts = append(parts, row+"."+name)
	}
	for _, name := range t.stated {
		parts = append(parts, "CASE WHEN "+row+"."+name+" IS NOT NULL THEN '' END")
	}
	if t.silent {
		parts = append(parts, fmt.Sprintf("CASE %s.self_reported WHEN '%s' THEN '%[2]s' ELSE '' END", row, commitment.NoReport))
	}
	return strings.Join(parts, ", ")
}

// cell is what stands alike in a row, as one text.
func (t tally) cell(row string) string {
	var parts []string
	for _, name := range t.whole {
		parts = append(parts, "coalesce("+row+"."+name+", '')")
	}
	for _, name := range t.stated {
		parts = append(parts, "("+row+"."+name+" IS NOT NULL)")
	}
	if t.silent {
		parts = append(parts, "("+row+"."+commitment.SilentSQL+")")
	}
	return "concat_ws(char(31), " + strings.Join(parts, ", ") + ")"
}

// values are those of a row of the table, without its count.
func (t tally) values(row string) string { return t.cell(row) + ", " + t.stands(row) }

// tallyOf is the table of counts that answers for all that a list is narrowed by. Over a
// view of a day none does: they count what is.
func tallyOf(v *book.View, filters map[string]string) (tally, bool) {
	if v.Laid() {
		return tally{}, false
	}
	for _, t := range tallies {
		answers, which := true, t.counts == "" // where it counts some only, one of the filters says which
		for name, value := range filters {
			answers, which = answers && t.answers(name, value), which || !ofEveryTally(name, value)
		}
		if answers && which {
			return t, true
		}
	}
	return tally{}, false
}

// tell counts what a list has that a table of counts answers for.
func (t tally) tell(v *book.View, filters map[string]string, on edtf.Day) (told Tally, err error) {
	where, args, err := v.Where(filters, Filters(on))
	if err != nil {
		return told, err
	}
	_, err = v.Row(`SELECT coalesce(sum(n), 0), coalesce(sum(n * (`+commitment.SilentSQL+`)), 0), coalesce(sum(n * (`+commitment.UnassignedSQL+`)), 0) FROM `+
		t.table+` WHERE `+where, args, []any{&told.Total, &told.Silent, &told.Unanswered})
	return told, err
}

// searched is a filter on what search finds, for a statement that begins with search.
var searched = book.Filter{Where: "search MATCH ?", Prepare: book.Searched.Prepare, Words: true}

// Recounts are, by table of counts, a query that counts anew.
func Recounts() map[string]string {
	queries := map[string]string{"alike": "SELECT " + tallies[0].cell("commitments") + ", sequence FROM commitments"}
	for _, t := range tallies {
		queries[t.table] = "SELECT " + t.values("commitments") + ", count(*) FROM commitments WHERE " + t.of("commitments") + " GROUP BY 1"
	}
	return queries
}
