package edtf

// Answer is the answer to a question about dates of which not everything was
// stated. The zero Answer is CannotBeSaid, so that a forgotten one claims
// nothing.
type Answer int

const (
	CannotBeSaid Answer = iota
	No
	Yes
)

func (a Answer) String() string {
	switch a {
	case No:
		return "no"
	case Yes:
		return "yes"
	}
	return "cannot be said"
}

// Before answers whether d was over before o began. It is Yes if the latest day
// of d is before the earliest of o, No if the earliest day of d is on or after
// the latest of o, and otherwise cannot be said.
func (d Date) Before(o Date) Answer { return before(d.span(), o.span()) }

// After answers whether d began after o was over.
func (d Date) After(o Date) Answer { return before(o.span(), d.span()) }

// BeforeDay answers whether d was over before the day began: of a due date, with
// today, whether it has passed.
func (d Date) BeforeDay(day Day) Answer { return before(d.span(), spanOf(day)) }

// AfterDay answers whether d began after the day.
func (d Date) AfterDay(day Day) Answer { return before(spanOf(day), d.span()) }

// span is the days between two bounds.
type span struct{ earliest, latest Bound }

func (d Date) span() span {
	earliest, latest := d.Bounds()
	return span{earliest, latest}
}

func spanOf(day Day) span {
	return span{Bound{day, true}, Bound{day, true}}
}

func before(a, b span) Answer {
	switch {
	case a.latest.Known && b.earliest.Known && a.latest.Day.Before(b.earliest.Day):
		return Yes
	case a.earliest.Known && b.latest.Known && !a.earliest.Day.Before(b.latest.Day):
		return No
	}
	return CannotBeSaid
}
