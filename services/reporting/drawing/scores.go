package drawing

import (
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// Scores show the score of everything and of each row of a table, between whiskers at
// what is the lowest and the highest possible. Where nothing was assessed there is no
// score, and the whiskers are dashed.
func Scores(d document.Document, table document.Table, words *wording.Summary) Picture {
	s := newSheet("scores-"+table.Name, "scores", words)
	rows, more := rowsOf(d, table, words)
	if d.Totals.N == 0 {
		return Picture{}
	}
	y := s.scale(0, 12, Width)
	top := y
	for i, r := range rows {
		y = s.note(0, y+usual, usual, i == 0, r.label) - usual + 6
		s.whisker(0, y, Width, r.t)
		y = s.note(0, y+12+small, small, false, Scored(r.t, words))
	}
	for _, x := range []int{0, Width / 2, Width} {
		s.line(x, top-4, x, y-8, "1 4", 1)
	}
	return s.done(s.rest(y, more))
}

// scale says what stands where.
func (s *sheet) scale(x, y, w int) int {
	s.say(x, y, "start", small, false, "0%")
	s.say(x+w/2, y, "middle", small, false, "50%")
	s.say(x+w, y, "end", small, false, "100%")
	return y + 8
}

// whisker draws a score and its limits; the limits alone where there is no score.
func (s *sheet) whisker(x, y, w int, t document.Totals) {
	if t.FloorBP == nil || t.CeilingBP == nil {
		return
	}
	at := func(bp int) int { return x + 4 + (w-8)*bp/10_000 }
	low, high, dash := at(*t.FloorBP), at(*t.CeilingBP), ""
	if t.ScoreBP == nil {
		dash = "4 3"
	}
	s.line(low, y, high, y, dash, 2)
	s.line(low, y-5, low, y+5, "", 2)
	s.line(high, y-5, high, y+5, "", 2)
	if t.ScoreBP != nil {
		s.bar(at(*t.ScoreBP)-4, y-4, 8, 8, "complete")
	}
}

// Scored says a score in words, with all that must stand beside it.
func Scored(t document.Totals, words *wording.Summary) string {
	switch {
	case t.N == 0:
		return words.Say("no score")
	case t.ScoreBP == nil:
		return words.Say("whiskers", words.Percent(t.FloorBP), words.Percent(t.CeilingBP), words.Percent(t.CoverageBP), words.Count(t.N))
	}
	return words.Say("scored", words.Percent(t.ScoreBP), words.Percent(t.FloorBP), words.Percent(t.CeilingBP), words.Percent(t.CoverageBP), words.Count(t.N))
}

// Multiples show a small picture for each row of a table, two beside one another.
func Multiples(table document.Table, words *wording.Summary) Picture {
	s := newSheet("small-"+table.Name, "small", words)
	const wide, high, gap = (Width - 20) / 2, 98, 20
	rows := table.Rows[:min(len(table.Rows), maxRows)]
	if len(rows) == 0 {
		return Picture{}
	}
	legend := levelsOf(document.Totals{})
	top := 6
	for i, p := range legend {
		x := i % 2 * (Width / 2)
		s.bar(x, top, 18, 12, p.name)
		s.say(x+24, top+11, "start", small, false, words.Level(p.name))
		if i%2 == 1 || i == len(legend)-1 {
			top += 18
		}
	}
	top += 6
	for i, r := range rows {
		x, y := i%2*(wide+gap), top+i/2*high
		label := broken(LabelOf(r.Label, words), 27, 2)
		for j, line := range label {
			s.say(x, y+usual+j*15, "start", usual, true, line)
		}
		y += 34
		s.stack(x, y, wide, 12, levelsOf(r.Totals), r.Totals.N)
		s.line(x+4, y+22, x+wide-4, y+22, "1 4", 1)
		s.whisker(x, y+22, wide, r.Totals)
		s.say(x, y+42, "start", small, false, words.Say("n", words.Count(r.Totals.N))+" · "+words.Say("in words", words.Number("assessed"), words.Count(r.Totals.Assessed)))
	}
	height := top + (len(rows)+1)/2*high
	return s.done(s.rest(height, len(table.Rows)-len(rows)))
}
