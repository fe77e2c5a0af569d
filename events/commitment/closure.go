package commitment

import "slices"

// Values of the axis closure, by whether the matter is closed.
var (
	open   = []string{Open, Reopened}
	closed = []string{ClosedImplemented, ClosedNotImplemented}
)

// IsOpen reports whether a value of the axis closure says that the matter is open.
func IsOpen(closure string) bool { return slices.Contains(open, closure) }

// IsClosed reports whether it says that the matter is closed.
func IsClosed(closure string) bool { return slices.Contains(closed, closure) }

// OpenSQL is IsOpen as SQL, over the column closure.
var OpenSQL = among("closure", open)

// Closed reports whether the matter is closed.
func (s State) Closed() bool { return IsClosed(s.Closure) }

// IsAssessed reports whether an assessor found something.
func IsAssessed(assessed string) bool { return assessed != NotAssessed }

// AssessedSQL is IsAssessed as SQL, over the column assessed.
const AssessedSQL = "assessed <> '" + NotAssessed + "'"
