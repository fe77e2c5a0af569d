package importing

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events/strictjson"
)

// Bounds of what is read.
const (
	MaxRegister = 16 << 20 // bytes of a register file
	MaxSource   = 4 << 20  // bytes of one source
	MaxSources  = 64 << 20 // bytes of all sources together
)

// ErrUnreadable is returned for a file that is not an ahd-register/1 register at
// all. The sentence can be shown to whoever sent it.
var ErrUnreadable = errors.New("the register cannot be read")

func unreadable(format string, args ...any) error {
	return fmt.Errorf("%w: %s. Nothing was recorded", ErrUnreadable, fmt.Sprintf(format, args...))
}

// Read reads a register file: at most MaxRegister bytes of JSON in UTF-8, with
// the fields of the format and no others. It returns ErrUnreadable.
func Read(file []byte) (*Register, error) {
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	switch {
	case len(file) > MaxRegister:
		return nil, unreadable("it is larger than %d MB", MaxRegister>>20)
	case !utf8.Valid(file):
		return nil, unreadable("it is not UTF-8 text")
	case !json.Valid(file):
		return nil, unreadable("it is not JSON")
	}
	var named struct {
		Format string `json:"format"`
	}
	if err := strictjson.Unmarshal(file, &named); err != nil || named.Format != Format {
		return nil, unreadable("%s", notTheFormat(err))
	}
	var register Register
	if err := strictjson.UnmarshalKnown(file, &register); err != nil {
		return nil, unreadable("%s", describe(err))
	}
	Compose(&register)
	return &register, nil
}

// notTheFormat says why a file is not told by its format.
func notTheFormat(err error) string {
	var fault *strictjson.Fault
	if errors.As(err, &fault) {
		return fault.Error()
	}
	return fmt.Sprintf("its field \"format\" must be %q", Format)
}

// Compose brings every text of what was read to Unicode normal form C: an escape means
// the same as the character that it stands for.
func Compose(read any) { compose(reflect.ValueOf(read)) }

func compose(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(norm.NFC.String(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			compose(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			compose(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			compose(v.Field(i))
		}
	}
}

// describe says what does not fit the format, without repeating what was sent.
func describe(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Sprintf("the field %q holds a %s where the format has another kind of value", wrong.Field, wrong.Value)
	}
	var fault *strictjson.Fault
	if errors.As(err, &fault) {
		return fault.Error()
	}
	return "its JSON does not fit the format " + Format
}

// Files names the source files that the register asks for, each once.
func (r *Register) Files() []string {
	names := make([]string, 0, len(r.Sources))
	for _, source := range r.Sources {
		if !slices.Contains(names, source.File) {
			names = append(names, source.File)
		}
	}
	return names
}
