package comparison

import (
	"errors"
	"strings"
	"unicode"
)

// ErrDamaged is the class of a log that does not hold what the ledger holds.
var ErrDamaged = errors.New("the log is damaged")

// Damaged is a log in which something was found.
type Damaged struct{ Findings []Finding }

// Error names the first finding, as part of a sentence.
func (d *Damaged) Error() string {
	first := []rune(strings.TrimSuffix(d.Findings[0].Sentence, "."))
	return string(unicode.ToLower(first[0])) + string(first[1:])
}

// Unwrap gives the class.
func (d *Damaged) Unwrap() error { return ErrDamaged }
