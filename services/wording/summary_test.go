package wording

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events/commitment"
)

// A summary says the same in both languages: each has every word, with as many places
// for what differs.
func TestSummariesHaveEveryWordInEveryLanguage(t *testing.T) {
	for language, s := range summaries {
		for name, words := range englishSummary {
			said, known := s.words[name]
			if !known || strings.TrimSpace(strings.Trim(said, "\u2066\u2069")) == "" {
				t.Errorf("%s has no words for %q", language, name)
			}
			if strings.Count(said, "%s") != strings.Count(words, "%s") {
				t.Errorf("%s has %d places in %q, not %d", language, strings.Count(said, "%s"), said, strings.Count(words, "%s"))
			}
			if language != English && said == words && name != "csv n" && name != "n" && name != "in words" {
				t.Errorf("%s says %q in English", language, said)
			}
		}
		for name := range s.words {
			if _, known := englishSummary[name]; !known {
				t.Errorf("%s has words for %q that nobody asks for", language, name)
			}
		}
		for _, axis := range []string{commitment.AxisRecord, commitment.AxisSelfReported, commitment.AxisAssessed, commitment.AxisTimeliness, commitment.AxisClosure} {
			for _, value := range commitment.Values[axis] {
				if s.values[axis][value] == "" {
					t.Errorf("%s has no word for %s of %s", language, value, axis)
				}
			}
		}
		for _, kind := range commitment.Kinds {
			if s.kinds[kind] == "" {
				t.Errorf("%s has no word for the kind %s", language, kind)
			}
		}
	}
	if !slices.Contains(Languages, Urdu) || Language("xx").Summary() != English.Summary() || Urdu.Summary().Direction != "rtl" {
		t.Error("the languages of summaries")
	}
}

// "No report" never stands in the first sentence without "not yet asked".
func TestTheFirstSentenceSaysWhoWasNotAsked(t *testing.T) {
	for language, silent := range map[Language][2]string{English: {"no report", "not yet asked"}, Urdu: {"کوئی رپورٹ نہیں", "ابھی پوچھا نہیں گیا"}} {
		for _, part := range silent {
			if !strings.Contains(language.Summary().Say("headline"), part) {
				t.Errorf("%s does not say %q", language, part)
			}
		}
	}
}

func TestNumbersAndDaysOfSummaries(t *testing.T) {
	n, minus := 4583, -1429
	en, ur := English.Summary(), Urdu.Summary()
	for got, want := range map[string]string{
		en.Count(1234567): "1,234,567", en.Percent(&n): "45.83%", en.Percent(&minus): "−14.29%", en.Percent(nil): "n/a", en.Day("2026-04-03"): "3 April 2026",
		ur.Count(1234567): "\u20661,234,567\u2069", ur.Percent(&minus): "\u2066−14.29%\u2069", ur.Day("2026-04-03"): "3 اپریل 2026", ur.Day("2026-04"): "2026-04",
		en.Moment("2026-11-22T20:30:00.000Z"): "23 November 2026 at 01:30 in Karachi", ur.MonthAlone(time.May): "مئی", en.MonthAlone(time.September): "Sep",
		en.Number("by_kind.call"): "of the kind: call", ur.Number("silent"): "کوئی رپورٹ نہیں",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
