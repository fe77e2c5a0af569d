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

// Timeliness says how the commitment stands on a civil day of Karachi. The due
// day itself is still in time. Being met needs an assessment, which has no event
// yet; so met_on_time and met_late are never answered today.
func (s State) Timeliness(on edtf.Day) string {
	if s.Due == "" {
		return NoDate
	}
	due, err := edtf.ParseDay(s.Due)
	if err != nil { // the command that set it made sure; a foreign event need not have
		return NoDate
	}
	switch left := due.DaysSince(on); {
	case left < 0:
		return Overdue
	case left <= DueSoonDays:
		return DueSoon
	}
	return OnSchedule
}
