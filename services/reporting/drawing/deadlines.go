package drawing

import (
	"time"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// monthsBack is how many months until now have a column of their own.
const monthsBack = 6

// column is one column of a strip.
type column struct {
	label, under string
	count        int
	fill         string
}

// Deadlines is a strip: what is overdue, by the month in which it was due, and what is
// due soon, later, or has no date.
func Deadlines(d document.Document, words *wording.Summary) Picture {
	s := newSheet("strip", "strip", words)
	columns := append(late(d, words),
		column{label: words.Say("soon"), under: "≤ 30", count: d.Totals.DueSoon, fill: "limited"},
		column{label: words.Say("later"), count: d.Totals.OnSchedule, fill: "substantial"},
		column{label: words.Say("no date"), count: d.Totals.NoDate, fill: "not_assessed"})
	highest, now := 1, len(columns)-3
	for _, c := range columns {
		highest = max(highest, c.count)
	}
	if d.Totals.N == 0 {
		return Picture{}
	}
	const high, base = 70, 92
	wide := Width / len(columns)
	for i, c := range columns {
		x := i * wide
		tall := c.count * high / highest
		if c.count > 0 {
			tall = max(tall, 2)
		}
		s.bar(x+5, base-tall, wide-10, tall, c.fill)
		s.say(x+wide/2, base-tall-4, "middle", small, c.count > 0, words.Count(c.count))
		s.say(x+wide/2, base+14, "middle", 9, false, c.label)
		s.say(x+wide/2, base+25, "middle", 9, false, c.under)
	}
	s.line(0, base, Width, base, "", 1)
	s.line(now*wide, 4, now*wide, base+28, "4 2", 2)
	y := base + 44
	s.say(now*wide-4, y, "end", small, false, words.Say("number overdue")+": "+words.Count(d.Totals.Overdue))
	s.say(now*wide+4, y, "start", small, true, words.Day(d.On))
	if more := d.Lists.Overdue.Total - len(d.Lists.Overdue.Rows); more > 0 {
		y = s.note(0, y+18, small, false, words.Say("unlisted", words.Count(more))) - small
	}
	return s.done(y + 6)
}

// late counts what is overdue by the month in which it was due.
func late(d document.Document, words *wording.Summary) []column {
	on, err := edtf.ParseDay(d.On)
	if err != nil {
		return nil
	}
	columns := []column{{label: words.Say("earlier"), fill: "complete"}}
	for back := monthsBack - 1; back >= 0; back-- {
		first := time.Date(on.Year, on.Month-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
		year := ""
		if back == monthsBack-1 || first.Month() == time.January {
			year = first.Format("2006")
		}
		columns = append(columns, column{label: words.MonthAlone(first.Month()), under: year, fill: "complete"})
	}
	for _, item := range d.Lists.Overdue.Rows {
		if item.Due == nil {
			continue
		}
		day, err := edtf.ParseDay(*item.Due)
		if err != nil {
			continue
		}
		back := (on.Year-day.Year)*12 + int(on.Month) - int(day.Month)
		columns[max(0, monthsBack-back)].count++
	}
	return columns
}
