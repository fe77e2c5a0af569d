package commitment

import "slices"

// Part is how one child of a commitment stands.
type Part struct {
	SelfReported string
	Assessed     string
	Closure      string
}

// From worst to best (DOMAIN §6, "Children").
var (
	assessedOrder = []string{Regressed, NoEvidence, NotStarted, Limited, Substantial, Complete}
	reportedOrder = []string{NoReport, Planning, Stalled, InProgress, ReportedComplete}
)

// RollUp says how a commitment stands that is kept in several places: as the worst
// of its children; not assessed while any of them is not; closed when all are, as
// implemented only if all were.
func RollUp(parts []Part) Part {
	whole := Part{SelfReported: ReportedComplete, Assessed: Complete, Closure: ClosedImplemented}
	for _, p := range parts {
		whole.SelfReported = worse(reportedOrder, whole.SelfReported, p.SelfReported)
		whole.Assessed = worse(assessedOrder, whole.Assessed, p.Assessed)
		switch {
		case p.Closure != ClosedImplemented && p.Closure != ClosedNotImplemented || whole.Closure == Open:
			whole.Closure = Open
		case p.Closure == ClosedNotImplemented:
			whole.Closure = ClosedNotImplemented
		}
	}
	if len(parts) == 0 {
		return Part{SelfReported: NoReport, Assessed: NotAssessed, Closure: Open}
	}
	return whole
}

// worse is the value that comes first in order; one that is not in it, such as
// "not assessed", comes before all.
func worse(order []string, a, b string) string {
	if slices.Index(order, b) < slices.Index(order, a) {
		return b
	}
	return a
}
