package edtf

import "fmt"

const yearNotStated = ", year not stated"

var seasonNames = [...]string{"spring", "summer", "autumn", "winter"}

// InWords is the date in English, for pages: "3 April 2026", "about April 2026",
// "27 February, year not stated", "since 1985". The zero Date is "not stated".
func (d Date) InWords() string {
	start, end := d.start.inWords(), d.end.inWords()
	switch {
	case !d.interval:
		return start
	case d.end.form == open:
		return "since " + start
	case d.end.form == notStated:
		return "from " + start + ", end not stated"
	case d.start.form == open:
		return "until " + end
	case d.start.form == notStated:
		return "until " + end + ", start not stated"
	}
	return d.between(start, end)
}

// between joins two ends that were both stated. Where neither has a year, that
// is said once.
func (d Date) between(start, end string) string {
	switch {
	case d.start.yearless() && d.end.yearless():
		return d.start.qualified() + " to " + end
	case d.start.yearless():
		return "from " + start + ", to " + end
	}
	return "from " + start + " to " + end
}

func (p part) inWords() string {
	if p.yearless() {
		return p.qualified() + yearNotStated
	}
	return p.qualified()
}

func (p part) qualified() string {
	switch p.qualifier {
	case '?':
		return "perhaps " + p.plain()
	case '~':
		return "about " + p.plain()
	case '%':
		return "perhaps about " + p.plain()
	}
	return p.plain()
}

// plain is the date without doubts, and without a word about a missing year.
func (p part) plain() string {
	switch p.form {
	case wholeYear:
		return fmt.Sprint(p.year)
	case someYearOf10:
		return fmt.Sprintf("some year between %d and %d", p.year, p.year+9)
	case someYearOf100:
		return fmt.Sprintf("some year between %d and %d", p.year, p.year+99)
	case wholeMonth:
		return fmt.Sprintf("%s %d", p.month, p.year)
	case someMonth:
		return fmt.Sprintf("some month in %d", p.year)
	case season:
		return fmt.Sprintf("%s %d", seasonNames[p.month-spring], p.year)
	case wholeDay:
		return fmt.Sprintf("%d %s %d", p.day, p.month, p.year)
	case someDayOfMonth:
		return fmt.Sprintf("some day in %s %d", p.month, p.year)
	case someDayOfYear:
		return fmt.Sprintf("some day in %d", p.year)
	case monthNoYear:
		return p.month.String()
	case dayNoYear:
		return fmt.Sprintf("%d %s", p.day, p.month)
	case moment:
		return fmt.Sprintf("%d %s %d at %02d:%02d in %s", p.day, p.month, p.year, p.minute/60, p.minute%60, p.zone.City())
	}
	return "not stated"
}
