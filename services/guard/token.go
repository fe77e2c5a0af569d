package guard

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a sign of a folded text.
type token struct {
	span
	text string // in small letters
	is   class
	// How the word is written: Ayesha, or in letters that have no capitals.
	// In capitals alone, AYESHA, names and acronyms look alike.
	capital, caps, arabic bool
	roles                 roles // what could begin here
}

type class byte

const (
	sign class = iota
	word
	figure
)

// tokenise takes a text apart: letters of one script, digits, and signs and ends
// of lines one by one.
func tokenise(text string) []token {
	tokens := make([]token, 0, len(text)/5)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		end := at + size
		in := scriptOf(r)
		if in != none {
			for end < len(text) {
				next, size := utf8.DecodeRuneInString(text[end:])
				if scriptOf(next) != in {
					break
				}
				end += size
			}
		} else if unseen(r) {
			at = end
			continue
		}
		tokens = append(tokens, newToken(text[at:end], at, in))
		at = end
	}
	return tokens
}

func unseen(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\f' }

type script byte

const (
	none script = iota
	digits
	latin
	arabic
	foreign
)

func scriptOf(r rune) script {
	switch {
	case r >= '0' && r <= '9':
		return digits
	case r < utf8.RuneSelf:
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return latin
		}
		return none
	case r >= arabicFrom && r < arabicFrom+rune(len(arabicScript)):
		return arabicScript[r-arabicFrom]
	}
	return rareScript(r)
}

// arabicScript is the script of each letter of Urdu: whole texts are of them.
var arabicScript = func() (scripts [256]script) {
	for i := range scripts {
		scripts[i] = rareScript(arabicFrom + rune(i))
	}
	return scripts
}()

func rareScript(r rune) script {
	switch {
	case unicode.Is(unicode.Arabic, r):
		return arabic
	case unicode.Is(unicode.Latin, r):
		return latin
	case unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Devanagari):
		return foreign
	}
	return none
}

func newToken(text string, at int, in script) token {
	t := token{span: span{at, at + len(text)}, text: text}
	switch in {
	case digits:
		t.is = figure
	case arabic: // has no capitals
		if first, _ := utf8.DecodeRuneInString(text); unicode.IsLetter(first) {
			t.is, t.arabic = word, true
		}
	default:
		t.text = strings.ToLower(text)
		t.write(text)
	}
	t.roles = rolesOf(t)
	return t
}

// write notes whether it is a word, and how that is written.
func (t *token) write(text string) {
	first, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) {
		return
	}
	t.is = word
	t.arabic = unicode.Is(unicode.Arabic, first)
	t.capital = unicode.IsUpper(first) && strings.ToLower(text[size:]) == text[size:]
	t.caps = size < len(text) && t.text != text && strings.ToUpper(text) == text
}

// at is the token in a place; outside the text stands an end of line.
func at(tokens []token, i int) token {
	if i < 0 || i >= len(tokens) {
		return token{text: "\n"}
	}
	return tokens[i]
}

// touches says that nothing is between a token and the next.
func touches(tokens []token, i int) bool {
	return i >= 0 && i+1 < len(tokens) && tokens[i].to == tokens[i+1].from
}

// words is a set of words, folded as texts are.
type words map[string]bool

func set(lists ...string) words {
	w := words{}
	for _, list := range lists {
		for _, one := range strings.Fields(foldString(list)) {
			w[strings.ToLower(one)] = true
		}
	}
	return w
}

func (w words) has(t token) bool { return w[t.text] }
