package edtf_test

import (
	"errors"
	"strings"
	"testing"

	"ahd.example/ahd/events/edtf"
)

// dates are texts that are read, with their bounds and their words. A bound ""
// cannot be said.
var dates = []struct{ text, earliest, latest, words string }{
	{"2026", "2026-01-01", "2026-12-31", "2026"},
	{"2026-04", "2026-04-01", "2026-04-30", "April 2026"},
	{"2026-04-03", "2026-04-03", "2026-04-03", "3 April 2026"},
	{"2024-02", "2024-02-01", "2024-02-29", "February 2024"},
	{"2024-02-29", "2024-02-29", "2024-02-29", "29 February 2024"},
	{"2000-02-29", "2000-02-29", "2000-02-29", "29 February 2000"},
	{"0000", "0000-01-01", "0000-12-31", "0"},
	{"9999-12-31", "9999-12-31", "9999-12-31", "31 December 9999"},

	{"2026-04-03T10:00:00Z", "2026-04-03", "2026-04-03", "3 April 2026 at 15:00 in Karachi"},
	{"2026-04-03T18:59:59Z", "2026-04-03", "2026-04-03", "3 April 2026 at 23:59 in Karachi"},
	{"2026-04-03T19:00:00Z", "2026-04-04", "2026-04-04", "4 April 2026 at 00:00 in Karachi"},
	{"2026-04-03T00:00:00+05:00", "2026-04-03", "2026-04-03", "3 April 2026 at 00:00 in Karachi"},
	{"2026-12-31T23:30:00-03:30", "2027-01-01", "2027-01-01", "1 January 2027 at 08:00 in Karachi"},
	{"2026-04-03T01:15:00+14:00", "2026-04-02", "2026-04-02", "2 April 2026 at 16:15 in Karachi"},

	{"2024-21", "2024-03-01", "2024-05-31", "spring 2024"},
	{"2024-22", "2024-06-01", "2024-08-31", "summer 2024"},
	{"2024-23", "2024-09-01", "2024-11-30", "autumn 2024"},
	{"2024-24", "2024-01-01", "2025-02-28", "winter 2024"},
	{"2023-24~", "2023-01-01", "2024-02-29", "about winter 2023"},

	{"2026-04-03?", "2026-04-03", "2026-04-03", "perhaps 3 April 2026"},
	{"2026-04~", "2026-04-01", "2026-04-30", "about April 2026"},
	{"2026%", "2026-01-01", "2026-12-31", "perhaps about 2026"},

	{"201X", "2010-01-01", "2019-12-31", "some year between 2010 and 2019"},
	{"20XX", "2000-01-01", "2099-12-31", "some year between 2000 and 2099"},
	{"2004-XX", "2004-01-01", "2004-12-31", "some month in 2004"},
	{"1985-04-XX", "1985-04-01", "1985-04-30", "some day in April 1985"},
	{"1985-XX-XX", "1985-01-01", "1985-12-31", "some day in 1985"},
	{"201X?", "2010-01-01", "2019-12-31", "perhaps some year between 2010 and 2019"},

	{"XXXX-02", "", "", "February, year not stated"},
	{"XXXX-02-27", "", "", "27 February, year not stated"},
	{"XXXX-02-29", "", "", "29 February, year not stated"},
	{"XXXX-02-27?", "", "", "perhaps 27 February, year not stated"},
	{"XXXX-02-27/XXXX-02-28", "", "", "27 February to 28 February, year not stated"},
	{"XXXX-12-31/XXXX-01-01~", "", "", "31 December to about 1 January, year not stated"},
	{"XXXX-02-27/2024", "", "2024-12-31", "from 27 February, year not stated, to 2024"},
	{"2024/XXXX-02", "2024-01-01", "", "from 2024 to February, year not stated"},

	{"2023-02-27/2023-02-28", "2023-02-27", "2023-02-28", "from 27 February 2023 to 28 February 2023"},
	{"2023-06-15/2023-08-14~", "2023-06-15", "2023-08-14", "from 15 June 2023 to about 14 August 2023"},
	{"2023-06-15?/2023-08-14~", "2023-06-15", "2023-08-14", "from perhaps 15 June 2023 to about 14 August 2023"},
	{"2024-07-30/2024-07-30", "2024-07-30", "2024-07-30", "from 30 July 2024 to 30 July 2024"},
	{"1964/2008", "1964-01-01", "2008-12-31", "from 1964 to 2008"},
	{"2004-02-01/2005-02", "2004-02-01", "2005-02-28", "from 1 February 2004 to February 2005"},
	{"2005-06/2005", "2005-06-01", "2005-12-31", "from June 2005 to 2005"},
	{"2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "from some day in June 2004 to 3 July 2004"},

	{"1985/..", "1985-01-01", "", "since 1985"},
	{"1985-04-12~/..", "1985-04-12", "", "since about 12 April 1985"},
	{"XXXX-02-27/..", "", "", "since 27 February, year not stated"},
	{"../1985", "", "1985-12-31", "until 1985"},
	{"1985/", "1985-01-01", "", "from 1985, end not stated"},
	{"/1985", "", "1985-12-31", "until 1985, start not stated"},
	{"/1985-04-12?", "", "1985-04-12", "until perhaps 12 April 1985, start not stated"},
}

func TestWhatIsReadKeepsItsTextItsBoundsAndItsWords(t *testing.T) {
	for _, tt := range dates {
		t.Run(tt.text, func(t *testing.T) {
			d, err := edtf.Parse(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if d.String() != tt.text || d.IsZero() {
				t.Errorf("%q became %q, zero %t", tt.text, d, d.IsZero())
			}
			earliest, latest := d.Bounds()
			if show(earliest) != tt.earliest || show(latest) != tt.latest {
				t.Errorf("bounds %q to %q, want %q to %q", show(earliest), show(latest), tt.earliest, tt.latest)
			}
			if d.InWords() != tt.words {
				t.Errorf("in words %q, want %q", d.InWords(), tt.words)
			}
		})
	}
}

// refused are texts that are no dates, each with words that the refusal holds.
var refused = []struct{ name, text, says string }{
	{"nothing", "", "nothing is stated"},
	{"a space", " ", "not read here"},
	{"a space before", " 2026", "not read here"},
	{"a space after", "2026-04-03 ", "not read here"},
	{"a line after", "2026-04-03\n", "not read here"},
	{"trailing junk", "2026-04-03x", "not read here"},
	{"two dates", "2026-04-03,2026-04-04", "not read here"},
	{"words", "27 Feb", "not read here"},
	{"slashes", "2026/04/03", "not read here"},
	{"day first", "01/02/2026", "not read here"},
	{"short numbers", "2026-4-3", "not read here"},
	{"no hyphens", "20260403", "not read here"},
	{"Urdu digits", "۲۰۲۶-۰۴-۰۳", "not read here"},
	{"Urdu year", "۲۰۲۶", "not read here"},
	{"a small x", "201x", "not read here"},
	{"a NUL", "2026\x00", "not read here"},
	{"bad UTF-8", "2026-04-\xff3", "not read here"},
	{"over-long", strings.Repeat("2026-04-03/", 10_000), "a text this long"},

	{"30 February", "2026-02-30", "no such day"},
	{"29 February of a common year", "2026-02-29", "no such day"},
	{"29 February of 1900", "1900-02-29", "no such day"},
	{"31 April", "2026-04-31", "no such day"},
	{"day 0", "2026-04-00", "no such day"},
	{"a day of month 13", "2026-13-01", "no such day"},
	{"a day of a season", "2026-21-01", "no such day"},
	{"month 13", "2026-13", "months are 01 to 12"},
	{"month 0", "2026-00", "months are 01 to 12"},
	{"season 25 of level 2", "2026-25", "months are 01 to 12"},
	{"some day of month 13", "2026-13-XX", "months are 01 to 12"},
	{"30 February without a year", "XXXX-02-30", "no such day"},
	{"a season without a year", "XXXX-21", "months are 01 to 12"},

	{"a long year", "Y170000002", "years have four digits"},
	{"a year before 0000", "-0044-03-15", "years have four digits"},
	{"a moment of the year 10000 in Karachi", "9999-12-31T19:00:00Z", "years have four digits"},
	{"a moment before the year 0 in Karachi", "0000-01-01T00:00:00+14:00", "years have four digits"},
	{"a winter that ends in 10000", "9999-24", "years have four digits"},

	{"no year, month or day", "XXXX-XX-XX", "not read here"},
	{"no year", "XXXX", "not read here"},
	{"three digits unspecified", "2XXX", "not read here"},
	{"digits unspecified from the left", "XX26", "not read here"},
	{"a month of some year", "201X-05", "not read here"},
	{"a day of some month", "2026-XX-03", "not read here"},
	{"two marks of doubt", "2026-04-03?~", "not read here"},
	{"a mark of doubt alone", "?", "not read here"},
	{"a mark of doubt in front (level 2)", "?2026", "not read here"},
	{"a mark of doubt within (level 2)", "2026?-04", "not read here"},
	{"a set (level 2)", "[2025,2026]", "not read here"},

	{"a moment without an offset", "2026-04-03T10:00:00", "needs Z or an offset"},
	{"a moment without seconds", "2026-04-03T10:00Z", "not read here"},
	{"a moment with fractions", "2026-04-03T10:00:00.1234Z", "not read here"},
	{"hour 24", "2026-04-03T24:00:00Z", "times run from"},
	{"minute 60", "2026-04-03T10:60:00Z", "times run from"},
	{"a leap second", "2016-12-31T23:59:60Z", "times run from"},
	{"an offset beyond the Earth's", "2026-04-03T10:00:00+14:01", "times run from"},
	{"an offset with 60 minutes", "2026-04-03T10:00:00+05:60", "times run from"},
	{"a moment of no day", "2026-02-30T10:00:00Z", "no such day"},
	{"an uncertain moment", "2026-04-03T10:00:00Z?", "not read here"},

	{"an interval that runs backwards", "2024/2023", "ends before it begins"},
	{"a day backwards", "2024-07-30/2024-07-29", "ends before it begins"},
	{"an interval of nothing", "/", "at least one end"},
	{"open at both ends", "../..", "at least one end"},
	{"open, and not stated", "../", "at least one end"},
	{"two dots alone", "..", "not read here"},
	{"an uncertain open end", "1985/..?", "not read here"},
	{"three ends", "2024/2025/2026", "not read here"},
	{"between seasons", "2024-21/2024-22", "between years, months or days"},
	{"to a moment", "2024/2024-05-01T10:00:00Z", "between years, months or days"},
	{"no such day at the start", "2026-02-30/2026-03", "no such day"},
	{"no such day at the end", "2026-02/2026-02-30", "no such day"},
}

func TestAnythingElseIsRefusedInASentence(t *testing.T) {
	for _, tt := range refused {
		t.Run(tt.name, func(t *testing.T) {
			d, err := edtf.Parse(tt.text)
			if !errors.Is(err, edtf.ErrDate) || !d.IsZero() {
				t.Fatalf("%q gave %q and the error %v", tt.text, d, err)
			}
			for _, want := range []string{tt.says, "2026-04-03, 2026-04, 2026, or 2026-04-03?"} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if len(err.Error()) > 300 {
				t.Errorf("the refusal has %d bytes", len(err.Error()))
			}
		})
	}
}

func TestARefusalReadsWell(t *testing.T) {
	_, err := edtf.Parse("2026-02-30")
	want := `this is not a date: the calendar has no such day; ` +
		`write it like 2026-04-03, 2026-04, 2026, or 2026-04-03? if it is uncertain`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestADateThatWasNotStatedSaysSo(t *testing.T) {
	var d edtf.Date
	earliest, latest := d.Bounds()
	if !d.IsZero() || d.String() != "" || earliest.Known || latest.Known || d.InWords() != "not stated" {
		t.Errorf("zero %t, %q, %v to %v, %q", d.IsZero(), d, earliest, latest, d.InWords())
	}
}

func TestDatesAreEqualWhenWrittenAlike(t *testing.T) {
	one, again := parse(t, "2026-04"), parse(t, "2026-04")
	if one != again || one == parse(t, "2026-04?") {
		t.Error("== does not follow the text")
	}
}

// show is a bound as the tables write it.
func show(b edtf.Bound) string {
	if !b.Known {
		return ""
	}
	return b.Day.String()
}

func parse(t testing.TB, text string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
