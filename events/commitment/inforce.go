package commitment

import "slices"

// InForce are the values of the record axis of a commitment in force: it was checked
// against its source, and it was not taken back, replaced, merged or found to be none
// since. What was captured and not yet checked stands in the register and is not in
// force: it counts in no rate.
var InForce = []string{Confirmed, Operationalised}

// standing are the values of the record axis of what is a commitment still, whether it
// was checked yet or not.
var standing = append([]string{Captured}, InForce...)

// InForce reports whether it was checked, and still is a commitment.
func (s State) InForce() bool { return slices.Contains(InForce, s.Record) }

// Stands reports whether it still is a commitment; it may not have been checked yet.
func (s State) Stands() bool { return slices.Contains(standing, s.Record) }
