package events

import (
	"errors"
	"reflect"
)

// ErrLost is returned for typed text that is gone although no event says that it was
// erased: it is not withheld, and nobody has it any more.
var ErrLost = errors.New("a text is gone, and no erasure of it was recorded; “ahd doctor” says what to do")

// Text stands for typed text that can be erased. The words and the salt are in
// texts.db under ID; the event keeps only the hash, so that erasing both leaves
// nothing to guess from and the record unbroken.
type Text struct {
	Hash string `json:"hash" guard:"-"` // base64 SHA-256(32-byte salt ‖ UTF-8)
	ID   string `json:"text" guard:"-"` // "<command id>/<field>"
}

// Texts lists the erasable texts that a payload holds, by field.
func Texts(payload Payload) map[string]*Text {
	found := map[string]*Text{}
	v := reflect.ValueOf(payload)
	for _, f := range fieldsOf(v.Type()) {
		if text, ok := v.Field(f.index).Interface().(*Text); ok && text != nil {
			found[f.name] = text
		}
	}
	return found
}

// InTheOpen lists the fields in which an older version wrote into the event itself what
// is an erasable text by now. It stays there for good.
func InTheOpen(payload Payload) (fields []string) {
	v := reflect.ValueOf(payload)
	for _, f := range fieldsOf(v.Type()) {
		if f.name != "url" {
			continue
		}
		if words, ok := v.Field(f.index).Interface().(*string); ok && words != nil {
			fields = append(fields, f.name)
		}
	}
	return fields
}
