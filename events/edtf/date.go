// Package edtf answers: when did it happen, as far as anyone said?
//
// Sources say "27 February" without a year, "about the middle of August" or
// "since 2023". Such dates are written in EDTF (ISO 8601-2, the Library of
// Congress's Extended Date/Time Format) and kept as they were written. What the
// text leaves open stays open: a comparison may answer "cannot be said".
//
// The days that Ahd counts in are civil days by the clock of a register: that of
// Karachi, five hours ahead of UTC all year, unless it says another. Nothing here
// reads a clock.
package edtf

import (
	"errors"
	"fmt"
	"strings"
)

// ErrDate is returned for a text that is no date, or for one that is not read
// here. The sentence around it can be shown to whoever typed the text.
var ErrDate = errors.New("not a date")

// longest is the length of the longest text that is read,
// 2026-04-03T10:00:00+05:00.
const longest = 25

// Date is when something happened, as far as anyone said: a day, a month, a
// year, or an interval between two of them, perhaps uncertain. Dates are equal
// (==) when they were written alike. The zero Date stands for "not stated" and
// cannot be written: Parse never returns it without an error.
type Date struct {
	text       string
	interval   bool
	start, end part // alike unless it is an interval
}

// Parse reads EDTF levels 0 and 1, and of level 2 the dates without a year.
//
//	2026  2026-04  2026-04-03             a year, a month, a day
//	2026-04-03T10:00:00+05:00             a moment; Z for UTC
//	2024-21                               a season: 21 spring to 24 winter
//	2026-04-03?  2026-04~  2026%          uncertain, approximate, both
//	201X  20XX  2004-XX  1985-04-XX  1985-XX-XX
//	XXXX-02  XXXX-02-27                   the year was not stated (level 2)
//	2023-06-15/2023-08-14~                from one date to another
//	1985/..  ../1985  1985/  /1985        open, or an end that was not stated
//
// Years have four digits: the long years of level 1 ("Y170000002") and years
// before 0000 are refused. So are a moment without an offset, because it is no
// instant, and an interval between seasons or moments, which EDTF does not have.
//
// The days of moments are those of Karachi; Zone.Parse is for another clock.
func Parse(text string) (Date, error) { return parse(text, Zone{}) }

func parse(text string, zone Zone) (Date, error) {
	if len(text) > longest {
		return Date{}, fmt.Errorf("a text this long is %w: %s", ErrDate, examples)
	}
	d, reason := read(text, zone)
	if reason != "" {
		return Date{}, refuse(reason)
	}
	return d, nil
}

// String is the text that was parsed, unchanged.
func (d Date) String() string { return d.text }

// IsZero reports whether d is the zero Date, "not stated".
func (d Date) IsZero() bool { return d == Date{} }

// read gives the date, or the reason why it is none.
func read(text string, zone Zone) (Date, string) {
	d := Date{text: text}
	var reason string
	if first, second, ok := strings.Cut(text, "/"); ok {
		d.interval = true
		d.start, d.end, reason = readInterval(first, second)
	} else {
		d.start, reason = readPart(text, zone)
		d.end = d.start
	}
	if reason == "" {
		reason = d.checkBounds()
	}
	return d, reason
}

// checkBounds refuses an interval that runs backwards, and the few moments and
// winters whose days in Karachi leave the four-digit years.
func (d Date) checkBounds() string {
	earliest, latest := d.Bounds()
	switch {
	case earliest.Known && latest.Known && latest.Day.Before(earliest.Day):
		return "it ends before it begins"
	case earliest.Known && earliest.Day.Year < 0, latest.Known && latest.Day.Year > 9999:
		return reasonYears
	}
	return ""
}
