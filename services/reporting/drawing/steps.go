package drawing

import (
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// course is one line of a picture over time.
type course struct {
	name  string
	dash  string
	thick int
	of    func(document.Totals) int
}

var courses = []course{
	{"n", "", 1, func(t document.Totals) int { return t.N }},
	{"assessed", "", 3, func(t document.Totals) int { return t.Assessed }},
	{"complete", "2 2", 3, func(t document.Totals) int { return t.Complete }},
	{"silent", "8 4", 2, func(t document.Totals) int { return t.Silent }},
	{"never_asked", "1 4", 2, func(t document.Totals) int { return t.NeverAsked }},
}

// Steps show how many commitments counted, were assessed, complete, silent and not yet
// asked at the end of each month or quarter, as is known now. A ring stands where
// another number was known then.
func Steps(t document.Trend, words *wording.Summary) Picture {
	s := newSheet("steps", "steps", words)
	s.Desc = words.Say("steps desc", words.Say(t.Every))
	if len(t.Points) == 0 {
		return Picture{}
	}
	s.Desc += " " + words.Say("undated", words.Count(t.Points[len(t.Points)-1].DatedByRecording))
	y := s.lines(10)
	const left, high = 30, 150
	base, highest := y+high+12, 1
	for _, p := range t.Points {
		for _, c := range courses {
			highest = max(highest, c.of(p.Now.Totals), c.of(then(p)))
		}
	}
	step := (Width - left) / len(t.Points)
	at := func(n int) int { return base - n*high/highest }
	s.line(left, base, left+step*len(t.Points), base, "", 1)
	for _, n := range []int{0, highest / 2, highest} {
		s.say(left-5, at(n)+4, "end", small, false, words.Count(n))
		s.line(left, at(n), left+step*len(t.Points), at(n), "1 6", 1)
	}
	for _, c := range courses {
		for i, p := range t.Points {
			x, n := left+i*step, c.of(p.Now.Totals)
			s.line(x, at(n), x+step, at(n), c.dash, c.thick)
			if i > 0 {
				s.line(x, at(c.of(t.Points[i-1].Now.Totals)), x, at(n), c.dash, c.thick)
			}
			if p.Then != nil && c.of(p.Then.Totals) != n {
				s.ring(x+step/2, at(c.of(p.Then.Totals)), 4)
			}
		}
	}
	s.ends(t, left, step, base)
	return s.done(base + 32)
}

func then(p document.Point) document.Totals {
	if p.Then == nil {
		return document.Totals{}
	}
	return p.Then.Totals
}

// lines explains the lines.
func (s *sheet) lines(y int) int {
	for i, c := range courses {
		x := i % 2 * (Width / 2)
		s.line(x, y, x+26, y, c.dash, c.thick)
		s.say(x+32, y+4, "start", small, false, s.words.Number(c.name))
		if i%2 == 1 {
			y += 18
		}
	}
	s.ring(Width/2+13, y, 4)
	s.say(Width/2+32, y+4, "start", small, false, s.words.Say("then"))
	return y + 18
}

// ends writes the months under the points: as many as have room.
func (s *sheet) ends(t document.Trend, left, step, base int) {
	every := max(1, (44+step-1)/step)
	for i, p := range t.Points {
		day, err := edtf.ParseDay(p.On)
		if err != nil || (len(t.Points)-1-i)%every != 0 {
			continue
		}
		s.say(left+i*step+step/2, base+14, "middle", 9, false, s.words.MonthAlone(day.Month))
		s.say(left+i*step+step/2, base+25, "middle", 9, false, p.On[:4])
	}
}
