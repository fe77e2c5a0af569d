package guard

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// foldSlowly is foldText character by character, with nothing known beforehand.
func foldSlowly(text string) (f folded) {
	f.given = len(text)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		for _, r := range norm.NFKD.String(string(r)) {
			if r = foldRune(r); r == nothing {
				continue
			}
			f.text += string(r)
			for range utf8.RuneLen(r) {
				f.start, f.end = append(f.start, i), append(f.end, i+size)
			}
		}
		i += size
	}
	return f
}

// writtenSlowly is a token without roles, by what Unicode says of its letters.
func writtenSlowly(text string, s span) token {
	first, size := utf8.DecodeRuneInString(text)
	t := token{span: s, text: strings.ToLower(text)}
	switch {
	case first >= '0' && first <= '9':
		t.is = figure
	case unicode.IsLetter(first):
		t.is = word
		t.arabic = unicode.Is(unicode.Arabic, first)
		t.capital = unicode.IsUpper(first) && strings.ToLower(text[size:]) == text[size:]
		t.caps = size < len(text) && t.text != text && strings.ToUpper(text) == text
	}
	return t
}

// everywhere are tokens at which anything could begin: every finder looks at all of them.
func everywhere(tokens []token) []token {
	all := slices.Clone(tokens)
	for i := range all {
		all[i].roles = ^roles(0)
	}
	return all
}

// vocabulary are words at which something begins, what stands beside them, and others.
var vocabulary = func() []string {
	list := strings.Fields("نامی naami nami بی h resident hails hailing belongs rehaishi residing")
	for _, set := range []words{houses, streets, ageWords, nameWords, naming, victimWords, persons, styles, bibis, lateNames, afterKnown, descents, dwells, kin,
		calledCard.keys, called.keys, passport.keys, fir.keys, crime.keys, namedRefuges.whole, anyRefuge.whole, officeNames.whole} {
		list = append(list, slices.Sorted(maps.Keys(set))...)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	for i, word := range list {
		if i%3 == 0 && word != "" {
			list = append(list, strings.ToUpper(word[:1])+word[1:])
		}
	}
	for _, set := range []words{given, small, towns, honorifics, possessives, numbering, years, things} {
		list = append(list, slices.Sorted(maps.Keys(set))...)
	}
	return list
}()

var pieces = []string{" ", " ", " ", " ", " ", "-", "/", ".", ",", ":", "(", ")", "#", "'", "’", "\n", "", "@", "35201", "1234567", "0300", "14", "9", "2026", "+92", "۱۴", "d/o ", "F-8/4 ",
	"مسماۃچاندنی", "Chandni", "AYESHA", "ḥamza", "e\u0301", "ﷺ", "1\u200b4", "\xff", "中", "Ж", "S.H.O. ", "H # 12, ", "FIR no. 12/2026", "passport AB1234567", "a@b.org", "978"}

func drawText(r *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(1, 25).Draw(r, "parts") {
		if rapid.Bool().Draw(r, "a word") {
			b.WriteString(rapid.SampledFrom(vocabulary).Draw(r, "word"))
		} else {
			b.WriteString(rapid.SampledFrom(pieces).Draw(r, "piece"))
		}
		b.WriteString(rapid.SampledFrom(pieces[:18]).Draw(r, "between"))
	}
	return b.String() + rapid.StringN(0, 4, -1).Draw(r, "anything")
}

// passedBy compares what is found in a text with what is found by looking everywhere.
func passedBy(t interface{ Fatalf(string, ...any) }, text string) map[Kind][]span {
	f, slowly := foldText(text), foldSlowly(text)
	if f.text != slowly.text || !slices.Equal(f.start, slowly.start) || !slices.Equal(f.end, slowly.end) {
		t.Fatalf("%q is folded to %q, want %q", text, f.text, slowly.text)
	}
	tokens := tokenise(f.text)
	for _, token := range tokens {
		want := writtenSlowly(f.text[token.from:token.to], token.span)
		if want.roles = token.roles; token != want {
			t.Fatalf("%q: %+v, want %+v", text, token, want)
		}
	}
	all := everywhere(tokens)
	found, want := inWords(tokens), inWords(all)
	for kind := range want {
		if !slices.Equal(found[kind], want[kind]) {
			t.Fatalf("%q: %s is found at %v, and looking everywhere at %v", text, kind, found[kind], want[kind])
		}
	}
	for i, k := range []keyed{calledCard, called, passport, fir, crime} {
		got, want := k.in(f.text, tokens), k.in(f.text, all)
		if !slices.Equal(got, want) {
			t.Fatalf("%q: number %d is found at %v, and looking everywhere at %v", text, i, got, want)
		}
		found[Kind(rune('0'+i))] = got
	}
	return found
}

// What is passed by would not have been found: whatever a text holds, the finders that
// look at every token find the same, and it is read as character by character.
func TestWhatIsPassedByIsNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) { passedBy(r, drawText(r)) })
}

// surroundings are what every word is read in: there the words with a role are found.
var surroundings = []string{"%s", "Chandni %s Ghulam Rasool, was found", "the %s of Ghulam Rasool said", "the victim %s Chandni was moved to %s Multan", "her %s is Chandni.", "چاندنی %s %s کو", "Chandni %s came", "14 Multan Road %s", "1425 Multan Road, shelter %s", "%s 25 Multan Road, House 5", "(%s) Chandni %s, 14, %s",
	"%s 12, Street 4, Sukkur", "%s no. 12/2026 of %s", "%s: AB1234567, 35201 12 34567 1, 042 111 222 3", "%s 3520112 345671 x", "%s 5201-1234 x", "Raiwind %s takes money from the %s", "a girl %s Chandni", "غلام رسول %s چاندنی نے", "Chandni was sent to %s in Lahore",
	"Chandni, %s saal", "Ayesha, aged %s, Lahore", "%s of village Mari", "اس کی %s چاندنی کو %s ملتان"}

// Every word with a role is tried where it is found, and beside what is found.
func TestEveryWordWithARoleIsLookedAt(t *testing.T) {
	seen := map[Kind]map[string]bool{}
	for _, word := range append(vocabulary, "مسماۃچاندنی", "14", "d/o", "F-8/4") {
		for _, around := range surroundings {
			text := strings.ReplaceAll(around, "%s", word)
			for kind, spans := range passedBy(t, text) {
				if len(spans) > 0 {
					if seen[kind] == nil {
						seen[kind] = map[string]bool{}
					}
					seen[kind][word] = true
				}
			}
		}
	}
	for _, kind := range []Kind{Address, NameBesideAge, VictimName, WomanName, Parentage, Shelter, Accused, "0", "1", "2", "3", "4"} {
		if len(seen[kind]) < 2 {
			t.Errorf("%s was never found, so nothing was compared", kind)
		}
	}
}

// A role that is not of a word would never be looked up.
func TestWhatHasARoleIsOneWord(t *testing.T) {
	for key := range rolesOfWords {
		if tokens := tokenise(key); key != "" && (len(tokens) == 0 || tokens[0].is == sign) {
			t.Errorf("%q begins with no word", key)
		}
	}
}
