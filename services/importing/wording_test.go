package importing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/importing"
)

// Each text has the clauses that are listed, or is not split at all.
func TestNumberedParagraphsAreClauses(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string // nil: refused
	}{
		"dots":                         {"Declaration\n\n1. We will act.\n2. We will report.\n", []string{"We will act.", "We will report."}},
		"one bracket":                  {"1) We will act.\n2) We will report.", []string{"We will act.", "We will report."}},
		"two brackets":                 {"(1) We will act.\n(2) We will report.", []string{"We will act.", "We will report."}},
		"Windows line ends":            {"Text\r\n\r\n1. We will\r\nact.\r\n\r\n2. We will report.\r\n", []string{"We will\r\nact.", "We will report."}},
		"Urdu digits":                  {"اعلامیہ\n\n۱۔ ہم عمل کریں گے۔\n۲۔ ہم رپورٹ دیں گے۔\n", []string{"ہم عمل کریں گے۔", "ہم رپورٹ دیں گے۔"}},
		"Urdu digits in brackets":      {"(۱) ہم عمل کریں گے۔\n(۲) ہم رپورٹ دیں گے۔", []string{"ہم عمل کریں گے۔", "ہم رپورٹ دیں گے۔"}},
		"Arabic digits, marks":         {"\ufeff\u200f١. ہم عمل کریں گے۔\u200f\n\u200f٢. ہم رپورٹ دیں گے۔", []string{"ہم عمل کریں گے۔", "ہم رپورٹ دیں گے۔"}},
		"indented":                     {"  1. We will act.\n\t2. We will report.", []string{"We will act.", "We will report."}},
		"no final newline":             {"1. We will act.", []string{"We will act."}},
		"number alone on its line":     {"1.\n\nWe will act.\n\n2.\nWe will report.\n\n\nDone in Islamabad.", []string{"We will act.", "We will report."}},
		"a number in a sentence":       {"1. We will open 2. shelters in 2.5 years.\n2. We will report.", []string{"We will open 2. shelters in 2.5 years.", "We will report."}},
		"a decimal at a line start":    {"1. We will spend\n2.5 million.\n2. We will report.", []string{"We will spend\n2.5 million.", "We will report."}},
		"a year before the clauses":    {"12. November, Lahore\n1. We will act.\n2. We will report.", []string{"We will act.", "We will report."}},
		"blank lines":                  {"\n\n1. We will act.\n\n\n\n2. We will report.\n\n\n", []string{"We will act.", "We will report."}},
		"a paragraph within a clause":  {"1. We will act.\n\nAt once.\n\n2. We will report.", []string{"We will act.\n\nAt once.", "We will report."}},
		"a closing paragraph":          {"1. We will act.\n2. We will report,\nevery year.\n \nAdopted in Islamabad.\n\nSigned.", []string{"We will act.", "We will report,\nevery year."}},
		"parts of a clause":            {"1. We will:\n(1) act,\n(2) report.\n2. We will learn:\n\n(1) soon,\n\n(2) well.\n\nAdopted.", []string{"We will:\n(1) act,\n(2) report.", "We will learn:\n\n(1) soon,\n\n(2) well."}},
		"no numbers":                   {"We will act.\n\nWe will report.", nil},
		"numbers that begin at three":  {"3. We will act.\n4. We will report.", nil},
		"a number left out":            {"1. We will act.\n3. We will report.", nil},
		"numbers that begin again":     {"1. We will act.\n2. We will report.\n\nPart B\n1. We will learn.", nil},
		"a clause numbered otherwise":  {"1. We will act.\n2) We will report.", nil},
		"a clause without words":       {"1. We will act.\n2.\n", nil},
		"nothing":                      {"", nil},
		"bracket that never closes":    {"(1. We will act.", nil},
		"a decomposed letter is whole": {"1. Cafe\u0301.\n2. We will report.", []string{"Cafe\u0301.", "We will report."}},
	} {
		found, err := importing.Split([]byte(c.text))
		var refusal *rule.Refusal
		if c.want == nil && (!errors.As(err, &refusal) || !errors.Is(err, rule.ErrRefused) || !strings.Contains(refusal.Sentence, "--clause")) {
			t.Errorf("%s: %v, %v", name, found, err)
		}
		var got []string
		for _, f := range found {
			got = append(got, c.text[f.Bytes[0]:f.Bytes[1]])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Whatever the text, clauses stand in it in order, apart from each other, without
// space around them, and none is cut within a character.
func FuzzSplit(f *testing.F) {
	for _, text := range []string{"1. a\n2. b", "۱۔ ہم\r\n\r\n۲۔ گے", "(1)\n\n(2) x", "\xff1. a\n", "1)\u200f\n1. \ufeff"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		found, err := importing.Split(text)
		if (err == nil) != (len(found) > 0) {
			t.Fatal(found, err)
		}
		last := int64(0)
		for _, c := range found {
			if c.Bytes[0] < last || c.Bytes[1] <= c.Bytes[0] || c.Bytes[1] > int64(len(text)) {
				t.Fatalf("%v in %q", found, text)
			}
			if words := string(text[c.Bytes[0]:c.Bytes[1]]); strings.TrimSpace(words) != words {
				t.Fatalf("%q", words)
			}
			last = c.Bytes[1]
		}
	})
}
