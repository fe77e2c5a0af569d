package recording

import (
	"errors"
	"fmt"
)

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

func refuse(class error, code, format string, args ...any) *Refusal {
	return &Refusal{Class: class, Code: code, Sentence: fmt.Sprintf(format, args...)}
}

// Refuse is a refusal of a service that brings commands here.
func Refuse(class error, code, sentence string) *Refusal {
	return &Refusal{Class: class, Code: code, Sentence: sentence}
}

// NotNow is a refusal because something cannot go on; cause is for the operator.
func NotNow(why, cause error) *Refusal { return notNow(why).because(cause) }

func (r *Refusal) because(cause error) *Refusal {
	r.cause = cause
	return r
}

func (r *Refusal) in(field string) *Refusal {
	r.Field = field
	return r
}

func (r *Refusal) naming(found []Finding) *Refusal {
	r.Findings = found
	return r
}

func outcomeUnknown(cause error) *Refusal {
	return refuse(ErrOutcomeUnknown, "outcome-unknown",
		"It is not known whether this was recorded. Send it again with the same id: it will not be recorded twice.").because(cause)
}

func notNow(cause error) *Refusal {
	return refuse(ErrNotNow, "not-now", "Not recorded: %s.", cause).because(cause)
}

// word is what people call a kind of stream.
func word(kind string) string {
	words := map[string]string{"party": "organisation", "convening": "meeting", "instrument": "declaration or set of recommendations"}
	if word, ok := words[kind]; ok {
		return word
	}
	return kind
}
