package commitment

import (
	"slices"
	"strings"
)

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
