package rule_test

import (
	"reflect"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// about is what a command has that is about something.
type about struct {
	ID string `is:"self"`
}

func (a about) Stream() events.Stream { return rule.CommitmentStream(a.ID) }

// everything is a command that says all that a command can say.
type everything struct {
	_ struct{} `role:"auditor"`
	about
	Method   string   `is:"method"`
	Lead     *string  `is:"party"`
	Nobody   *string  `is:"party"`
	Into     []string `is:"commitment"`
	Payload  payload  `names:"party=Others address=About source=Passages.Source"`
	Report   string   `is:"report"`
	Text     string   `is:"text"`
	Why      *string  `is:"typed:reason"`
	Unsaid   *string  `is:"typed:unsaid"`
	Secret   *string  `is:"withheld"`
	Note     string   `is:"words"`
	Verified bool
	File     []byte
}

type payload struct {
	About    []string
	First    *events.Quote
	Others   []string
	Passages []events.Quote
}

// plain is a command that says nothing.
type plain struct{ about }

func (plain) Decide(fold.State, rule.Who, time.Time) error { return nil }
func (plain) Say(rule.Refs) events.Payload                 { return nil }

func (everything) Decide(fold.State, rule.Who, time.Time) error { return nil }
func (everything) Say(rule.Refs) events.Payload                 { return nil }

func TestFactsAreFoundFromTheStruct(t *testing.T) {
	word := func(text string) *string { return &text }
	first, second := events.Quote{Quote: "a", Source: "s-1"}, events.Quote{Quote: "b", Source: "s-2"}
	found := rule.FactsOf(everything{
		about: about{"cm-1"}, Method: "fair-2", Lead: word("fia"), Into: []string{"cm-2", "cm-3"}, Report: "r-1", Text: "", Why: word("because"),
		Payload: payload{About: []string{"figure/f-1", "convening/m-1", "nothing"}, First: &first, Others: []string{"fia", "nadra"}, Passages: []events.Quote{second}},
		Secret:  word("withheld"), Note: "x", File: []byte("text"),
	})
	want := rule.Facts{
		Typed: map[string]string{"reason": "because"},
		Refers: []events.Stream{{Kind: "method", ID: "fair"}, {Kind: "party", ID: "fia"}, {Kind: "commitment", ID: "cm-2"}, {Kind: "commitment", ID: "cm-3"},
			{Kind: "party", ID: "fia"}, {Kind: "party", ID: "nadra"}, {Kind: "convening", ID: "m-1"}, {Kind: "source", ID: "s-2"}},
		Seeks:  []commitment.Name{{Kind: commitment.OfReport, ID: "r-1"}, {Kind: commitment.OfErasure, ID: ""}},
		Quotes: []events.Quote{first, second}, Erases: word(""), Withheld: true, Archives: true, Archived: []byte("text"), Role: "auditor",
	}
	if !reflect.DeepEqual(found, want) {
		t.Errorf("found\n%+v, want\n%+v", found, want)
	}
	if usual := rule.FactsOf(plain{}).Role; usual != "coordinator" {
		t.Errorf("a command is usually given by a coordinator, not by %q", usual)
	}
	if known := rule.FactsOf(everything{Method: "ahd-1"}); len(known.Refers) > 0 || known.Withheld || known.Typed != nil {
		t.Errorf("the method that every register knows, and nothing else: %+v", known)
	}
}
