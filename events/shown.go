package events

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
)

// KeyMark begins a private key as x/mod's note writes it. No text that is to be kept or
// shown holds one.
const KeyMark = "PRIVATE+KEY+"

// Unseen reports whether a character does something to the text around it instead of
// being read: a control character, or one that turns the direction of what follows.
// Line ends and tabs are not among them, nor are the marks and joiners that Urdu is
// spelt with (U+200C to U+200F, U+061C).
func Unseen(c rune) bool {
	return unicode.IsControl(c) && c != '\n' && c != '\t' || turns(c) || isolates(c)
}

// turns: embeddings and overrides, which can show a text as another.
func turns(c rune) bool { return c >= '\u202a' && c <= '\u202e' }

func isolates(c rune) bool { return c >= '\u2066' && c <= '\u2069' }

const endOfIsolate = '\u2069'

// Shown is a text for a terminal or a page: what old events hold that does something
// instead of being read stands there as \u{1b}. An isolate that ends again within its
// line, or before the next tag of a page, stays: it harms nobody, and we set them too.
func Shown(text string) string {
	if !strings.ContainsFunc(text, Unseen) {
		return text
	}
	runes := []rune(text)
	stray := strayIsolates(runes)
	var out strings.Builder
	for i, c := range runes {
		if Unseen(c) && (!isolates(c) || stray[i]) && !lineEnd(runes, i) {
			fmt.Fprintf(&out, `\u{%x}`, c)
			continue
		}
		out.WriteRune(c)
	}
	return out.String()
}

// ShownJSON is a JSON text in which such characters are escaped as JSON does.
func ShownJSON(text []byte) []byte {
	if !bytes.ContainsFunc(text, Unseen) {
		return text
	}
	var out bytes.Buffer
	for _, c := range string(text) {
		if Unseen(c) && c != '\r' { // JSON itself has escaped those below a space
			fmt.Fprintf(&out, `\u%04x`, c)
			continue
		}
		out.WriteRune(c)
	}
	return out.Bytes()
}

// lineEnd: CR LF ends a line as LF does.
func lineEnd(runes []rune, i int) bool {
	return runes[i] == '\r' && i+1 < len(runes) && runes[i+1] == '\n'
}

// strayIsolates are the places of isolates that are not ended, and of ends of none.
func strayIsolates(runes []rune) map[int]bool {
	stray, open := map[int]bool{}, []int(nil)
	end := func() {
		for _, i := range open {
			stray[i] = true
		}
		open = nil
	}
	for i, c := range runes {
		switch {
		case c == '\n' || c == '<':
			end()
		case c == endOfIsolate && len(open) == 0:
			stray[i] = true
		case c == endOfIsolate:
			open = open[:len(open)-1]
		case isolates(c):
			open = append(open, i)
		}
	}
	end()
	return stray
}
