package commitment

import (
	"slices"
	"strings"
)

// Reasons why a commitment counts in no rate.
const (
	NotInForce    = "not_in_force"
	OtherKinds    = "other_kinds"
	NotVerifiable = "not_verifiable"
)

// countRules say why a commitment counts in no rate, the first that does not hold: as Go
// asks, and as SQL asks of the columns record, kind and verifiable.
var countRules = []struct {
	reason string
	holds  func(record string, ofKinds, verifiable bool) bool
	sql    string // {kinds} is the condition on kinds
}{
	{NotInForce, func(record string, _, _ bool) bool { return InForce(record) }, InForceSQL},
	{OtherKinds, func(_ string, ofKinds, _ bool) bool { return ofKinds }, "{kinds}"},
	{NotVerifiable, func(_ string, _, verifiable bool) bool { return verifiable }, "verifiable = 'true'"},
}

// NotCounted says why a commitment counts in no rate; "" if it does. ofKinds is on
// whether it is of a kind that is counted.
func NotCounted(record string, ofKinds, verifiable bool) string {
	for _, rule := range countRules {
		if !rule.holds(record, ofKinds, verifiable) {
			return rule.reason
		}
	}
	return ""
}

// CountedSQL is on whether NotCounted is "", where kinds is the condition on the kind.
func CountedSQL(kinds string) string {
	var conditions []string
	for _, rule := range countRules {
		conditions = append(conditions, strings.ReplaceAll(rule.sql, "{kinds}", kinds))
	}
	return "(" + strings.Join(conditions, " AND ") + ")"
}

// CountsIn reports whether a commitment is among those that are registered: a place never
// counts beside the whole of which it is a part. byPlace is on whether places are counted.
func CountsIn(part, whole, byPlace bool) bool {
	if byPlace {
		return !whole
	}
	return !part
}

// inForce are the values of the record axis of a commitment in force: it was checked
// against its source, and it was not taken back, replaced, merged or found to be none
// since. What was captured and not yet checked stands in the register and is not in
// force: it counts in no rate.
var inForce = []string{Confirmed, Operationalised}

// standing are the values of the record axis of what is a commitment still, whether it
// was checked yet or not.
var standing = append([]string{Captured}, inForce...)

// InForce reports whether what has a value of the record axis was checked, and still is a
// commitment.
func InForce(record string) bool { return slices.Contains(inForce, record) }

// Stands reports whether what has a value of the record axis still is a commitment; it
// may not have been checked yet.
func Stands(record string) bool { return slices.Contains(standing, record) }

// The same as SQL, over the column record.
var (
	InForceSQL = among("record", inForce)
	StandsSQL  = among("record", standing)
)

// InForce reports whether it was checked, and still is a commitment.
func (s State) InForce() bool { return InForce(s.Record) }

// Stands reports whether it still is a commitment; it may not have been checked yet.
func (s State) Stands() bool { return Stands(s.Record) }

// among is on whether a column has one of some codes.
func among(column string, codes []string) string {
	return column + " IN ('" + strings.Join(codes, "', '") + "')"
}
