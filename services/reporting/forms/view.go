package forms

import (
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/drawing"
	"ahd.example/ahd/services/wording"
)

// What the two tables of each breakdown show. The second never has a rate without n,
// coverage, lowest and highest.
var (
	levelColumns = strings.Fields("registered n complete substantial limited not_started no_evidence regressed not_assessed")
	rateColumns  = strings.Fields("n coverage_bp floor_bp score_bp ceiling_bp strict_bp silent never_asked asked_no_answer unassigned overdue")
)

func viewOf(d document.Document, words *wording.Summary, digest string, onPage bool) sheetHTML {
	v := sheetHTML{
		D: d, W: words, OnPage: onPage, Method: MethodName(d), Digest: digest, Scope: scopeOf(d.Scope, words), Headline: Headline(d, words),
		Strip: drawing.Deadlines(d, words), Reproduce: Reproduce(d, "html", string(words.Language)), Whole: Command(d, d.Filter),
	}
	for _, n := range numbersOf(d.Totals) {
		f := v.figure(n, d.Filter, "#b-"+n.name)
		if f.Href != "" {
			v.Behind = append(v.Behind, f)
		}
		if isRate(n.name) {
			v.Rates = append(v.Rates, f)
		} else {
			v.Counts = append(v.Counts, f)
		}
		if slices.Contains(beside, n.name) {
			v.Beside = append(v.Beside, f)
		}
	}
	names := map[string]string{}
	for _, t := range d.Tables {
		v.Tables = append(v.Tables, v.table(t))
		for _, r := range t.Rows {
			if t.Name == "organisation" && r.ID != nil {
				names[*r.ID] = drawing.LabelOf(r.Label, words)
			}
		}
	}
	for _, l := range lists(d) {
		if onPage {
			l.list.Rows = l.list.Rows[:min(len(l.list.Rows), maxOnPage)]
		}
		v.Lists = append(v.Lists, listHTML{Name: l.name, List: l.list, Names: names, Command: Command(d, l.list.Filter), Address: Address(d, l.list.Filter)})
	}
	return v
}

// beside are what must stand beside every rate.
var beside = []string{"n", "coverage_bp", "floor_bp", "ceiling_bp"}

// maxOnPage is how many rows of a table and commitments of a list a page shows. Files
// have all rows.
const maxOnPage = 12

// figure is a number of totals, with the list that it is behind. In a file it leads to
// where the list is named.
func (v sheetHTML) figure(n number, of document.Filter, inFile string) figureHTML {
	f := figureHTML{Name: n.name, Words: v.W.Number(n.name), Value: said(n, v.W)}
	by, listed := behind(v.D, n.name)
	if !listed {
		return f
	}
	f.Command, f.Href = Command(v.D, Narrowed(of, by)), inFile
	if v.OnPage {
		f.Href = Address(v.D, Narrowed(of, by))
	}
	return f
}

// Named reports whether the file names what narrows a list to that behind a number.
func (v sheetHTML) Named(number string) bool {
	_, listed := behind(v.D, number)
	return listed && !v.OnPage
}

// cell is a number of a row. On a page, which should stay small, one that is 0 or n/a
// leads nowhere: nothing is behind it.
func (v sheetHTML) cell(n number, of document.Filter, inFile string) figureHTML {
	f := v.figure(n, of, inFile)
	if v.OnPage && (n.value == nil || *n.value == 0) {
		f.Href = ""
	}
	return f
}

func (v sheetHTML) table(t document.Table) tableHTML {
	d, words := v.D, v.W
	table := tableHTML{
		Name: t.Name, Title: words.Say(t.Name), Head: words.Say("row " + t.Name), Overlaps: t.Overlaps, Cols: levelColumns, More: rateColumns,
	}
	switch {
	case t.Name == "province":
		table.Closer = drawing.Multiples(t, words)
	case t.Name == "organisation":
		table.Levels, table.Scores = drawing.Levels(d, t, words), drawing.Scores(d, t, words)
	}
	rows := t.Rows
	if v.OnPage && table.Levels.Empty() && table.Closer.Empty() { // a page has it where a picture needs it
		table.Cols = nil
	}
	if v.OnPage {
		rows = rows[:min(len(rows), maxOnPage)]
		table.Left = len(t.Rows) - len(rows)
	}
	for i, r := range rows {
		row := rowHTML{Words: labelOf(r, words), Command: Command(d, r.Filter)}
		inFile := "#r-" + t.Name + "-" + strconv.Itoa(i)
		numbers := map[string]number{}
		for _, n := range numbersOf(r.Totals) {
			numbers[n.name] = n
		}
		for _, name := range table.Cols {
			row.Cols = append(row.Cols, v.cell(numbers[name], r.Filter, inFile))
		}
		for _, name := range rateColumns {
			row.More = append(row.More, v.cell(numbers[name], r.Filter, inFile))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// labelOf is what a row is called.
func labelOf(r document.Row, words *wording.Summary) string {
	if r.ID == nil {
		return words.NotStated()
	}
	return drawing.LabelOf(r.Label, words)
}

// Whose is who answers for a commitment of a list.
func (l listHTML) Whose(i document.Item) string {
	if i.Organisation == nil {
		return ""
	}
	if name := l.Names[*i.Organisation]; name != "" {
		return name
	}
	return *i.Organisation
}
