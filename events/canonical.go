package events

import (
	"reflect"
	"slices"
)

// Canonical gives the canonical bytes (RFC 8785) of a document that is hashed and is
// no event: the same rules as for events, and maps by their keys besides. It returns
// ErrNotCanonical.
func Canonical(document any) ([]byte, error) {
	out := encoder{body: make([]byte, 0, 64<<10), maps: true}
	out.value(reflect.ValueOf(document))
	return out.body, out.err
}

// mapped writes a map in ascending order of its keys, which are plain names.
func (w *encoder) mapped(v reflect.Value) {
	keys := make([]string, 0, v.Len())
	for _, key := range v.MapKeys() {
		keys = append(keys, key.String())
	}
	slices.Sort(keys)
	w.body = append(w.body, '{')
	for _, key := range keys {
		for i := range len(key) {
			if c := key[i]; c <= ' ' || c >= 127 || c == '"' || c == '\\' {
				w.refuse("a key is no plain name")
			}
		}
		w.name(key)
		w.value(v.MapIndex(reflect.ValueOf(key)))
	}
	w.body = append(w.body, '}')
}
