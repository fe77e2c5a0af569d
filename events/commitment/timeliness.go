package commitment

import "ahd/events/edtf"

// Values of the axis timeliness, which is a question with a day.
const (
	NoDate     = "no_date"
	OnSchedule = "on_schedule"
	DueSoon    = "due_soon"
	Overdue    = "overdue"
	MetOnTime  = "met_on_time"
	MetLate    = "met_late"
)

// DueSoonDays is how many days before the due day a commitment is due soon.
const DueSoonDays = 30

// Timeliness says how the commitment stands on a civil day of Karachi against the
// due day of now. The due day itself is still in time.
func (s State) Timeliness(on edtf.Day) string { return s.against(s.Due, on) }

// OriginalTimeliness says the same against the first due day.
func (s State) OriginalTimeliness(on edtf.Day) string {
	if s.OriginalDue == "" {
		return s.Timeliness(on)
	}
	return s.against(s.OriginalDue, on)
}

func (s State) against(text string, on edtf.Day) string {
	if text == "" {
		return NoDate
	}
	due, err := edtf.ParseDay(text)
	if err != nil { // the command that set it made sure; a foreign event need not have
		return NoDate
	}
	if met := s.Met(text); met != "" {
		return met
	}
	switch left := due.DaysSince(on); {
	case left < 0:
		return Overdue
	case left <= DueSoonDays:
		return DueSoon
	}
	return OnSchedule
}

// Met says whether a complete commitment was complete by a civil day: MetOnTime or
// MetLate, "" where it is not complete or the day is none. What cannot be said of a
// vague date is not held against it.
func (s State) Met(due string) string {
	day, err := edtf.ParseDay(due)
	if err != nil || s.Assessed != Complete {
		return ""
	}
	if s.Finding != nil {
		if on, err := edtf.Parse(s.Finding.On); err == nil && on.AfterDay(day) == edtf.Yes {
			return MetLate
		}
	}
	return MetOnTime
}

// StaleDays is the review interval of the method ahd-1, where a commitment has
// none of its own.
const StaleDays = 90

// Stale reports whether nothing was heard for longer than the review interval
// (DOMAIN §3.2). A commitment that is closed or not yet checked is not stale.
func (s State) Stale(on edtf.Day) bool {
	from := s.StaleFrom()
	return from != "" && from <= on.String()
}

// StaleFrom is the first civil day on which it is stale unless something is heard
// before; "" if it will not be.
func (s State) StaleFrom() string {
	if s.ReviewDays != 0 {
		return s.IntervalEnds()
	}
	return after(s.QuietSince(), StaleDays)
}

// QuietSince is the civil day of the last news of a commitment that has no review
// interval: a method says for how many days that will do. "" where it has one, and
// where it will not be stale.
func (s State) QuietSince() string {
	if s.ReviewDays != 0 {
		return ""
	}
	return s.news()
}

// IntervalEnds is the first civil day after the review interval of a commitment; ""
// where it has none, and where it will not be stale.
func (s State) IntervalEnds() string {
	if s.ReviewDays == 0 {
		return ""
	}
	return after(s.news(), s.ReviewDays)
}

// news is the civil day on which it was heard of last, or checked; "" where silence
// does not count.
func (s State) news() string {
	last := s.Heard
	if last == "" {
		last = s.Confirmed
	}
	if s.Closed() || !s.InForce() {
		return ""
	}
	return last
}

// after is the first civil day that is more than so many days after another; "" for
// none.
func after(last string, days int) string {
	day, err := edtf.ParseDay(last)
	if err != nil {
		return ""
	}
	return day.AddDays(days + 1).String()
}
