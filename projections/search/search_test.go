package search_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// finds checks what a search finds.
func (w *world) finds(table, query string, want ...string) {
	w.t.Helper()
	found, err := w.find(table, query)
	if err != nil || !slices.Equal(found, want) && len(found)+len(want) > 0 {
		w.t.Errorf("%s %q: %v, %v, want %v", table, query, found, err, want)
	}
}

func TestEverySpellingIsFoundByEveryOther(t *testing.T) {
	w := newWorld(t)
	for i, s := range spellings {
		w.commit(fmt.Sprintf("cm-%d", 2*i), "first "+s.text+" last")
		w.commit(fmt.Sprintf("cm-%d", 2*i+1), "first "+s.other+" last")
	}
	w.commit("cm-none", "دوسرا متن")
	w.read()
	for i, s := range spellings {
		for _, query := range []string{s.text, s.other, strings.ToUpper(s.other) + " LAST"} {
			found, err := w.find("commitments", query)
			for _, id := range []string{fmt.Sprintf("cm-%d", 2*i), fmt.Sprintf("cm-%d", 2*i+1)} {
				if err != nil || !slices.Contains(found, id) {
					t.Errorf("%s: %q does not find %s: %v, %v", s.name, query, id, found, err)
				}
			}
		}
	}
}

func TestEveryThingIsFoundByWhatItSays(t *testing.T) {
	w := newWorld(t)
	at := func(text string) *string { return &text }
	quote := events.Quote{Source: "s-1", Quote: "quotedword"}
	w.say("source/s-1", events.SourceArchived{SHA256: "ab", File: "a.txt", Title: at("sourceword")})
	w.say("party/p-1", events.PartyRegistered{Name: "partyword", Acronym: at("PW")})
	w.say("convening/m-1", events.ConveningRegistered{Kind: "conference", Name: at("conveningword"), Objective: &quote})
	w.say("convening/m-1", events.WorkingGroupFormed{WorkingGroup: "wg-1", Name: "groupword"})
	w.say("convening/m-1", events.FigureAsserted{Figure: "fg-1", Claim: "claimword", Quote: quote})
	w.say("instrument/d-1", events.DeclarationAdopted{Convening: "m-1", Title: at("titleword")})
	w.say("instrument/r-1", events.RecommendationsIssued{Convening: "m-1", Note: at("noteword")})
	w.say("instrument/o-1", events.OutcomePrepared{Convening: "m-1", Note: at("outcomeword")})
	w.say("commitment/cm-1", events.CommitmentCaptured{Text: "textword", Kind: "pledge", Convening: "m-1", Quotes: []events.Quote{quote}})
	w.say("register/register", events.QuestionRaised{Question: "oq-1", Text: "questionword", Rule: at("ruleword")})
	w.read()
	for _, c := range [][3]string{
		{"sources", "sourceword", "s-1"}, {"parties", "partyword pw", "p-1"}, {"convenings", "conveningword", "m-1"},
		{"convenings", "quotedword", "m-1"}, {"working_groups", "groupword", "wg-1"}, {"figures", "claimword QUOTEDWORD", "fg-1"},
		{"instruments", "titleword", "d-1"}, {"instruments", "noteword", "r-1"}, {"instruments", "outcomeword", "o-1"},
		{"commitments", "textword quotedword", "cm-1"}, {"questions", "ruleword questionword", "oq-1"},
	} {
		w.finds(c[0], c[1], c[2])
	}
	w.finds("parties", "textword")
	w.finds("commitments", "textword nowhere")
	w.finds("commitments", "textwor")
}

// What becomes known of a thing finds it too, beside what it said before; only a
// wording takes the place of the words that said there is one.
func TestAThingIsFoundByWhatBecameKnownOfIt(t *testing.T) {
	w := newWorld(t)
	at := func(text string) *string { return &text }
	quote := func(text string) events.Quote { return events.Quote{Source: "s-1", Quote: text} }
	w.say("party/p-1", events.PartyRegistered{Name: "oldname"})
	w.say("convening/m-1", events.ConveningRegistered{Kind: "conference", Name: at("conveningword")})
	w.say("instrument/d-1", events.DeclarationAdopted{Convening: "m-1", Title: at("oldtitle")})
	for _, id := range []string{"oq-1", "oq-2"} {
		w.say("register/register", events.QuestionRaised{Question: id, Text: "questionword"})
	}
	w.say("commitment/cm-1", events.CommitmentCaptured{Text: "captured", Kind: "pledge", Convening: "m-1", Quotes: []events.Quote{quote("firstquote")}})
	w.say("party/p-1", events.PartyNamed{Name: "middlename", Acronym: at("MN")})
	w.say("party/p-1", events.PartyNamed{Name: "newname", NameUR: at("وزارت داخلہ")})
	w.say("convening/m-1", events.SessionRecorded{Session: "day-1", Title: "sessionword"})
	w.say("convening/m-2", events.ConveningParted{From: "m-1", Source: "s-1", Kind: "conference", Name: at("partedword")})
	w.say("convening/m-1", events.ConveningParted{From: "m-2", Source: "s-1", Kind: "conference", Name: at("unusedword")})
	w.say("instrument/d-1", events.TextAttached{Title: at("newtitle"), Clauses: []events.WordedClause{{Address: "clause-1", Quote: quote("clauseword")}}})
	w.say("register/register", events.QuestionAnswered{Question: "oq-2", Finding: "findingword"})
	w.say("commitment/cm-1", events.CommitmentCorroborated{Quote: quote("secondquote")})
	w.say("commitment/cm-1", events.CommitmentWorded{Kind: "pledge", Quote: quote("wordedtext")})
	w.say("commitment/cm-1", events.CommitmentCorrected{Field: "note", Value: at("n")})
	w.read()
	for range 2 {
		w.finds("parties", "oldname middlename newname وزارت داخله mn", "p-1")
		w.finds("convenings", "conveningword sessionword", "m-1")
		w.finds("convenings", "partedword", "m-2")
		w.finds("convenings", "unusedword")
		w.finds("instruments", "oldtitle newtitle clauseword", "d-1")
		w.finds("questions", "questionword findingword", "oq-2")
		w.finds("commitments", "firstquote secondquote wordedtext", "cm-1")
		w.finds("commitments", "captured")
		w.open() // made anew from the record
	}
}

