package wording

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/instrument"
	"ahd.example/ahd/services/commands/rule"
)

func TestEveryNameHasAWordInEveryLanguage(t *testing.T) {
	for language, words := range tables {
		lists := []struct {
			what  string
			words map[string]string
			names []string
		}{
			{"role", words.roles, rule.Roles},
			{"kind of commitment", words.kinds, commitment.Kinds},
			{"pillar", words.pillars, commitment.Pillars},
			{"kind of evidence", words.evidence, commitment.EvidenceKinds},
			{"kind of stream", words.streams, append([]string{"working-group", "figure", "question"}, events.Kinds...)},
			{"kind of instrument", words.instruments, []string{instrument.Declaration, instrument.Recommendations, instrument.Outcome}},
		}
		for _, list := range lists {
			for _, name := range list.names {
				if strings.TrimSpace(list.words[name]) == "" {
					t.Errorf("%s has no word for the %s %s", language, list.what, name)
				}
			}
		}
		for axis, values := range commitment.Values {
			if words.axes[axis] == "" {
				t.Errorf("%s has no word for the axis %s", language, axis)
			}
			for _, value := range values {
				if words.values[axis][value] == "" {
					t.Errorf("%s has no word for the value %s of %s", language, value, axis)
				}
			}
		}
	}
}

func TestEveryEventIsTold(t *testing.T) {
	party := func(string) string { return "Example Board" }
	for language := range tables {
		for _, payload := range events.Catalogue() {
			if tables[language].types[payload.Type()] == "" {
				t.Errorf("%s has no sentence for %s", language, payload.Type())
			}
			if said := language.Happened(payload, party); strings.Contains(said, "%!") || strings.Contains(said, "ahd.") {
				t.Errorf("%s says %q of %s", language, said, payload.Type())
			}
		}
	}
}

func TestSentences(t *testing.T) {
	title := "Summer Declaration"
	party := func(id string) string { return "the " + id }
	for want, payload := range map[string]events.Payload{
		"Progress reported: in progress":                        events.ProgressReported{State: "in_progress"},
		"Made answerable: the fia":                              events.CommitmentAssigned{Party: "fia"},
		"Due date set: 31 December 2026":                        events.DueDateSet{Due: "2026-12-31"},
		"To be heard of: every 90 days":                         events.ReviewIntervalSet{Days: 90},
		"Checked: each quote stands in its source":              events.CommitmentConfirmed{Basis: "quotes-found"},
		"Proof document linked: supports what was reported":     events.EvidenceLinked{Kind: "supports"},
		"Declaration entered: Summer Declaration":               events.DeclarationAdopted{Title: &title},
		"Declaration entered":                                   events.DeclarationAdopted{},
		"Noted from its source":                                 events.CommitmentCaptured{},
		"Progress reported: value from a newer build":           events.ProgressReported{State: "value_from_a_newer_build"},
		"Working group entered: Group on shelters for children": events.WorkingGroupFormed{Name: "Group on shelters for children"},
	} {
		if got := English.Happened(payload, party); got != want {
			t.Errorf("%s: %q, want %q", reflect.TypeOf(payload).Name(), got, want)
		}
	}
}

func TestDates(t *testing.T) {
	day, odd := "2026-04-03", "next week"
	for want, text := range map[string]*string{"3 April 2026": &day, "not stated": nil, "next week": &odd} {
		if got := English.Date(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	at := time.Date(2026, 11, 22, 20, 30, 0, 0, time.UTC)
	if got := English.Moment(at); got != "23 November 2026 at 01:30 in Karachi" {
		t.Error(got)
	}
}

// People read "organisation", never the code's "party".
func TestNobodyReadsTheWordsOfTheCode(t *testing.T) {
	for _, payload := range events.Catalogue() {
		said := strings.ToLower(English.Type(payload.Type()))
		for _, word := range []string{"party", "convening", "instrument", "captured", "operationalised", "evidence", "focal point"} {
			if strings.Contains(said, word) {
				t.Errorf("%q says %q", said, word)
			}
		}
	}
	if English.Stream("party") != "organisation" || English.Role("focal_point") != "focal person" {
		t.Error(English.Stream("party"), English.Role("focal_point"))
	}
}

func TestAnUnknownLanguageIsEnglish(t *testing.T) {
	if tables["xx"] != nil || Language("xx").Axis("assessed") != "Assessed" {
		t.Error("an unknown language must speak English")
	}
	if English.Direction() != "ltr" || English.Codes().Place("XX-99") != "XX-99" || English.Codes().Place("PK-SD") != "Sindh" {
		t.Error(English.Direction(), English.Codes().Place("XX-99"))
	}
}
