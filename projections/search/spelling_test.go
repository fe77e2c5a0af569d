package search_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/projections/search/spelling"
)

// spellings are ways in which people write the same words.
var spellings = []struct {
	name, text, other string
}{
	{"a zer inside", "سفارشات", "سفارِشات"},
	{"every vowel", "محکمہ", "مَحْکَمَہ"},
	{"a shadda and a tanwin", "فورا عملہ", "فوراً عملّہ"},
	{"a superscript alef", "اعلی", "اعلیٰ"},
	{"an Arabic yeh", "کی", "کي"},
	{"an Arabic kaf", "کی", "كی"},
	{"an Arabic keyboard", "کمیٹی کی رپورٹ", "كميٹي كى رپورٹ"},
	{"an Arabic heh", "ہفتہ", "هفته"},
	{"a heh with two eyes", "بھی", "بہی"},
	{"a teh marbuta", "زکوۃ", "زكوٰة"},
	{"hamza in one or two characters", "ذرائع آئندہ مؤثر", "ذرائع آئندہ مو\u0654ثر"},
	{"hamza taken apart", "جائزہ", "جای\u0654زہ"},
	{"a madda in two characters", "آبادی", "ا\u0653بادی"},
	{"a heh with hamza", "کمرۂ عدالت", "کمرہ\u0654 عدالت"},
	{"digits of Urdu", "123 456", "۱۲۳ ۴۵۶"},
	{"digits of Arabic", "1890", "١٨٩٠"},
	{"a tatweel", "وزارت", "وزاـــرت"},
	{"a joiner between", "میگوید", "می\u200cگوید"},
	{"controls of direction", "پنجاب", "\u202bپن\u200fجاب\u202c"},
	{"presentation forms", "سلام", "\ufeb3\ufefc\ufee1"},
	{"a full stop and a comma of Urdu", "بچے اسکول", "بچے، اسکول۔"},
	{"a capital", "district vigilance", "DISTRICT Vigilance"},
	{"an accent", "resume naive", "Résumé nai\u0308ve"},
	{"a ligature", "office", "oﬃce"},
	{"a wide letter", "fia 12", "ＦＩＡ １２"},
	{"dots and strokes", "8 7 16 2", "8.7/16.2"},
	{"an apostrophe", "women s shelter", "Women’s shelter"},
	{"a soft hyphen", "trafficking", "traf\u00adficking"},
}

func TestSpellingsOfOneWordAreOne(t *testing.T) {
	for _, s := range spellings {
		if text, other := spelling.Fold(s.text), spelling.Fold(s.other); text != other || text == "" {
			t.Errorf("%s: %q is %q, %q is %q", s.name, s.text, text, s.other, other)
		}
	}
}

func TestWhatSearchComparesIsWrittenInOneWay(t *testing.T) {
	for text, want := range map[string]string{
		"سفارِشات پَر عمل":           "سفارشات پر عمل",
		"كميٹي":                      "کمیٹی",
		"  Two\t–\nwords…  ":         "two words",
		"بھٹہ":                       "بہٹہ",
		"مسئلہ":                      "مسیلہ",
		"۲۰۲۴ء":                      "2024ء",
		"ں ے ن ی":                    "ں ے ن ی",
		"":                           "",
		"🙂 — !":                      "",
		"\u064b\u200c\u0640":         "",
		"a\x00b\xffc":                "a b c",
		"ΣΟΦΟΣ":                      "σοφοσ",
		strings.Repeat("\u0650", 99): "",
	} {
		if got := spelling.Fold(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		once := spelling.Fold(text)
		if twice := spelling.Fold(once); twice != once {
			t.Fatalf("%q, then %q", once, twice)
		}
		if words := spelling.Words(once); strings.Join(words, " ") != once {
			t.Fatalf("%q is not words with one space between", once)
		}
	})
}
