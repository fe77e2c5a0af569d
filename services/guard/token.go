package guard

import (
	"regexp"
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
	capital, arabic bool
}

type class byte

const (
	sign class = iota
	word
	figure
)

var parts = regexp.MustCompile(`\p{Arabic}+|\p{Latin}+|[\p{Cyrillic}\p{Greek}\p{Devanagari}]+|[0-9]+|\S|\n`)

func tokenise(text string) []token {
	var tokens []token
	for _, at := range parts.FindAllStringIndex(text, -1) {
		tokens = append(tokens, newToken(text[at[0]:at[1]], at[0]))
	}
	return tokens
}

func newToken(text string, at int) token {
	first, size := utf8.DecodeRuneInString(text)
	t := token{span: span{at, at + len(text)}, text: strings.ToLower(text)}
	switch {
	case first >= '0' && first <= '9':
		t.is = figure
	case unicode.IsLetter(first):
		t.is = word
		t.arabic = unicode.Is(unicode.Arabic, first)
		t.capital = unicode.IsUpper(first) && strings.ToLower(text[size:]) == text[size:]
	}
	return t
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
