// Package forms answers: in which form does somebody take a summary along?
//
// As a page of its own (HTML), as lines (CSV), or as a workbook (XLSX), in English or
// Urdu. Each is drawn from the document alone, and the same document is the same bytes.
// HTML and XLSX carry the document inside, so that a file can be checked against the
// record by itself.
package forms

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/drawing"
	"ahd.example/ahd/services/wording"
)

func init() {
	maps.Copy(document.Drawers, map[string]document.Drawer{"html": HTML, "csv": CSV, "csv-excel": CSVForExcel, "xlsx": XLSX})
	document.TrendDrawers["html"], document.TrendDrawers["svg"] = Trend, trendPicture
	document.Carriers["html"], document.Carriers["xlsx"] = fromHTML, fromXLSX
}

// MediaTypes of the forms, by the name of the format.
var MediaTypes = map[string]string{
	"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8", "csv-excel": "text/csv; charset=utf-8",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// FileName explains itself and sorts: "2026-11-22_summary_ahd-1_event-18432_ur.xlsx".
func FileName(d document.Document, format, lang string) string {
	kind, ending, _ := strings.Cut(format, "-")
	if ending != "" {
		ending = "_" + ending
	}
	mark := ""
	if d.Register.Says.Example {
		mark = "example-"
	}
	return fmt.Sprintf("%s%s_summary_%s_event-%d%s_%s.%s", mark, d.On, MethodName(d), d.At.Sequence, ending, lang, kind)
}

// MethodName is the method with its version: "ahd-1".
func MethodName(d document.Document) string {
	return fmt.Sprintf("%s-%d", d.Method.ID, d.Method.Version)
}

// Narrowed is a list narrowed to what is behind a number.
func Narrowed(list, by document.Filter) document.Filter {
	narrowed := maps.Clone(list)
	if narrowed == nil {
		narrowed = document.Filter{}
	}
	maps.Copy(narrowed, by)
	return narrowed
}

// Address is where the register's pages show a list as the document knows it.
func Address(d document.Document, filter document.Filter) string {
	values := url.Values{}
	for name, value := range filter {
		values.Set(name, value)
	}
	address := fmt.Sprintf("/at/%d/on/%s/", d.At.Sequence, d.On)
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	return address
}

// Command prints a list as the document knows it.
func Command(d document.Document, filter document.Filter) string {
	command := fmt.Sprintf("ahd list %s --at %d --on %s", d.List, d.At.Sequence, d.On)
	for _, name := range slices.Sorted(maps.Keys(filter)) {
		command += " --" + strings.ReplaceAll(name, "_", "-") + " " + quoted(filter[name])
	}
	return command
}

// Asking is the part of a command line that asks for the same summary.
func Asking(d document.Document) string {
	asking := fmt.Sprintf(" --at %d --on %s --method %s", d.At.Sequence, d.On, MethodName(d))
	for _, s := range d.Scope {
		asking += " --scope " + quoted(s.Kind+"/"+s.ID)
	}
	return asking
}

// Reproduce is the command that makes the same summary again.
func Reproduce(d document.Document, format, lang string) string {
	command := "ahd report summary" + Asking(d)
	if d.IsDated() {
		command += " --days"
	}
	command += " --format " + format
	if format != "json" {
		command += " --lang " + lang
	}
	return command + " -o " + FileName(d, format, lang)
}

var harmless = regexp.MustCompile(`^[A-Za-z0-9_,./:@%+-]+$`)

// quoted is a word of a command line.
func quoted(word string) string {
	if harmless.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(drawing.Plain(word), "'", `'\''`) + "'"
}

// scopeOf says in words what a summary is about.
func scopeOf(scope []document.Scope, words *wording.Summary) []string {
	if len(scope) == 0 {
		return []string{words.Say("everything")}
	}
	var names []string
	for _, s := range scope {
		label := drawing.LabelOf(s.Label, words)
		if s.Kind == "kind" {
			label = words.Kind(s.ID)
		}
		names = append(names, label)
	}
	return names
}

// number is one number of totals by its name; nil is n/a.
type number struct {
	name  string
	value *int
}

// numbersOf are all numbers of totals, in their order.
func numbersOf(t document.Totals) []number {
	list := make([]number, 0, len(totalFields)+len(t.ByKind))
	for v, at := reflect.ValueOf(t), 0; at < len(totalFields); at++ {
		field := totalFields[at]
		switch value := v.Field(field.index).Interface().(type) {
		case int:
			list = append(list, number{field.name, &value})
		case *int:
			list = append(list, number{field.name, value})
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(t.ByKind)) {
		n := t.ByKind[kind]
		list = append(list, number{"by_kind." + kind, &n})
	}
	return list
}

// totalFields are the numbers of totals by the names that the document has for them.
var totalFields = fieldsOf(reflect.TypeFor[document.Totals]())

type totalField struct {
	name  string
	index int
}

func fieldsOf(totals reflect.Type) (fields []totalField) {
	for i := range totals.NumField() {
		if name := totals.Field(i).Tag.Get("json"); name != "by_kind" {
			fields = append(fields, totalField{name, i})
		}
	}
	slices.SortStableFunc(fields, func(a, b totalField) int { return cmp.Compare(place(a.name), place(b.name)) })
	return fields
}

// order of the numbers: what adds up first, then who was asked and when, then rates.
var order = strings.Fields(`registered n not_verifiable other_kinds not_in_force
	assessed complete substantial limited not_started no_evidence regressed not_assessed
	open closed_implemented closed_not_implemented silent never_asked asked_no_answer unassigned stale reported_complete contested
	overdue due_soon on_schedule no_date met_on_time met_late overdue_days_median overdue_days_max
	age_days_median age_unknown smart_rated trackable
	coverage_bp floor_bp score_bp ceiling_bp strict_bp high_bp silence_bp stale_bp on_time_bp claim_gap_bp trackable_bp`)

func place(name string) int {
	if at := slices.Index(order, name); at >= 0 {
		return at
	}
	return len(order)
}

func isRate(name string) bool { return strings.HasSuffix(name, "_bp") }

// behind is what narrows a list to that behind a number; false where a number counts no
// commitments.
func behind(d document.Document, name string) (document.Filter, bool) {
	if kind, ok := strings.CutPrefix(name, "by_kind."); ok {
		return document.Filter{"kind": kind}, true
	}
	filter, ok := d.Behind[name]
	return filter, ok
}

// said is a number in words.
func said(n number, words *wording.Summary) string {
	switch {
	case isRate(n.name):
		return words.Percent(n.value)
	case n.value == nil:
		return words.Say("n/a")
	}
	return words.Count(*n.value)
}

// Headline are the first sentences: they never say "no report" without "not yet asked",
// nor a score without what must stand beside it.
func Headline(d document.Document, words *wording.Summary) []string {
	h, t, n := d.Headline, d.Totals, words.Count
	list := []string{words.Say("headline", n(h.N), n(h.Assessed), n(h.Silent), n(h.NeverAsked), n(h.AskedNoAnswer), n(h.Unassigned))}
	switch {
	case h.N == 0:
		list = append(list, words.Say("headline empty"))
	case h.ScoreBP == nil:
		list = append(list, words.Say("headline unscored", n(h.N), words.Percent(h.CoverageBP), words.Percent(h.FloorBP), words.Percent(h.CeilingBP)))
	default:
		list = append(list, words.Say("headline rates", words.Percent(h.ScoreBP), words.Percent(h.FloorBP), words.Percent(h.CeilingBP), words.Percent(h.CoverageBP), n(h.N)))
	}
	return append(list, words.Say("sum", n(t.Registered), n(t.N), n(t.NotVerifiable), n(t.OtherKinds), n(t.NotInForce)))
}

// lists are the lists of a document with their names.
func lists(d document.Document) []named {
	return []named{{"overdue", d.Lists.Overdue}, {"silent", d.Lists.Silent}, {"disputed", d.Lists.Disputed}, {"not_counted", d.Lists.NotCounted}}
}

type named struct {
	name string
	list document.List
}
