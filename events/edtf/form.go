package edtf

import "strings"

// form is how much of a date was written down.
type form uint8

const (
	notStated      form = iota // also the end of an interval that nobody stated
	open                       // the end of an interval that is not bounded
	wholeYear                  // 2026
	someYearOf10               // 201X
	someYearOf100              // 20XX
	wholeMonth                 // 2026-04
	someMonth                  // 2026-XX
	season                     // 2026-21
	wholeDay                   // 2026-04-03
	someDayOfMonth             // 2026-04-XX
	someDayOfYear              // 2026-XX-XX
	monthNoYear                // XXXX-02
	dayNoYear                  // XXXX-02-27
	moment                     // 2026-04-03T10:00:00Z
)

// forms is the grammar: every way to write a single date, with 0 for any digit.
// A season is written as a month is; its number tells.
var forms = map[string]form{
	"0000":       wholeYear,
	"000X":       someYearOf10,
	"00XX":       someYearOf100,
	"0000-00":    wholeMonth,
	"0000-XX":    someMonth,
	"0000-00-00": wholeDay,
	"0000-00-XX": someDayOfMonth,
	"0000-XX-XX": someDayOfYear,
	"XXXX-00":    monthNoYear,
	"XXXX-00-00": dayNoYear,

	"0000-00-00T00:00:00Z":      moment,
	"0000-00-00T00:00:00+00:00": moment,
	"0000-00-00T00:00:00-00:00": moment,
}

// formOf finds the form of a text of at most longest bytes, notStated if it has
// none.
func formOf(text string) form {
	var buffer [longest]byte
	shape := buffer[:copy(buffer[:], text)]
	for i, c := range shape {
		if c >= '0' && c <= '9' {
			shape[i] = '0'
		}
	}
	return forms[string(shape)]
}

// whyNoForm guesses what the writer of a text without a form had in mind.
func whyNoForm(text string) string {
	switch {
	case strings.HasPrefix(text, "Y"), strings.HasPrefix(text, "-"):
		return reasonYears
	case formOf(text+"Z") == moment:
		return reasonOffset
	}
	return reasonForm
}

// number reads ASCII digits; an X counts as 0.
func number(digits string) int {
	n := 0
	for _, c := range []byte(digits) {
		n *= 10
		if c != 'X' {
			n += int(c - '0')
		}
	}
	return n
}
