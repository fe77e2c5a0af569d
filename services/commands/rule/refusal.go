package rule

import (
	"errors"
	"fmt"

	"ahd.example/ahd/services/guard"
)

// Finding is something in a request that could lead to a person: of what kind, and in
// which field. What was typed is never repeated.
type Finding struct {
	Field   string     `json:"field"`
	Kind    guard.Kind `json:"kind"`
	Refused bool       `json:"refused"` // it cannot be recorded, whoever says that it is harmless
}

// Classes of refusal. Each door (command line, pages) has one table that turns
// a class into its own words: an exit code, a status.
var (
	ErrMalformed      = errors.New("not understood")           // a value out of its list, an unknown date
	ErrUnreadable     = errors.New("not readable")             // not UTF-8, or too large
	ErrUnknown        = errors.New("not known")                // no such thing in the register
	ErrRefused        = errors.New("refused by a rule")        // the domain says no
	ErrNotAllowed     = errors.New("not allowed")              // this role may not
	ErrConflict       = errors.New("somebody was faster")      // not recorded; send it again
	ErrIDReused       = errors.New("id used for another body") // not recorded; never will be
	ErrNotNow         = errors.New("not now")                  // not recorded: log, ledger or book cannot go on
	ErrOutcomeUnknown = errors.New("outcome unknown")          // ask again with the same id
)

// Refusal is a command that was not recorded (or, of class ErrOutcomeUnknown,
// perhaps was), with the name of the rule and a sentence for people.
type Refusal struct {
	Class    error  // one of the above
	Code     string // stable name: "progress.on-parent"
	Sentence string
	Field    string    // whose text is refused; "" where it is no text
	Findings []Finding // what could lead to a person, where that is why
	cause    error     // for the operator's messages only
}

func (r *Refusal) Error() string { return r.Sentence }

// Unwrap gives the class, so that errors.Is finds it, and the cause.
func (r *Refusal) Unwrap() []error { return []error{r.Class, r.cause} }

// Cause is what the operator's messages should add; nil if nothing.
func (r *Refusal) Cause() error { return r.cause }

// Refuse is a refusal by the rule of that code.
func Refuse(class error, code, format string, args ...any) *Refusal {
	return &Refusal{Class: class, Code: code, Sentence: fmt.Sprintf(format, args...)}
}

// Because adds the cause, for the operator.
func (r *Refusal) Because(cause error) *Refusal {
	r.cause = cause
	return r
}

// In says whose text it is.
func (r *Refusal) In(field string) *Refusal {
	r.Field = field
	return r
}

// Naming says what could lead to a person.
func (r *Refusal) Naming(found []Finding) *Refusal {
	r.Findings = found
	return r
}
