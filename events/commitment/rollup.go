package commitment

import "slices"

// From worst to best (DOMAIN §6, "Children").
var (
	assessedOrder = []string{Regressed, NoEvidence, NotStarted, Limited, Substantial, Complete}
	reportedOrder = []string{NoReport, Planning, Stalled, InProgress, ReportedComplete}
)

// WholeOf says how a commitment stands that is kept in several places, by what was said
// of itself and by its parts: as the worst of them; not assessed while any of them is not;
// closed when all are, as implemented only if all were; met in time if each part was, by
// the day of the whole. One that has no parts yet stands by itself. The order of the parts
// does not matter.
func WholeOf(own Standing, parts []Part) Standing {
	if len(parts) == 0 {
		return own
	}
	whole := own
	whole.SelfReported, whole.Assessed, whole.Closure = ReportedComplete, Complete, ClosedImplemented
	whole.IntervalEnds, whole.QuietSince, whole.Unanswered = "", "", false
	found := make([]string, len(parts))
	for i, p := range parts {
		whole.SelfReported = worse(reportedOrder, whole.SelfReported, p.SelfReported)
		whole.Assessed = worse(assessedOrder, whole.Assessed, p.Assessed)
		whole.Closure = closedWith(whole.Closure, p.Closure)
		whole.IntervalEnds, whole.QuietSince = earlier(whole.IntervalEnds, p.IntervalEnds), earlier(whole.QuietSince, p.QuietSince)
		whole.Asked = max(whole.Asked, p.Asked)
		whole.Unanswered, whole.Contested = whole.Unanswered || p.Unanswered, whole.Contested || p.Contested
		found[i] = p.Found
	}
	whole.Unanswered = whole.Unanswered || unheard(own, parts)
	whole.Met = metBy(whole.Assessed, own.Due, found...)
	return whole
}

// closedWith is the closure of a whole with one part more.
func closedWith(whole, part string) string {
	switch {
	case !IsClosed(part) || whole == Open:
		return Open
	case part == ClosedNotImplemented:
		return ClosedNotImplemented
	}
	return whole
}

// unheard reports whether nobody answered what was asked of a whole: nobody did until one
// of its parts was heard of.
func unheard(own Standing, parts []Part) bool {
	return own.Unanswered && !slices.ContainsFunc(parts, func(p Part) bool { return p.Heard >= own.Asked })
}

// worse is the value that comes first in order; one that is not in it, such as
// "not assessed", comes before all.
func worse(order []string, a, b string) string {
	if slices.Index(order, b) < slices.Index(order, a) {
		return b
	}
	return a
}
