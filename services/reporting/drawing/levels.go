package drawing

import (
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// maxRows is how many rows of a table a picture shows. The table beside it has all.
const maxRows = 20

// part is a piece of a stacked bar.
type part struct {
	name  string
	count int
}

// levelsOf are what assessors found of those that count, the best first.
func levelsOf(t document.Totals) []part {
	return []part{
		{"complete", t.Complete}, {"substantial", t.Substantial}, {"limited", t.Limited}, {"not_started", t.NotStarted},
		{"no_evidence", t.NoEvidence}, {"regressed", t.Regressed}, {"not_assessed", t.NotAssessed},
	}
}

// row is a line of a picture.
type row struct {
	label string
	t     document.Totals
}

// rowsOf are everything together and the first rows of a table.
func rowsOf(d document.Document, table document.Table, words *wording.Summary) (rows []row, more int) {
	rows = []row{{words.Say("total"), d.Totals}}
	shown := min(len(table.Rows), maxRows)
	for _, r := range table.Rows[:shown] {
		rows = append(rows, row{LabelOf(r.Label, words), r.Totals})
	}
	return rows, len(table.Rows) - shown
}

// LabelOf is what something is called in a language.
func LabelOf(l document.Label, words *wording.Summary) string {
	if words.Language == wording.Urdu && l.UR != nil && *l.UR != "" {
		return Plain(*l.UR)
	}
	return Plain(l.EN)
}

const barHeight = 16

// Levels are stacked bars of what assessors found: of everything, and of each row of a
// table.
func Levels(d document.Document, table document.Table, words *wording.Summary) Picture {
	s := newSheet("levels-"+table.Name, "levels", words)
	rows, more := rowsOf(d, table, words)
	if d.Totals.N == 0 {
		return Picture{}
	}
	y := s.legend(8, levelsOf(d.Totals))
	for i, r := range rows {
		y = s.note(0, y+usual, usual, i == 0, r.label) - usual + 2
		s.stack(0, y, Width-44, barHeight, levelsOf(r.t), r.t.N)
		s.say(Width, y+barHeight-4, "end", small, false, words.Say("n", words.Count(r.t.N)))
		y += barHeight + 8
	}
	return s.done(s.rest(y, more))
}

// rest says how many rows are not drawn, and returns the height of the picture.
func (s *sheet) rest(y, more int) int {
	if more > 0 {
		y = s.note(0, y+usual, small, false, s.words.Say("more drawn", s.words.Count(more)))
	}
	return y + 2
}

// stack draws a bar of parts. A part that is not empty is seen.
func (s *sheet) stack(x, y, w, h int, parts []part, total int) {
	if total == 0 {
		s.line(x, y+h/2, x+w, y+h/2, "1 3", 1)
		return
	}
	sum, begin := 0, x
	for _, p := range parts {
		sum += p.count
		end := x + w*sum/total
		if p.count > 0 && end == begin {
			end = min(begin+1, x+w)
		}
		s.bar(begin, y, end-begin, h, p.name)
		begin = max(begin, end)
	}
}

// legend explains the patterns, in two columns.
func (s *sheet) legend(y int, parts []part) int {
	for i, p := range parts {
		x := i % 2 * (Width / 2)
		s.bar(x, y, 18, 12, p.name)
		s.say(x+24, y+11, "start", small, false, s.words.Say("in words", s.words.Level(p.name), s.words.Count(p.count)))
		if i%2 == 1 || i == len(parts)-1 {
			y += 18
		}
	}
	return y + 4
}
