package forms

import (
	"bufio"
	"encoding/csv"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/drawing"
	"ahd.example/ahd/services/wording"
)

// columnsCSV head the lines: one number each, with what must stand beside a rate and the
// filter of the list behind it.
var columnsCSV = []string{"table", "id", "label", "number", "value", "unit", "n", "coverage_bp", "floor_bp", "ceiling_bp", "list"}

// CSV writes one number a line (RFC 4180, UTF-8), with machine names; rates in basis
// points.
func CSV(d document.Document, lang string, w io.Writer) error {
	return writeCSV(d, wordsOf(d.Register, lang), w, false)
}

// CSVForExcel writes the same lines with a byte order mark and with words in the place of
// names, as spreadsheet programs want them.
func CSVForExcel(d document.Document, lang string, w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return writeCSV(d, wordsOf(d.Register, lang), w, true)
}

// lines writes lines and keeps the first error.
type lines struct {
	d     document.Document
	words *wording.Summary
	names bool // in words
	out   *csv.Writer
	err   error
}

func writeCSV(d document.Document, words *wording.Summary, w io.Writer, names bool) error {
	buffered := bufio.NewWriter(w)
	l := &lines{d: d, words: words, names: names, out: csv.NewWriter(buffered)}
	l.out.UseCRLF = true
	head := slices.Clone(columnsCSV)
	if names {
		for i, name := range head {
			head[i] = words.Say("csv " + name)
		}
	}
	l.write(head...)
	if l.about(); l.err == nil {
		l.numbers()
	}
	l.lists()
	l.measures()
	l.out.Flush()
	if err := l.out.Error(); err != nil {
		return err
	}
	if l.err != nil {
		return l.err
	}
	return buffered.Flush()
}

// write writes one line. What came from others stands for itself, whatever it begins
// with: no program takes it for a formula.
func (l *lines) write(fields ...string) {
	if l.err != nil {
		return
	}
	fields = append(fields, make([]string, len(columnsCSV)-len(fields))...)
	for i, field := range fields {
		if _, err := strconv.Atoi(field); err != nil {
			fields[i] = Harmless(field)
		}
	}
	l.err = l.out.Write(fields)
}

// formulaBegins are the characters with which a formula can begin in some program.
const formulaBegins = "=+-@\t\r\n\x00＝＋－＠"

// Harmless is a text that no spreadsheet program takes for a formula.
func Harmless(text string) string {
	if text != "" && strings.ContainsRune(formulaBegins, []rune(text)[0]) {
		text = "'" + text
	}
	return drawing.Plain(text)
}

func (l *lines) about() {
	encoded, err := l.d.JSON()
	if err != nil {
		l.err = err
		return
	}
	if l.d.Register.Says.Example {
		l.write(l.name("about", "about"), "", "", Example, l.words.Say("invented"))
	}
	about := [][2]string{
		{"register", called(l.d.Register, l.names)}, {"scope", strings.Join(scopeOf(l.d.Scope, l.words), l.words.Comma())}, {"sequence", strconv.FormatUint(l.d.At.Sequence, 10)},
		{"time", l.d.At.Time}, {"root", l.d.At.Root}, {"day", l.d.On}, {"by", MethodName(l.d)}, {"digest", document.Digest(encoded)},
		{"reproduce", Reproduce(l.d, "json", string(l.words.Language))},
	}
	if l.d.Format != document.FormatOne {
		about = append(about, [2]string{"dated_by_recording", strconv.Itoa(l.d.DatedByRecording)})
	}
	for _, line := range about {
		l.write(l.name("about", "about"), "", "", l.name(line[0], line[0]), line[1])
	}
}

// name is a name, or what people call it.
func (l *lines) name(name, called string) string {
	if l.names {
		return l.words.Say(called)
	}
	return name
}

func (l *lines) numbers() {
	l.row(l.name("total", "total"), "", l.words.Say("total"), l.d.Totals, l.d.Filter)
	for _, t := range l.d.Tables {
		for _, r := range t.Rows {
			id := ""
			if r.ID != nil {
				id = *r.ID
			}
			l.row(l.name(t.Name, t.Name), id, labelOf(r, l.words), r.Totals, r.Filter)
		}
	}
}

// row writes all numbers of some totals.
func (l *lines) row(table, id, label string, t document.Totals, filter document.Filter) {
	for _, n := range numbersOf(t) {
		name, unit, list := n.name, "", ""
		if l.names {
			name = l.words.Number(n.name)
		}
		switch {
		case isRate(n.name):
			unit = "bp"
		case strings.Contains(n.name, "days"):
			unit = "days"
		}
		if by, ok := behind(l.d, n.name); ok {
			list = queryOf(Narrowed(filter, by))
		}
		l.write(table, id, label, name, orNothing(n.value), unit, strconv.Itoa(t.N), orNothing(t.CoverageBP), orNothing(t.FloorBP), orNothing(t.CeilingBP), list)
	}
}

// lists writes one line for each commitment of a list, with what the list is about.
func (l *lines) lists() {
	for _, one := range lists(l.d) {
		for _, i := range one.list.Rows {
			value, unit := "", ""
			switch one.name {
			case "overdue":
				value, unit = orNothing(i.OverdueDays), "days"
			case "silent":
				if i.Asked != nil {
					value, unit = *i.Asked, "asked"
				}
			case "disputed":
				value, unit = orNothing(i.Contest.SpreadBP), "bp"
			default:
				if i.Reason != nil {
					value = l.name(*i.Reason, "reason "+*i.Reason)
				}
			}
			l.write(l.name(one.name, one.name), i.ID, i.Text, l.name("commitment", "commitment"), value, unit, "", "", "", "", queryOf(document.Filter{"id": i.ID}))
		}
	}
}

func (l *lines) measures() {
	for _, m := range l.d.Measures {
		for _, v := range m.Values {
			where := ""
			if v.Place != nil {
				where = placeOf(l.words, *v.Place)
			}
			about := strings.Join(slices.DeleteFunc([]string{m.Title, v.Period, where, whom(l.words, v)}, func(s string) bool { return s == "" }), " · ")
			l.write(l.name("measures", "measures"), m.Commitment, about, m.Indicator, v.Value, m.Unit, "", "", "", "", queryOf(document.Filter{"id": m.Commitment}))
		}
	}
}

func orNothing(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// queryOf is a filter as addresses and the list of commitments have it.
func queryOf(filter document.Filter) string {
	parts := make([]string, 0, len(filter))
	for _, name := range slices.Sorted(maps.Keys(filter)) {
		parts = append(parts, name+"="+strings.ReplaceAll(url.QueryEscape(filter[name]), "%2C", ","))
	}
	return strings.Join(parts, "&")
}