// The last narrative counts, with the text of the commitment; in a book that is
// made anew too.
func TestTheLastNarrativeIsFoundUntilItIsErased(t *testing.T) {
	w := newWorld(t)
	w.commit("cm-1", "Open a shelter")
	w.commit("cm-2", "Train officers")
	w.read()
	w.report("cm-1", "پہلی رپورٹ")
	w.read()
	w.finds("commitments", "shelter پہلي", "cm-1")
	w.report("cm-2", "never the last")
	w.report("cm-1", "دوسری رپورٹ")
	erased := w.report("cm-2", "erasedword")
	w.say("commitment/cm-1", events.ProgressReported{State: "stalled"}) // and says nothing
	w.read()
	w.finds("commitments", "پہلی")
	w.finds("commitments", "دوسری shelter", "cm-1")
	w.finds("commitments", "never")
	w.finds("commitments", "erasedword", "cm-2")
	delete(w.words, erased)
	w.open() // made anew from the record
	w.finds("commitments", "دوسری shelter", "cm-1")
	w.finds("commitments", "officers", "cm-2")
	w.finds("commitments", "erasedword")
	w.finds("commitments", "never")
}

// A batch whose narrative cannot be read is no batch: the book stands before it
// and goes on when the text can be read again. It is not the book that is damaged.
func TestABookStandsWhileATextCannotBeRead(t *testing.T) {
	w := newWorld(t)
	w.commit("cm-1", "Open a shelter")
	w.read()
	text := w.report("cm-1", unreadable)
	err := w.book.Apply(t.Context(), 2, w.bodies[1:])
	var stop *projections.Stop
	if !errors.As(err, &stop) || w.book.Checkpoint().Sequence != 1 || errors.Is(err, errUnreadable) {
		t.Fatal(err)
	}
	w.words[text] = "found again"
	w.read()
	w.finds("commitments", "found again shelter", "cm-1")
}

func TestNothingThatPeopleTypeIsAnOperator(t *testing.T) {
	w := newWorld(t)
	w.commit("cm-1", "alpha beta near or and not said")
	w.read()
	for query, found := range map[string]bool{
		`"`: false, `""`: false, `*`: false, `alph*`: false, `alpha"`: true, `"alpha`: true, `"beta alpha"`: true,
		`alpha NEAR beta`: true, `alpha NEAR/2 beta`: false, `alpha OR gamma`: false, `OR`: true, `alpha OR`: true,
		`alpha AND beta`: true, `NOT alpha`: true, `alpha -beta`: true, `-beta`: true, `said:alpha`: true, `docid:alpha`: false,
		`(alpha`: true, `alpha)`: true, `((`: false, `^alpha`: true, `alpha ^`: true, `'; DROP TABLE search; --`: false,
		`🙂`: false, `alpha 🙂`: true, "\x00": false, "alpha\x00beta": true, "\xff\xfe": false, "": false, "  ": false,
		strings.Repeat("alpha ", 33): true, strings.Repeat("ﷺ", 200): false, "null": false, "ـ": false, `\`: false, `alpha\`: true,
	} {
		ids, err := w.find("commitments", query)
		if err != nil && !errors.Is(err, book.ErrNoWord) {
			t.Errorf("%q: %v", query, err)
		}
		if (len(ids) == 1) != found {
			t.Errorf("%q finds %v", query, ids)
		}
	}
}

func TestASearchThatIsNoneIsRefusedInASentence(t *testing.T) {
	w := newWorld(t)
	w.commit("cm-1", "alpha")
	w.read()
	for query, want := range map[string]error{
		"": book.ErrNoWord, "…": book.ErrNoWord, "🙂": book.ErrNoWord, "\u064e": book.ErrNoWord,
		strings.Repeat("x", 201): book.ErrTooLong, strings.Repeat("alpha ", 10_000): book.ErrTooLong,
	} {
		if _, err := w.find("commitments", query); !errors.Is(err, want) || !errors.Is(err, book.ErrFilter) {
			t.Errorf("%.20q: %v", query, err)
		}
	}
	w.finds("commitments", strings.Repeat("آ", 200))
}
