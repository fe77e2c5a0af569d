package commitment

import (
	"strings"

	"ahd.example/ahd/events/edtf"
)

// DueSoonDays is how many days before the due day a commitment is due soon.
const DueSoonDays = 30

// StaleDays is the review interval of the method ahd-1, where a commitment has
// none of its own.
const StaleDays = 90

// Thresholds are the civil days that decide how commitments stand on one of them, for
// whoever looks at many: those in Go and those in SQL are compared with the same.
type Thresholds struct {
	Today string // what was due before is overdue
	Soon  string // the last day that is due soon
	Quiet string // what has no review interval, and was heard of last on this day or before, is stale
}

// ThresholdsOn are those of a day, by a method that waits so many days for news.
func ThresholdsOn(on edtf.Day, staleDays int) Thresholds {
	return Thresholds{Today: on.String(), Soon: on.AddDays(DueSoonDays).String(), Quiet: QuietBy(on, staleDays)}
}

// QuietBy is the last civil day from which on it was silent for more than so many days.
func QuietBy(on edtf.Day, staleDays int) string { return on.AddDays(-staleDays - 1).String() }

// in writes the thresholds into a condition.
func (t Thresholds) in(sql string) string {
	return strings.NewReplacer("{today}", t.Today, "{soon}", t.Soon).Replace(sql)
}

// AgeOn is how many days before a day a conference was at the latest; false where its
// date does not say.
func AgeOn(latest string, on edtf.Day) (days int, known bool) {
	last, err := edtf.ParseDay(latest)
	if err != nil {
		return 0, false
	}
	return on.DaysSince(last), true
}
