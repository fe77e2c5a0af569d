package wording

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
)

// Urdu is the second language of summaries.
const Urdu Language = "ur"

// Summary is every word of a compliance summary in one language.
type Summary struct {
	Language  Language
	Direction string // "ltr" or "rtl"
	words     map[string]string
	values    map[string]map[string]string
	kinds     map[string]string
	months    []string // nil for those of edtf
	notStated string
	zone      edtf.Zone // whose clock tells moments
}

var summaries = map[Language]*Summary{
	English: {Language: English, Direction: "ltr", words: englishSummary, values: englishValues, kinds: english.kinds, notStated: english.notStated},
	Urdu:    {Language: Urdu, Direction: "rtl", words: urduSummary, values: urduValues, kinds: urduKinds, months: urduMonths, notStated: "درج نہیں"},
}

// Summary is the words of summaries in a language; those in English for one that has
// none.
func (l Language) Summary() *Summary {
	if words := summaries[l]; words != nil {
		return words
	}
	return summaries[English]
}

// Languages are those in which a summary can be read.
var Languages = []Language{English, Urdu}

// Own is what the speakers of a language call it.
func (l Language) Own() string { return map[Language]string{English: "English", Urdu: "اردو"}[l] }

// Say is a word or sentence with what differs filled in.
func (s *Summary) Say(name string, parts ...any) string {
	words, known := s.words[name]
	switch {
	case !known:
		return Plain(name)
	case len(parts) == 0:
		return words
	}
	return fmt.Sprintf(words, parts...)
}

// Number is the name of a number of a summary: "not yet asked" for never_asked.
func (s *Summary) Number(name string) string {
	if kind, ok := strings.CutPrefix(name, "by_kind."); ok {
		return s.Say("of the kind", s.Kind(kind))
	}
	return s.Say("number " + name)
}

// Value is a value of an axis.
func (s *Summary) Value(axis, value string) string { return word(s.values[axis], value) }

// Level is what an assessor found.
func (s *Summary) Level(level string) string { return s.Value(commitment.AxisAssessed, level) }

// Kind is a kind of commitment.
func (s *Summary) Kind(kind string) string { return word(s.kinds, kind) }

// Persons are whom a number counts, by sex, age or form of exploitation.
func (s *Summary) Persons(code string) string {
	if words, known := s.words["persons "+code]; known {
		return words
	}
	return Plain(code)
}

// Comma stands between the parts of a list.
func (s *Summary) Comma() string { return s.Say("comma") }

// NotStated says that nobody said.
func (s *Summary) NotStated() string { return s.notStated }

// Count writes a number with commas: 18,432. Both languages write it with Latin
// digits, as forms and spreadsheets in Pakistan do.
func (s *Summary) Count(n int) string { return s.isolated(commas(n)) }

// isolated keeps a number in its own order between words that are written from right to
// left.
func (s *Summary) isolated(number string) string {
	if s.Direction == "rtl" {
		return "\u2066" + number + "\u2069"
	}
	return number
}

func commas(n int) string {
	digits := strconv.Itoa(max(n, -n))
	for place := len(digits) - 3; place > 0; place -= 3 {
		digits = digits[:place] + "," + digits[place:]
	}
	if n < 0 {
		return "−" + digits
	}
	return digits
}

// Percent is a rate in words: "45.83%"; "n/a" for nil.
func (s *Summary) Percent(bp *int) string {
	if bp == nil {
		return s.Say("n/a")
	}
	sign, n := "", *bp
	if n < 0 {
		sign, n = "−", -n
	}
	return s.isolated(fmt.Sprintf("%s%d.%02d%%", sign, n/100, n%100))
}

// Day is a civil day or another EDTF date spelled out: "3 April 2026". What this
// language cannot spell out stays as it is written.
func (s *Summary) Day(text string) string {
	date, err := edtf.Parse(text)
	switch {
	case err != nil:
		return text
	case s.months == nil:
		return date.InWords()
	}
	day, err := edtf.ParseDay(text)
	if err != nil {
		return text
	}
	return fmt.Sprintf("%d %s %d", day.Day, s.months[day.Month-1], day.Year)
}

// MonthAlone is a month without its year, short where the language shortens: "Apr".
func (s *Summary) MonthAlone(month time.Month) string {
	if s.months == nil {
		return month.String()[:3]
	}
	return s.months[month-1]
}

// Moment is a time of the book spelled out, by the register's clock.
func (s *Summary) Moment(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil { // a day, where no time is told
		return s.Day(text)
	}
	local := s.zone.Tell(at)
	return s.Say("moment", s.Day(local.Format("2006-01-02")), local.Format("15:04"), s.city())
}

// By is the same words with the clock of a place.
func (s *Summary) By(zone edtf.Zone) *Summary {
	by := *s
	by.zone = zone
	return &by
}

// city is where the clock hangs, in the language's own words where it has them.
func (s *Summary) city() string {
	if s.zone == (edtf.Zone{}) {
		return s.Say("Karachi")
	}
	return s.zone.City()
}
