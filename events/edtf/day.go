package edtf

import (
	"cmp"
	"fmt"
	"time"
)

// secondsPerDay holds for civil days, which are counted in UTC and know no leap
// seconds.
const secondsPerDay = 24 * 60 * 60

// karachi is the clock of Pakistan, which has no summer time. It is fixed here so
// that no machine's time zone files can change what day an event fell on.
var karachi = time.FixedZone("PKT", 5*60*60)

// Day is a civil day: what a calendar on the wall shows. Days are equal (==)
// when they are the same day. The zero Day is no day.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDay reads a day that the calendar has, such as "2026-04-03". Anything
// else is ErrDate.
func ParseDay(text string) (Day, error) {
	if len(text) > longest || formOf(text) != wholeDay {
		return Day{}, fmt.Errorf("this is %w: write a day like 2026-04-03", ErrDate)
	}
	day := readDay(text)
	if !day.exists() {
		return Day{}, fmt.Errorf("this is %w: %s; write a day like 2026-04-03", ErrDate, reasonDay)
	}
	return day, nil
}

// readDay reads the numbers of a text that begins like 2026-04-03.
func readDay(text string) Day {
	return Day{number(text[:4]), time.Month(number(text[5:7])), number(text[8:10])}
}

// Karachi is the civil day in Karachi at an instant.
func Karachi(t time.Time) Day { return dayOf(t.In(karachi)) }

// EndInKarachi is the midnight that ends the day in Karachi, in UTC: the first
// instant that is no longer this day.
func (d Day) EndInKarachi() time.Time {
	return time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, karachi).UTC()
}

// String is the day as ParseDay reads it, for years of four digits.
func (d Day) String() string {
	if d.Year < 0 || d.Year > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	digits := func(n int) byte { return '0' + byte(n%10) } // Sprintf takes four times as long, and every event has a day
	month := int(d.Month)
	return string([]byte{
		digits(d.Year / 1000), digits(d.Year / 100), digits(d.Year / 10), digits(d.Year), '-',
		digits(month / 10), digits(month), '-', digits(d.Day / 10), digits(d.Day),
	})
}

// Compare is -1 if d is before o, 0 on the same day, +1 if d is after o.
func (d Day) Compare(o Day) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// Before reports whether d is an earlier day than o.
func (d Day) Before(o Day) bool { return d.Compare(o) < 0 }

// After reports whether d is a later day than o.
func (d Day) After(o Day) bool { return d.Compare(o) > 0 }

// AddDays is the day n days later, or earlier if n is negative.
func (d Day) AddDays(n int) Day {
	return dayOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// DaysSince is how many days d is after o: 0 on the same day, negative if d is
// before o. It counts seconds, because a time.Duration ends at 292 years.
func (d Day) DaysSince(o Day) int { return int((d.unix() - o.unix()) / secondsPerDay) }

// exists reports whether the calendar has the day: time.Date turns 30 February
// into 2 March.
func (d Day) exists() bool {
	return dayOf(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)) == d
}

func (d Day) unix() int64 {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix()
}

func dayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day{year, month, day}
}
