package forms

import (
	"io"
	"strconv"

	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/drawing"
	"ahd.example/ahd/services/wording"
)

// trendHTML is everything that the file of a trend shows.
type trendHTML struct {
	T         document.Trend
	W         *wording.Summary
	Scope     []string
	Method    string
	Picture   drawing.Picture
	Rows      []trendRow
	Reproduce string
}

// trendRow is what was known of a day, then or now.
type trendRow struct {
	On, Known string
	Nothing   bool // was recorded yet
	Cells     []figureHTML
	Undated   string // how many of the facts behind it nothing but their recording dates; "" for then
}

// trendColumns are the numbers of a trend: no rate without what must stand beside it.
var trendColumns = []string{"n", "assessed", "complete", "silent", "never_asked", "overdue", "coverage_bp", "floor_bp", "score_bp", "ceiling_bp"}

// Trend draws a trend as a page in one file.
func Trend(t document.Trend, lang string, w io.Writer) error {
	return templates.ExecuteTemplate(w, "trend", trendOf(t, wordsOf(t.Register, lang)))
}

// trendPicture draws its picture alone.
func trendPicture(t document.Trend, lang string, w io.Writer) error {
	picture := drawing.Steps(t, wordsOf(t.Register, lang))
	if t.Register.Says.Example {
		picture.Mark = Example
	}
	return picture.SVG(w)
}

func trendOf(t document.Trend, words *wording.Summary) trendHTML {
	about := document.Document{At: t.At, On: "", Method: t.Method, Scope: t.Scope}
	v := trendHTML{T: t, W: words, Scope: scopeOf(t.Scope, words), Method: MethodName(about), Picture: drawing.Steps(t, words), Reproduce: reproduceTrend(t, string(words.Language))}
	for _, p := range t.Points {
		day := words.Day(p.On)
		if p.SoFar {
			day = words.Say("so far", day)
		}
		switch {
		case p.Then == nil:
			v.Rows = append(v.Rows, trendRow{On: day, Known: words.Say("then"), Nothing: true}, trendRow{On: day, Known: words.Say("now"), Cells: cellsOf(p.Now.Totals, words), Undated: words.Count(p.DatedByRecording)})
		case len(p.Differs) > 0:
			v.Rows = append(v.Rows, trendRow{On: day, Known: words.Say("then"), Cells: cellsOf(p.Then.Totals, words)}, trendRow{On: day, Known: words.Say("now"), Cells: cellsOf(p.Now.Totals, words), Undated: words.Count(p.DatedByRecording)})
		default:
			v.Rows = append(v.Rows, trendRow{On: day, Known: words.Say("then") + words.Comma() + words.Say("now"), Cells: cellsOf(p.Now.Totals, words), Undated: words.Count(p.DatedByRecording)})
		}
	}
	return v
}

func cellsOf(t document.Totals, words *wording.Summary) []figureHTML {
	values := map[string]number{}
	for _, n := range numbersOf(t) {
		values[n.name] = n
	}
	cells := make([]figureHTML, len(trendColumns))
	for i, name := range trendColumns {
		cells[i] = figureHTML{Name: name, Words: words.Number(name), Value: said(values[name], words)}
	}
	return cells
}

// reproduceTrend is the command that makes the same trend again.
func reproduceTrend(t document.Trend, lang string) string {
	command := "ahd report trend --every " + t.Every + " --at " + itoa(t.At.Sequence) + " --method " + t.Method.ID + "-" + itoa(uint64(t.Method.Version))
	for _, s := range t.Scope {
		command += " --scope " + quoted(s.Kind+"/"+s.ID)
	}
	if n := len(t.Points); n > 0 {
		command += " --from " + t.Points[0].On[:7] + " --to " + t.Points[n-1].On[:7]
	}
	return command + " --format html --lang " + lang
}

// Columns are the names of the numbers.
func (t trendHTML) Columns() []string {
	names := make([]string, len(trendColumns))
	for i, name := range trendColumns {
		names[i] = t.W.Number(name)
	}
	return names
}

// Event is the last event that it knows.
func (t trendHTML) Event() int { return int(t.T.At.Sequence) }

func itoa(n uint64) string { return strconv.FormatUint(n, 10) }
