package node

import (
	"errors"
	"strings"
	"unicode"

	"ahd/services/auditing"
)

// ErrDamaged is the class of a log that does not hold what the ledger holds.
var ErrDamaged = errors.New("the log is damaged")

// Damaged is a log in which something was found.
type Damaged struct{ Findings []auditing.Finding }

// Error names the first finding, as part of a sentence.
func (d *Damaged) Error() string {
	first := []rune(strings.TrimSuffix(d.Findings[0].Sentence, "."))
	return string(unicode.ToLower(first[0])) + string(first[1:])
}

// Unwrap gives the class.
func (d *Damaged) Unwrap() error { return ErrDamaged }

// condemned is what an examination found in the log; nil if it found nothing.
func (l *Log) condemned() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.bad
}

// condemn takes a log out of use in which something was found, until it is made anew.
func (l *Log) condemn(found []auditing.Finding) error {
	reason := &Damaged{found}
	l.mu.Lock()
	l.bad = reason
	l.mu.Unlock()
	return l.giveUp(reason)
}

var errOther = errors.New("it has another hash")
