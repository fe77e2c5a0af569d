package guard

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text as the finders compare it: one spelling for letters that are
// typed in several ways, the digits of every script as 0 to 9, one kind of
// hyphen and of space, and nothing that cannot be seen. Every byte of it knows
// where its character begins and ends in the text as given.
type folded struct {
	text       string
	start, end []int
	given      int // the length of the text as given
}

func foldText(text string) folded {
	f := folded{given: len(text), start: make([]int, 0, len(text)), end: make([]int, 0, len(text))}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		as := foldedAs(r)
		b.WriteString(as)
		for range len(as) {
			f.start, f.end = append(f.start, i), append(f.end, i+size)
		}
		i += size
	}
	f.text = b.String()
	return f
}

// foldedAs is what a character is folded to. What whole texts are of is known beforehand.
func foldedAs(r rune) string {
	switch {
	case r < utf8.RuneSelf:
		return asciiFolded[r]
	case r >= arabicFrom && r < arabicFrom+rune(len(arabicFolded)):
		return arabicFolded[r-arabicFrom]
	}
	return foldApart(r)
}

var (
	asciiFolded  = foldedFrom(0)[:utf8.RuneSelf]
	arabicFolded = foldedFrom(arabicFrom)
)

const arabicFrom rune = 0x600

// foldedFrom are the next 256 characters, folded.
func foldedFrom(first rune) []string {
	all := make([]string, 256)
	for i := range all {
		all[i] = foldApart(first + rune(i))
	}
	return all
}

// foldApart takes a character apart, into its letter and its marks, or a wide digit into
// the digit, and folds what it is of.
func foldApart(r rune) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(string(r)) {
		if r = foldRune(r); r != nothing {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func foldString(text string) string { return foldText(text).text }

// nothing stands for a character that nobody sees.
const nothing rune = -1

func foldRune(r rune) rune {
	if as, known := spellings[r]; known {
		return as
	}
	switch {
	case r == '\n', r == '\r', r == '\v', r == '\f':
		return '\n'
	case unicode.In(r, unicode.M, unicode.Cf, unicode.Cc, unicode.Other_Default_Ignorable_Code_Point):
		return nothing
	case unicode.Is(unicode.Nd, r):
		return digit(r)
	case unicode.Is(unicode.Pd, r):
		return '-'
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// digit is a decimal digit of any script as one of 0 to 9. Unicode keeps them in
// whole tens, from nought to nine.
func digit(r rune) rune {
	for _, in := range unicode.Nd.R16 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) {
			return '0' + (r-rune(in.Lo))%10
		}
	}
	for _, in := range unicode.Nd.R32 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) {
			return '0' + (r-rune(in.Lo))%10
		}
	}
	return r
}

// spellings are letters and signs that keyboards give for one another, as in
// projections/search, and signs that only look empty.
var spellings = map[rune]rune{
	'ي': 'ی', 'ى': 'ی', 'ك': 'ک',
	'ه': 'ہ', 'ھ': 'ہ', 'ە': 'ہ', 'ة': 'ہ', 'ۃ': 'ہ',
	'ٱ': 'ا', 'ـ': nothing, 'ٴ': nothing, '\u2800': nothing,
	'\t': ' ', '\u0085': '\n', '\u2028': '\n', '\u2029': '\n',
	'−': '-', '⁃': '-', '؍': '/', '⁄': '/', '∕': '/',
	'۔': '.', '٫': '.', '·': '.', '•': '.', '∙': '.', '‧': '.', '・': '.', '。': '.',
	'،': ',', '٬': ',', '、': ',', '؛': ';',
}

// What is named by letters and digits and is nobody: identifiers, hashes, and
// where pages are. An address that opens a chat with a number is somebody.
var (
	uuids     = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b`)
	hashes    = regexp.MustCompile(`(?i)\b(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})\b`)
	addresses = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[!-~]+`)
	chats     = regexp.MustCompile(`(?i)wa\.me|whatsapp|tel:`)
	books     = regexp.MustCompile(`(?i)\bisbn(?:-?1[03])?[ :.-]{0,3}97[89][0-9]{10}\b`)
)

// blotted stands in the place of what is nobody.
const blotted = "\x00"

// without blots out what is matched; every byte stays where it is.
func (f folded) without(what ...*regexp.Regexp) folded {
	for _, pattern := range what {
		if !mayMatch(pattern, f.text) {
			continue
		}
		f.text = pattern.ReplaceAllStringFunc(f.text, func(s string) string {
			if chats.MatchString(s) {
				return s
			}
			return strings.Repeat(blotted, len(s))
		})
	}
	return f
}

// mayMatch spares a long text the patterns that cannot match in it.
func mayMatch(pattern *regexp.Regexp, text string) bool {
	switch pattern {
	case addresses:
		return strings.Contains(text, "://") || strings.Contains(text, ".") && webs(text)
	case books:
		return strings.Contains(text, "978") || strings.Contains(text, "979")
	}
	return longestCode(text) >= 32
}

// webs reports whether “www.” is somewhere in a text, in small letters or capitals.
func webs(text string) bool {
	for from := 0; ; {
		dot := strings.IndexByte(text[from:], '.')
		if dot < 0 {
			return false
		}
		from += dot + 1
		if before := text[:from-1]; len(before) >= 3 && strings.EqualFold(before[len(before)-3:], "www") {
			return true
		}
	}
}

// longestCode is the length of the longest run of letters a to f, digits and hyphens.
func longestCode(text string) (longest int) {
	run := 0
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' || c == '-' || c|0x20 >= 'a' && c|0x20 <= 'f' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}
