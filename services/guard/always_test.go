package guard_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"ahd.example/ahd/services/guard"

	"pgregory.net/rapid"
)

// Whatever script, hyphen and invisible characters somebody types it with, and
// wherever it stands, the number of a card is found. (Where it touches another
// digit there is no telling which digits are the card's.)
func TestTheNumberOfACardIsAlwaysFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(slices.Concat(ordinary, unmarked())).Draw(t, "text")
		card := drawCard(t)
		before, after := around(t, text)
		for _, f := range guard.Look(before + card + after) {
			asked := f.Kind == guard.Number13 && (strings.Contains(text, "://") || strings.Contains(text, "www.")) // in the address of a page
			if (f.Kind == guard.CNIC || asked) && f.Start == len(before) && f.End == len(before+card) {
				return
			}
		}
		t.Fatalf("%+q is not found in %+q", card, before+"«"+card+"»"+after)
	})
}

// drawCard writes a card's number. What cannot be seen stands between its
// characters only: it is no part of what is found.
func drawCard(t *rapid.T) string {
	hidden := rapid.StringOfN(rapid.SampledFrom([]rune("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u2066\u2069\u064e\u0651\u0301\ufe0f\u034f\u180e\u3164\u2800\x01ـ")), 0, 3, -1)
	scripts := rapid.SampledFrom([]rune("0۰٠０०০𝟎𝟘੦"))
	divided := rapid.SampledFrom([]string{"", "-", " ", ".", " - ", "–", "—", "‑", "−", "－", "۔", "·", "\u00a0", "\u2009", "_", "/", "\t", "- ", "\n"})
	var card strings.Builder
	for i := range 13 {
		digit := rapid.RuneFrom([]rune("0123456789")).Draw(t, "digit")
		if i == 0 && digit == '0' {
			digit = '3'
		}
		if i > 0 {
			card.WriteString(hidden.Draw(t, "hidden"))
		}
		if i == 5 || i == 12 {
			card.WriteString(divided.Draw(t, "divided") + hidden.Draw(t, "hidden"))
		}
		card.WriteRune(scripts.Draw(t, "script") + digit - '0')
	}
	return card.String()
}

// around opens a text in some place for a card's number. Where that would touch
// a digit, or something unseen behind which one stands, a space keeps it apart;
// also after a plus, which begins a telephone number.
func around(t *rapid.T, text string) (before, after string) {
	borders := []int{len(text)}
	for at := range text {
		borders = append(borders, at)
	}
	at := rapid.SampledFrom(borders).Draw(t, "at")
	before, after = text[:at], text[at:]
	if r, _ := utf8.DecodeLastRuneInString(before); touching(r) {
		before += " "
	}
	if r, _ := utf8.DecodeRuneInString(after); touching(r) {
		after = " " + after
	}
	return before, after
}

func touching(r rune) bool { return r == '+' || unicode.In(r, unicode.Nd, unicode.M, unicode.Cf) }

func unmarked() []string {
	var texts []string
	for _, kind := range guard.Kinds {
		for _, text := range slices.Concat(marked[kind], markedInSentences[kind], markedSpellings[kind]) {
			texts = append(texts, unmark(text))
		}
	}
	slices.Sort(texts)
	return texts
}

func FuzzLook(f *testing.F) {
	for _, text := range slices.Concat(ordinary, harmless, unmarked()) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		borders := map[int]bool{len(text): true}
		for at := range text {
			borders[at] = true
		}
		wellFormed(t, text, borders, guard.Look(text))
		wellFormed(t, text, borders, guard.LookAddress(text))
	})
}

// wellFormed says that findings stand in order, apart, and between characters.
func wellFormed(t *testing.T, text string, borders map[int]bool, all []guard.Finding) {
	t.Helper()
	last := 0
	for _, found := range all {
		if found.Start < last || found.End <= found.Start || !borders[found.Start] || !borders[found.End] {
			t.Errorf("%q: %v after %d", text, found, last)
		}
		if !slices.Contains(guard.Kinds, found.Kind) {
			t.Errorf("%q: no such kind: %v", text, found)
		}
		last = found.End
	}
}

// A text is at most 2000 characters; what is written to be slow to read is no
// slower than others.
func BenchmarkLook(b *testing.B) {
	for name, part := range map[string]string{"words": "The shelter in Lahore, 14. ", "digits": "0300 ", "opening": "FIR no (", "urdu": "عائشہ کی عمر ", "house": "House 1 shelter "} {
		text := strings.Repeat(part, 2000/len([]rune(part)))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				guard.Look(text)
			}
		})
	}
}
