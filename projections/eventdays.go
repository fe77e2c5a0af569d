package projections

import (
	"fmt"
	"sync"

	"ahd/events/commitment"
	"ahd/events/edtf"
)

// eventDays are the days from which events count, as far as they were read for a day
// that is over: what did not count on another day need not be read for that. It takes
// four bytes for each event of the record, from the first such look on.
type eventDays struct {
	mu   sync.Mutex
	by   string // how days were counted: where a clock is set right they are other days
	days []int32
}

// What is known of an event otherwise than by a day, as year, month, day: 20240331.
const (
	dayUnknown int32 = iota
	alwaysCounts
)

// borrow gives the days through an event to one reader, who gives them back; none if
// somebody has them.
func (e *eventDays) borrow(last uint64, by counting) (days []int32, giveBack func()) {
	if !e.mu.TryLock() {
		return nil, func() {}
	}
	if name := fmt.Sprint(by.zone, by.clocks); e.by != name {
		e.by, e.days = name, nil
	}
	if missing := int(last) + 1 - len(e.days); missing > 0 {
		e.days = append(e.days, make([]int32, missing)...)
	}
	return e.days, e.mu.Unlock
}

// dayNumber is the day from which an event counts, so that the later is greater.
func dayNumber(c commitment.Counts) int32 {
	if c.Always {
		return alwaysCounts
	}
	return numberOf(c.Day)
}

func numberOf(d edtf.Day) int32 {
	if d.Year < 1 || d.Year > 9999 {
		return dayUnknown
	}
	return int32(d.Year*10000 + int(d.Month)*100 + d.Day)
}
