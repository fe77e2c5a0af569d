package forms

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/services/reporting/document"
)

// hostile are texts that would run, calculate, or turn what stands beside them.
var hostile = []string{
	`=cmd|' /C calc'!A0`, `+1+1`, `-2+3`, `@SUM(A1)`, "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`,
	`</pre><pre id="ahd-summary" hidden>{}</pre>`, `</style><script>x</script>`, "a\u202eb\u2066c", `{{.D}} & <b> &amp;lt;`, `_x0041_`, "'quoted'", "tom,dick\nharry",
}

// sixty is as long as the names of organisations get.
const sixty = "Provincial Department of Women Development & Social Welfare."

func count(n int) *int            { return &n }
func stated(words string) *string { return &words }

// totals are those of the worked example.
func totals() document.Totals {
	return document.Totals{
		Registered: 18, N: 16, NotVerifiable: 2, Assessed: 14, Complete: 2, Substantial: 3, Limited: 4, NotStarted: 3, NoEvidence: 2, NotAssessed: 2, Open: 16,
		Silent: 9, NeverAsked: 5, AskedNoAnswer: 4, Unassigned: 7, Overdue: 3, NoDate: 13, ByKind: map[string]int{"declaration": 18},
		StrictBP: count(1250), HighBP: count(3125), CoverageBP: count(8750), ScoreBP: count(3929), FloorBP: count(3438), CeilingBP: count(4688),
		SilenceBP: count(5625), ClaimGapBP: count(-1250),
	}
}

// summaryOf is a summary whose tables and lists say each of some words.
func summaryOf(words ...string) document.Document {
	m := method.Ahd1
	d := document.Document{
		Format: document.Format, At: document.At{Sequence: 18432, Time: "2026-11-22T09:18:25.250Z", Root: "KSrmpJZC02WoIQE6t0SkRSnmFc+3MR3cnizEnB6cREA="},
		On: "2026-11-22", Register: document.Register{Name: "test", Origin: "urn:ahd:test"}, Method: document.Method{ID: m.ID, Version: m.Version},
		How:    document.How{Title: m.Title, Changes: m.Changes, Kinds: m.Kinds, StaleDays: m.StaleDays, Grades: m.Grades, Weights: m.Weights, Formulas: m.Formulas, Example: m.Example},
		Totals: totals(), List: "commitments", Filter: document.Filter{"parent": "null"}, Scope: []document.Scope{},
		Behind: map[string]document.Filter{
			"registered": {}, "n": {"counted": "declaration"}, "assessed": {"counted": "declaration", "has_assessment": "true"}, "coverage_bp": {"counted": "declaration"},
			"floor_bp": {"counted": "declaration"}, "ceiling_bp": {"counted": "declaration"}, "score_bp": {"has_assessment": "true"}, "silent": {"self_reported": "no_report"},
			"never_asked": {"asked": "never"},
		},
	}
	t := d.Totals
	d.Headline = document.Headline{N: t.N, Assessed: t.Assessed, Silent: t.Silent, NeverAsked: t.NeverAsked, AskedNoAnswer: t.AskedNoAnswer, Unassigned: t.Unassigned,
		CoverageBP: t.CoverageBP, ScoreBP: t.ScoreBP, FloorBP: t.FloorBP, CeilingBP: t.CeilingBP}
	for _, name := range document.TableNames {
		table := document.Table{Name: name, Rows: []document.Row{}}
		for i, label := range words {
			table.Rows = append(table.Rows, document.Row{ID: stated(fmt.Sprint("row-", i)), Label: document.Label{EN: label}, Totals: totals(), Filter: document.Filter{"pillar": "x"}})
		}
		d.Tables = append(d.Tables, table)
	}
	items := []document.Item{}
	for i, said := range words {
		items = append(items, document.Item{ID: fmt.Sprint("cm-", i), Text: said, Kind: "declaration", Organisation: stated("row-0"), Record: "confirmed", SelfReported: "no_report",
			Assessed: "limited", Closure: "open", Timeliness: "overdue", Due: stated("2026-10-01"), OverdueDays: count(52), Asked: stated("2026-11-01"), Reason: stated("not_verifiable")})
		d.Measures = append(d.Measures, document.Measure{Commitment: "cm-0", Indicator: "in-1", Title: said, Unit: said, Target: &said,
			Values: []document.Value{{Period: "2026", Place: stated("PK-PB"), Sex: stated("female"), Value: "<5"}}})
	}
	list := document.List{Total: len(items), Rows: items, Filter: document.Filter{"parent": "null"}}
	d.Lists = document.Lists{Overdue: list, Silent: list, Disputed: list, NotCounted: list}
	if d.Measures == nil {
		d.Measures = []document.Measure{}
	}
	return d
}

// empty is a summary of nothing.
func empty() document.Document {
	d := summaryOf()
	d.Totals = document.Totals{ByKind: map[string]int{}}
	d.Headline = document.Headline{}
	return d
}

// worded is document with words that can stand in an event.
func worded(t testing.TB) document.Document {
	t.Helper()
	var sayable []string
	for _, words := range hostile {
		if _, err := events.Canonical(words); err == nil {
			sayable = append(sayable, words)
		}
	}
	if len(sayable) < 15 {
		t.Fatalf("only %d hostile texts can be said", len(sayable))
	}
	return summaryOf(append(sayable, sixty)...)
}

func drawn(t testing.TB, format string, d document.Document, lang string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := document.Drawers[format](d, lang, &out); err != nil {
		t.Fatalf("%s in %s: %v", format, lang, err)
	}
	return out.Bytes()
}

// each calls a test for every document in every language.
func each(t *testing.T, test func(t *testing.T, d document.Document, lang string)) {
	for name, d := range map[string]document.Document{"nothing": empty(), "one": summaryOf("One"), "hostile": worded(t)} {
		for _, lang := range []string{"en", "ur"} {
			t.Run(strings.Join([]string{name, lang}, " "), func(t *testing.T) { test(t, d, lang) })
		}
	}
}
