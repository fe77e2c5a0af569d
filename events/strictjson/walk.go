package strictjson

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
)

// walker goes over JSON that is known to be valid, beside the type that it will be
// read into. It holds the names of the objects that are open, and nothing else.
type walker struct {
	text  []byte
	pos   int
	known bool
}

func (w *walker) fail(what string) error {
	return &Fault{Line: 1 + bytes.Count(w.text[:w.pos], []byte("\n")), What: what}
}

// peek is the next byte that is no space.
func (w *walker) peek() byte {
	for w.text[w.pos] <= ' ' {
		w.pos++
	}
	return w.text[w.pos]
}

func (w *walker) value(into reflect.Type) error {
	switch w.peek() {
	case '{':
		return w.object(into)
	case '[':
		return w.list(into)
	case '"':
		_, err := w.string()
		return err
	}
	for w.pos < len(w.text) && !bytes.ContainsRune([]byte(",]} \t\r\n"), rune(w.text[w.pos])) {
		w.pos++ // a number, true, false, null
	}
	return nil
}

func (w *walker) object(into reflect.Type) error {
	fields, seen := fieldsOf(into), map[string]bool{}
	for w.pos++; w.peek() != '}'; {
		if w.peek() == ',' {
			w.pos++
			w.peek()
		}
		name, err := w.string()
		if err != nil {
			return err
		}
		if seen[name] {
			return w.fail("a name stands twice in one object")
		}
		seen[name] = true
		within, err := w.member(fields, name)
		if err != nil {
			return err
		}
		w.peek()
		w.pos++ // the colon
		if err := w.value(within); err != nil {
			return err
		}
	}
	w.pos++
	return nil
}

// member is the type of what stands under a name.
func (w *walker) member(fields fields, name string) (reflect.Type, error) {
	if fields.every != nil || fields.names == nil {
		return fields.every, nil
	}
	if within, known := fields.names[name]; known {
		return within, nil
	}
	if w.known || fields.folded(name) {
		return nil, w.fail("stands a name" + plainly(name) + " that is unknown there; names count exactly as they are written")
	}
	return nil, nil
}

// plainly is a name where it can be nothing but one: what else was sent is not repeated.
func plainly(name string) string {
	other := func(c rune) bool { return c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') }
	if len(name) > 40 || strings.ContainsFunc(name, other) {
		return ""
	}
	return " “" + name + "”"
}

func (w *walker) list(into reflect.Type) error {
	within := elementOf(into)
	for w.pos++; w.peek() != ']'; {
		if w.peek() == ',' {
			w.pos++
		}
		if err := w.value(within); err != nil {
			return err
		}
	}
	w.pos++
	return nil
}

// string reads a string and refuses half a surrogate pair in it.
func (w *walker) string() (string, error) {
	start, escaped := w.pos, false
	for w.pos++; w.text[w.pos] != '"'; w.pos++ {
		if w.text[w.pos] != '\\' {
			continue
		}
		escaped = true
		w.pos++
		if w.text[w.pos] == 'u' && !w.pair() {
			return "", w.fail("stands half of a surrogate pair, which is no character")
		}
	}
	w.pos++
	raw := w.text[start:w.pos]
	if !escaped {
		return string(raw[1 : len(raw)-1]), nil
	}
	var text string
	err := json.Unmarshal(raw, &text)
	return text, err
}

// pair goes over an escape \uXXXX, and over the one after it where both are one
// character. It reports whether it is a character.
func (w *walker) pair() bool {
	first := w.unit(w.pos + 1)
	w.pos += 4
	if !utf16.IsSurrogate(first) {
		return true
	}
	next := w.pos + 1
	if !bytes.HasPrefix(w.text[next:], []byte(`\u`)) || utf16.DecodeRune(first, w.unit(next+2)) == '\ufffd' {
		return false
	}
	w.pos += 6
	return true
}

func (w *walker) unit(at int) rune {
	n, err := strconv.ParseUint(string(w.text[at:at+4]), 16, 16)
	if err != nil { // not in valid JSON
		return '\ufffd'
	}
	return rune(n)
}
