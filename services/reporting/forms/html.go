package forms

import (
	"bytes"
	"embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"ahd/services/reporting"
	"ahd/services/reporting/drawing"
	"ahd/services/wording"
)

//go:embed templates
var files embed.FS

var templates = AddTo(template.New(""))

// AddTo adds the templates to those of a page; "summary body" shows a View.
func AddTo(t *template.Template) *template.Template {
	return drawing.AddTo(template.Must(t.Funcs(functions).ParseFS(files, "templates/*.html")))
}

// View is what "summary body" shows on a page of the register, where each number leads
// to the list behind it.
func View(d reporting.Document, lang string) any {
	return viewOf(d, wording.Language(lang).Summary(), "", true)
}

// sheetHTML is everything that the file shows.
type sheetHTML struct {
	D               reporting.Document
	W               *wording.Summary
	Method, Digest  string
	Scope, Headline []string
	Counts, Rates   []figureHTML
	Tables          []tableHTML
	Strip           drawing.Picture
	Lists           []listHTML
	Reproduce       string
	Behind          []figureHTML // what narrows a list to that behind a number
	Whole           string       // command that prints the list of all
	OnPage          bool         // of the register, rather than in a file
	Beside          []figureHTML // what must stand beside a rate
}

// figureHTML is a number with what is behind it.
type figureHTML struct {
	Name, Words, Value string
	Href               string // to the list behind it; "" where it counts no commitments
	Command            string
}

// tableHTML is a table with its pictures.
type tableHTML struct {
	Name, Title, Head      string
	Overlaps               bool
	Levels, Scores, Closer drawing.Picture
	Cols, More             []string // names of the numbers of the first and the second table
	Rows                   []rowHTML
	Left                   int // rows that are not shown
}

type rowHTML struct {
	Words      string
	Cols, More []figureHTML
	Command    string
}

type listHTML struct {
	Name string
	reporting.List
	Names            map[string]string // of organisations, by id
	Command, Address string
}

// HTML draws a summary as a page in one file: it fetches nothing and runs nothing.
func HTML(d reporting.Document, lang string, w io.Writer) error {
	encoded, err := d.JSON()
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := templates.ExecuteTemplate(&page, "summary", viewOf(d, wording.Language(lang).Summary(), reporting.Digest(encoded), false)); err != nil {
		return err
	}
	for _, part := range []func() error{
		func() error { _, err := page.WriteTo(w); return err },
		func() error { _, err := io.WriteString(w, begins); return err },
		func() error { _, err := escaper.WriteString(w, string(encoded)); return err },
		func() error { _, err := io.WriteString(w, ends+"\n</body>\n</html>\n"); return err },
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// The document stands in the file as text that is not shown. What a page shows of others
// is escaped, so nothing else can look like its beginning.
const (
	begins = `<pre id="ahd-summary" hidden>`
	ends   = `</pre>`
)

var (
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// fromHTML finds the document that HTML wrote.
func fromHTML(file []byte) ([]byte, error) {
	_, rest, found := bytes.Cut(file, []byte(begins))
	document, _, whole := bytes.Cut(rest, []byte(ends))
	if !found || !whole || bytes.Contains(rest, []byte(begins)) {
		return nil, none("This page does not hold a summary, or not all of it.")
	}
	return []byte(unescaper.Replace(string(document))), nil
}

// none is a file that is no summary.
func none(sentence string) error { return &noSummary{sentence} }

type noSummary struct{ sentence string }

func (n *noSummary) Error() string { return n.sentence }
func (n *noSummary) Unwrap() error { return reporting.ErrNoSummary }

// What the two tables of each breakdown show. The second never has a rate without n,
// coverage, lowest and highest.
var (
	levelColumns = strings.Fields("registered n complete substantial limited not_started no_evidence regressed not_assessed")
	rateColumns  = strings.Fields("n coverage_bp floor_bp score_bp ceiling_bp strict_bp silent never_asked asked_no_answer unassigned overdue")
)

func viewOf(d reporting.Document, words *wording.Summary, digest string, onPage bool) sheetHTML {
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
			l.list.Rows = l.list.Rows[:min(len(l.list.Rows), mostOnPage)]
		}
		v.Lists = append(v.Lists, listHTML{Name: l.name, List: l.list, Names: names, Command: Command(d, l.list.Filter), Address: Address(d, l.list.Filter)})
	}
	return v
}

// beside are what must stand beside every rate.
var beside = []string{"n", "coverage_bp", "floor_bp", "ceiling_bp"}

// mostOnPage is how many rows of a table and commitments of a list a page shows. Files
// have all rows.
const mostOnPage = 12

// figure is a number of totals, with the list that it is behind. In a file it leads to
// where the list is named.
func (v sheetHTML) figure(n number, of reporting.Filter, inFile string) figureHTML {
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
func (v sheetHTML) cell(n number, of reporting.Filter, inFile string) figureHTML {
	f := v.figure(n, of, inFile)
	if v.OnPage && (n.value == nil || *n.value == 0) {
		f.Href = ""
	}
	return f
}

func (v sheetHTML) table(t reporting.Table) tableHTML {
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
		rows = rows[:min(len(rows), mostOnPage)]
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
func labelOf(r reporting.Row, words *wording.Summary) string {
	if r.ID == nil {
		return words.NotStated()
	}
	return drawing.LabelOf(r.Label, words)
}

// Whose is who answers for a commitment of a list.
func (l listHTML) Whose(i reporting.Item) string {
	if i.Organisation == nil {
		return ""
	}
	if name := l.Names[*i.Organisation]; name != "" {
		return name
	}
	return *i.Organisation
}
