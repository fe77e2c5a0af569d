// Package spelling answers: are two words the same, however people type them?
package spelling

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold writes a text as search compares it: its words with one space between
// them, spelled the one way that stands for all ways in which people type them.
// What is kept and what is asked for are folded alike, so a letter may be mapped
// to one that it is not: both sides lose the same.
//
// Marks go before anything else can look at them: taken apart (NFKD), a letter
// with hamza above is the letter and a mark, whether it was typed as one
// character or as two, and so are a zer, a shadda and an accent. Put together
// (NFKC) some of them would survive inside a letter.
func Fold(text string) string {
	var folded strings.Builder
	between := false
	for _, r := range norm.NFKD.String(text) {
		switch r = fold(r); {
		case r == nothing:
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			between = folded.Len() > 0
		default:
			if between {
				folded.WriteByte(' ')
				between = false
			}
			folded.WriteRune(r)
		}
	}
	return folded.String()
}

// Words are the words of a folded text, as the index has them.
func Words(folded string) []string { return strings.Fields(folded) }

// nothing stands for a character that search does not see.
const nothing rune = -1

// fold maps one character. It does not see marks, nor characters that only
// shape or order what stands beside them: joiners, bidi controls, soft hyphens.
func fold(r rune) rune {
	if as, known := spellings[r]; known {
		return as
	}
	switch {
	case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		return nothing
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	}
	// By way of the capital, both forms of sigma are one letter.
	return unicode.ToLower(unicode.ToUpper(r))
}

// spellings are letters that Urdu and Arabic keyboards give for one another.
// ھ is ہ on both sides: many write بہی for بھی, and a reader who finds one word
// too many is better off than one who finds nothing. ة ends words that are also
// written with ہ. A tatweel and a high hamza stand beside letters and are none.
var spellings = map[rune]rune{
	'ي': 'ی', 'ى': 'ی',
	'ك': 'ک',
	'ه': 'ہ', 'ھ': 'ہ', 'ە': 'ہ', 'ة': 'ہ', 'ۃ': 'ہ',
	'ٱ': 'ا',
	'ـ': nothing, 'ٴ': nothing,
}
