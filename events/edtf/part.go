package edtf

import "time"

// part is a single date: all of a Date, or one end of an interval. What the
// form leaves out is zero.
type part struct {
	form      form
	year      int // the first it can be: 2010 for 201X
	month     time.Month
	day       int
	minute    int  // of a moment: minutes since midnight
	zone      Zone // of a moment: by whose clock
	qualifier byte // '?', '~', '%' or 0
}

// readPart gives the single date, or the reason why it is none.
func readPart(text string, zone Zone) (part, string) {
	if text == "" {
		return part{}, reasonEmpty
	}
	bare, qualifier := cutQualifier(text)
	p := part{form: formOf(bare), qualifier: qualifier}
	switch p.form {
	case notStated:
		return part{}, whyNoForm(bare)
	case moment:
		return readMoment(bare, qualifier, zone)
	}
	p.readNumbers(bare)
	return p, p.check()
}

// cutQualifier takes the mark of doubt off the end. EDTF lets it stand once,
// for the date as a whole.
func cutQualifier(text string) (string, byte) {
	last := len(text) - 1
	switch text[last] {
	case '?', '~', '%':
		return text[:last], text[last]
	}
	return text, 0
}

// readNumbers reads YYYY-MM-DD from a text that has a known form.
func (p *part) readNumbers(text string) {
	p.year = number(text[:4])
	if len(text) >= 7 {
		p.month = time.Month(number(text[5:7]))
	}
	if len(text) >= 10 {
		p.day = number(text[8:10])
	}
	if p.form == wholeMonth && p.month >= spring && p.month <= winter {
		p.form = season
	}
}

// check says what the calendar has against the numbers, if anything. A date
// without a year is held against year 0, a leap year: 29 February may be meant.
func (p part) check() string {
	switch p.form {
	case wholeMonth, someDayOfMonth, monthNoYear:
		if p.month < time.January || p.month > time.December {
			return reasonMonth
		}
	case wholeDay, dayNoYear:
		if !(Day{p.year, p.month, p.day}).exists() {
			return reasonDay
		}
	}
	return ""
}

// yearless reports whether p is a month or a day of a year that was not stated.
func (p part) yearless() bool { return p.form == monthNoYear || p.form == dayNoYear }
