package importing

import (
	"errors"
	"fmt"
	"strings"
)

// ErrFaults is the class of a register that says something which does not hold.
var ErrFaults = errors.New("the register was not recorded")

// ErrChanged is the class of a register in which something known has changed.
var ErrChanged = errors.New("something known has changed")

// ErrSensitive is the class of a register in which something could lead to a person, and
// nobody said that it is harmless.
var ErrSensitive = errors.New("something could lead to a person")

// Fault is one thing that is wrong, and where.
type Fault struct {
	Item  string `json:"item"`            // address of the thing: "commitment/cm-1"
	Field string `json:"field,omitempty"` // of the thing, where it is one: "quotes[0].quote"
	What  string `json:"what"`            // a sentence
}

// Faults is everything that is wrong. Nothing was recorded.
type Faults struct {
	Class error // ErrFaults, ErrChanged or ErrSensitive
	List  []Fault
	of    string // in what: "register"

	places map[string]string // of the things whose ids are none, by address
}

func (f *Faults) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "Nothing was recorded: %d %s.", len(f.List), f.noun())
	for _, fault := range f.List {
		fmt.Fprintf(&text, "\n  %s: %s", fault.at(), fault.What)
	}
	return text.String()
}

func (f *Faults) noun() string {
	switch {
	case errors.Is(f.Class, ErrChanged) && len(f.List) == 1:
		return "thing in this " + f.of + " is recorded already and says something else"
	case errors.Is(f.Class, ErrChanged):
		return "things in this " + f.of + " are recorded already and say something else"
	case errors.Is(f.Class, ErrSensitive) && len(f.List) == 1:
		return "thing in this " + f.of + " could lead to a person who must not be found. Leave it out; or, if it is harmless, confirm that"
	case errors.Is(f.Class, ErrSensitive):
		return "things in this " + f.of + " could lead to a person who must not be found. Leave them out; or, if all are harmless, confirm that"
	case len(f.List) == 1:
		return "fault in the " + f.of
	}
	return "faults in the " + f.of
}

func (f Fault) at() string {
	if f.Field == "" {
		return f.Item
	}
	return f.Item + ", " + f.Field
}

// Unwrap gives the class.
func (f *Faults) Unwrap() error { return f.Class }

// place is a field of a thing.
type place struct{ item, field string }

// of is a field within a field.
func (p place) of(field string) place { return place{p.item, p.field + "." + field} }

// nth is a member of a list.
func (p place) nth(n int) place { return place{p.item, nth(p.field, n)} }

// in adds what is wrong with a field. Nothing that somebody typed is repeated but ids
// and codes that are ones.
func (f *Faults) in(item, field, format string, args ...any) {
	f.List = append(f.List, Fault{Item: item, Field: field, What: fmt.Sprintf(format, args...)})
}

func (f *Faults) add(item, format string, args ...any) {
	f.List = append(f.List, Fault{Item: item, What: fmt.Sprintf(format, args...)})
}

// placed names things whose ids are none by where they stand.
func (f *Faults) placed() *Faults {
	for n, fault := range f.List {
		if at, malformed := f.places[fault.Item]; malformed {
			f.List[n].Item = at
		}
	}
	return f
}
