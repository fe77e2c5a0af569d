package commitment

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
