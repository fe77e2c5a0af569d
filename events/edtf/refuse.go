package edtf

import "fmt"

// What is wrong with a text, in words for whoever typed it.
const (
	reasonEmpty    = "nothing is stated"
	reasonForm     = "it is written in a way that is not read here"
	reasonYears    = "years have four digits, 0000 to 9999"
	reasonMonth    = "months are 01 to 12, and with a year seasons are 21 to 24"
	reasonDay      = "the calendar has no such day"
	reasonTime     = "times run from 00:00:00 to 23:59:59 and offsets to 14:00"
	reasonOffset   = "a time needs Z or an offset, such as +05:00"
	reasonInterval = "at least one end of an interval is a year, a month or a day"
	reasonEnds     = "an interval runs between years, months or days"
)

const examples = "write it like 2026-04-03, 2026-04, 2026, or 2026-04-03? if it is uncertain"

// refuse is the error for a text: what is wrong, and what would be right. What was
// typed is not repeated: it may be what must not be read by others.
func refuse(reason string) error {
	return fmt.Errorf("this is %w: %s; %s", ErrDate, reason, examples)
}
