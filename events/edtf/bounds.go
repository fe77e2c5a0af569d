package edtf

import "time"

// The seasons, as EDTF numbers them in the place of the month.
const (
	spring time.Month = 21 + iota
	summer
	autumn
	winter
)

// Bound is a day that a date does not pass, or, when it is not Known, the answer
// that no such day can be said: the year was not stated, or an end of the
// interval is open or was not stated.
type Bound struct {
	Day   Day
	Known bool
}

// Bounds are the first and the last civil day on which it can have happened,
// taking the text at its word: "?", "~" and "%" do not widen them, because EDTF
// says not by how much. A moment happened on its day in Karachi.
//
// Seasons are those of Pakistan: spring is March to May, summer June to August,
// autumn September to November. Some name a winter by the year in which it
// begins, some by the year in which it ends: the winter of a year reaches from
// its January to the February after.
func (d Date) Bounds() (earliest, latest Bound) {
	return d.start.earliest(), d.end.latest()
}

func (p part) earliest() Bound {
	switch p.form {
	case wholeYear, someYearOf10, someYearOf100, someMonth, someDayOfYear:
		return known(p.year, time.January, 1)
	case wholeMonth, someDayOfMonth:
		return known(p.year, p.month, 1)
	case wholeDay, moment:
		return known(p.year, p.month, p.day)
	case season:
		first, _ := seasonMonths(p.month)
		return known(p.year, first, 1)
	}
	return Bound{}
}

func (p part) latest() Bound {
	switch p.form {
	case wholeYear, someMonth, someDayOfYear:
		return known(p.year, time.December, 31)
	case someYearOf10:
		return known(p.year+9, time.December, 31)
	case someYearOf100:
		return known(p.year+99, time.December, 31)
	case wholeMonth, someDayOfMonth:
		return endOfMonth(p.year, p.month)
	case wholeDay, moment:
		return known(p.year, p.month, p.day)
	case season:
		_, last := seasonMonths(p.month)
		return endOfMonth(p.year, last)
	}
	return Bound{}
}

// seasonMonths are the first and the last month of a season. Month 14 is the
// February of the next year.
func seasonMonths(s time.Month) (first, last time.Month) {
	if s == winter {
		return time.January, 14
	}
	first = time.March + 3*(s-spring)
	return first, first + 2
}

func known(year int, month time.Month, day int) Bound {
	return Bound{Day: Day{year, month, day}, Known: true}
}

// endOfMonth is day 0 of the month after.
func endOfMonth(year int, month time.Month) Bound {
	return Bound{Day: dayOf(time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)), Known: true}
}
