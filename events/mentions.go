package events

import (
	"bytes"
	"encoding/hex"
	"reflect"
)

// Mentions finds the quotes and the typed texts in a payload as Scan returns it, by
// their members and wherever they stand: a verifier checks them also in events of types
// that it has never heard of. They come in the order of the bytes.
func Mentions(data []byte) (quotes []Quote, texts []Text) {
	if !bytes.Contains(data, quoteMark) && !bytes.Contains(data, textMark) {
		return nil, nil
	}
	f := finder{scanner: scanner{body: data}}
	f.value() // canonical already, so nothing can go wrong that would not end it
	return f.quotes, f.texts
}

// What stands in every payload that mentions one, and in few others.
var quoteMark, textMark = []byte(`,"quote":"`), []byte(`{"hash":"`)

type finder struct {
	scanner
	quotes []Quote
	texts  []Text
}

func (f *finder) value() error {
	switch f.peek() {
	case '{':
		return f.object()
	case '[':
		return f.elements(f.value)
	}
	return f.scanner.value(1)
}

func (f *finder) object() error {
	start, members := f.pos, 0
	err := f.members(func([]byte) error {
		members++
		return f.value()
	})
	if err != nil {
		return err
	}
	switch part := f.body[start:f.pos]; {
	case members == 4 && bytes.HasPrefix(part, []byte(`{"bytes":`)):
		var q Quote
		if whole(part, &q) && validHex(q.SHA256) {
			f.quotes = append(f.quotes, q)
		}
	case members == 2 && bytes.HasPrefix(part, textMark):
		var t Text
		if whole(part, &t) && validPrev(t.Hash, 2) {
			f.texts = append(f.texts, t)
		}
	}
	return nil
}

// whole reads part into what v points to, if it has exactly that shape.
func whole(part []byte, v any) bool {
	s := scanner{body: part}
	return s.into(reflect.ValueOf(v).Elem()) == nil && s.pos == len(part)
}

func validHex(text string) bool {
	var hash [32]byte
	n, err := hex.Decode(hash[:], []byte(text[:min(len(text), 64)]))
	return err == nil && n == len(hash) && len(text) == 64 && text == hex.EncodeToString(hash[:])
}

// CanonicalText spells a text as a canonical JSON string. Text that is not UTF-8 in
// form C cannot be canonical; it is spelt as it stands, and refused by whoever reads it.
func CanonicalText(text string) []byte {
	w := encoder{body: make([]byte, 0, len(text)+2)}
	w.text(text)
	return w.body
}
