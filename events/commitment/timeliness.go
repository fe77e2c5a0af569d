package commitment

import (
	"strings"

	"ahd.example/ahd/events/edtf"
)

// Values of the axis timeliness, which is a question with a day.
const (
	NoDate     = "no_date"
	OnSchedule = "on_schedule"
	DueSoon    = "due_soon"
	Overdue    = "overdue"
	MetOnTime  = "met_on_time"
	MetLate    = "met_late"
)

// dueRules say which value of timeliness a commitment has, the first that holds: as Go
// asks of its due day and of whether that was met, and as SQL asks of the columns due and
// met, null for "". The due day itself is still in time.
var dueRules = []struct {
	value string
	holds func(due, met string, t Thresholds) bool
	sql   string
}{
	{NoDate, func(due, _ string, _ Thresholds) bool { return due == "" }, "due IS NULL"},
	{MetOnTime, func(_, met string, _ Thresholds) bool { return met == MetOnTime }, "met = '" + MetOnTime + "'"},
	{MetLate, func(_, met string, _ Thresholds) bool { return met == MetLate }, "met = '" + MetLate + "'"},
	{Overdue, func(due, _ string, t Thresholds) bool { return due < t.Today }, "due < '{today}'"},
	{DueSoon, func(due, _ string, t Thresholds) bool { return due <= t.Soon }, "due <= '{soon}'"},
	{OnSchedule, func(due, _ string, t Thresholds) bool { return due > t.Soon }, "due > '{soon}'"},
}

// ByDay are the values of timeliness that another day changes: they need a due day.
var ByDay = []string{Overdue, DueSoon, OnSchedule}

// Timeliness says how a commitment with a due day stands against it; due and met are ""
// where there is none, and where it was not met.
func (t Thresholds) Timeliness(due, met string) string {
	for _, rule := range dueRules {
		if rule.holds(due, met, t) {
			return rule.value
		}
	}
	return NoDate
}

// TimelinessSQL is Timeliness as SQL, over the columns due and met.
func (t Thresholds) TimelinessSQL() string {
	var cases strings.Builder
	for _, rule := range dueRules {
		cases.WriteString(" WHEN " + t.in(rule.sql) + " THEN '" + rule.value + "'")
	}
	return "CASE" + cases.String() + " END"
}

// TimelinessOn is Timeliness for one due day, which need be none.
func TimelinessOn(due, met string, on edtf.Day) string {
	return ThresholdsOn(on, StaleDays).Timeliness(validDay(due), met)
}

// Timeliness says how the commitment stands on a civil day against the due day of now.
func (s State) Timeliness(on edtf.Day) string { return TimelinessOn(s.Due, s.Met(s.Due), on) }

// OriginalTimeliness says the same against the first due day.
func (s State) OriginalTimeliness(on edtf.Day) string {
	if s.OriginalDue == "" {
		return s.Timeliness(on)
	}
	return TimelinessOn(s.OriginalDue, s.Met(s.OriginalDue), on)
}

// Met says whether a complete commitment was complete by a civil day: MetOnTime or
// MetLate, "" where it is not complete or the day is none.
func (s State) Met(due string) string { return s.metBy(due) }

func (s *State) metBy(due string) string {
	if s.Finding == nil {
		return metBy(s.Assessed, due)
	}
	return metBy(s.Assessed, due, s.Finding.On)
}

// metBy says whether what is complete was so by a civil day, when all of it was found on
// some dates. What cannot be said of a vague date is not held against it.
func metBy(assessed, due string, found ...string) string {
	if assessed != Complete {
		return ""
	}
	day, err := edtf.ParseDay(due)
	if err != nil {
		return ""
	}
	for _, on := range found {
		if on, err := edtf.Parse(on); err == nil && on.AfterDay(day) == edtf.Yes {
			return MetLate
		}
	}
	return MetOnTime
}

// DaysLate is for how many days a due day is over on a day.
func DaysLate(due string, on edtf.Day) int {
	day, err := edtf.ParseDay(due)
	if err != nil {
		return 0
	}
	return on.DaysSince(day)
}

// validDay is a civil day, and "" for what is none: the command that set it made sure; a
// foreign event need not have.
func validDay(text string) string {
	if _, err := edtf.ParseDay(text); err != nil {
		return ""
	}
	return text
}
