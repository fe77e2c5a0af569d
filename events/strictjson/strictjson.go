// Package strictjson answers: does a JSON text of somebody else mean one thing to
// every reader?
//
// encoding/json takes a name in another case for the name, the last of two equal
// names for both, and half a surrogate pair for U+FFFD. Two readers of such a text
// read two things, so here it is refused.
package strictjson

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"
)

// ErrTwoMeanings is returned for JSON that two readers could read differently.
var ErrTwoMeanings = errors.New("the JSON can be read in two ways")

// A Fault is where JSON can be read in two ways. It names nothing that was sent.
type Fault struct {
	Line int
	What string // "a name stands twice in one object"
}

func (f *Fault) Error() string { return fmt.Sprintf("on line %d %s", f.Line, f.What) }

// Unwrap gives the class.
func (f *Fault) Unwrap() error { return ErrTwoMeanings }

// Unmarshal reads one JSON value into what v points to. Names count exactly as they
// are written; names that v does not have are left out, unless they are one of its
// names in another case. It returns *Fault, and the errors of encoding/json.
func Unmarshal(text []byte, v any) error { return unmarshal(text, v, false) }

// UnmarshalKnown is Unmarshal, and also refuses names that v does not have.
func UnmarshalKnown(text []byte, v any) error { return unmarshal(text, v, true) }

func unmarshal(text []byte, v any, known bool) error {
	if !utf8.Valid(text) {
		return &Fault{Line: 1, What: "stands something that is not UTF-8"}
	}
	if !json.Valid(text) {
		return json.Unmarshal(text, new(any)) // it says why
	}
	w := walker{text: text, known: known}
	if err := w.value(reflect.TypeOf(v).Elem()); err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}
