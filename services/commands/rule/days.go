package rule

import (
	"time"

	"ahd.example/ahd/events/edtf"
)

// HasHappened checks a date on which something is said to have happened. What
// cannot be said of a vague date is not held against it.
func HasHappened(effective *string, today CivilDay) error {
	if effective == nil {
		return nil
	}
	date, err := today.zone.Parse(*effective)
	if err != nil {
		return Refuse(ErrMalformed, "effective", "%s. Nothing was recorded.", Sentence(err)).Because(err)
	}
	if date.AfterDay(today.Day) == edtf.Yes {
		return Refuse(ErrMalformed, "effective.future", "The date lies in the future; only what has happened can be reported. Nothing was recorded.")
	}
	return nil
}

// CivilDay is a day, and by whose clock it is one.
type CivilDay struct {
	edtf.Day
	zone edtf.Zone
}

// Today is the civil day at which rules look: that of the register's clock, which tells
// the time.
func Today(at time.Time) CivilDay {
	zone := edtf.Told(at)
	return CivilDay{zone.Day(at), zone}
}

// Day refuses what is no civil day.
func Day(field, text string) error {
	if _, err := edtf.ParseDay(text); err != nil {
		return Refuse(ErrMalformed, field, "%s. Nothing was recorded.", Sentence(err)).Because(err)
	}
	return nil
}

// OptionalDay is the same where a day need not be stated.
func OptionalDay(field string, text *string) error {
	if text == nil {
		return nil
	}
	return Day(field, *text)
}

// Date refuses what is no date, however vague.
func Date(field string, text *string) error {
	if text == nil {
		return nil
	}
	if _, err := edtf.Parse(*text); err != nil {
		return Refuse(ErrMalformed, field, "%s. Nothing was recorded.", Sentence(err)).Because(err)
	}
	return nil
}
