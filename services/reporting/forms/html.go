package forms

import (
	"bytes"
	"embed"
	"html/template"
	"io"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/drawing"
	"ahd.example/ahd/services/wording"
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
func View(d document.Document, lang string) any {
	return viewOf(d, wordsOf(d.Register, lang), "", true)
}

// sheetHTML is everything that the file shows.
type sheetHTML struct {
	D               document.Document
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

// Stood is the key of the words for the day: the first format says how things stand on it.
func (v sheetHTML) Stood() string {
	if v.D.Format == document.FormatOne {
		return "on"
	}
	return "stood"
}

// Undated says how many facts were dated by their recording; the first format does not
// say.
func (v sheetHTML) Undated() string {
	if v.D.Format == document.FormatOne {
		return ""
	}
	return v.W.Say("undated", v.W.Count(v.D.DatedByRecording))
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
	document.List
	Names            map[string]string // of organisations, by id
	Command, Address string
}

// HTML draws a summary as a page in one file: it fetches nothing and runs nothing.
func HTML(d document.Document, lang string, w io.Writer) error {
	encoded, err := d.JSON()
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := templates.ExecuteTemplate(&page, "summary", viewOf(d, wordsOf(d.Register, lang), document.Digest(encoded), false)); err != nil {
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
