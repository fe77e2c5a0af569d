package importing

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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
	if err := json.Unmarshal(file, &named); err != nil || named.Format != Format {
		return nil, unreadable("its field \"format\" must be %q", Format)
	}
	var register Register
	decoder := json.NewDecoder(bytes.NewReader(norm.NFC.Bytes(file)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&register); err != nil {
		return nil, unreadable("%s", describe(err))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, unreadable("something follows the register")
	}
	return &register, nil
}

// describe says what does not fit the format, without repeating what was sent.
func describe(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Sprintf("the field %q holds a %s where the format has another kind of value", wrong.Field, wrong.Value)
	}
	if name, ok := unknownField(err); ok {
		return fmt.Sprintf("the format has no field %s", name)
	}
	return "its JSON does not fit the format " + Format
}

// unknownField reads the one message that encoding/json has for it.
func unknownField(err error) (string, bool) {
	const prefix = "json: unknown field "
	text := err.Error()
	if len(text) > len(prefix) && text[:len(prefix)] == prefix && len(text) < 100 {
		return text[len(prefix):], true
	}
	return "", false
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
