package example

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// exampleRegister is as much of the file as these tests look at.
type exampleRegister struct {
	Sources []struct{ ID, File, SHA256 string }
	Parties []struct {
		ID   string
		Note string `json:"kind_note"`
	}
	Convenings []struct {
		Objective    string `json:"objective_quote"`
		WhoTookPart  string `json:"participants_quote"`
		Sources      []string
		Participants []quote
	}
	Instruments []struct {
		ID   string
		Text *quote
	}
	Items []struct {
		ID         string
		Instrument string
		LeadParty  string `json:"lead_party"`
		SplitBy    string `json:"split_by"`
		Geography  []string
		Quotes     []quote
	}
	Figures []quote
}

type quote struct {
	Source string
	Quote  string
	Bytes  [2]int
}

func read(t *testing.T) exampleRegister {
	t.Helper()
	var r exampleRegister
	if err := json.Unmarshal(Register(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// notes are the sources by id.
func notes(t *testing.T, r exampleRegister) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, source := range r.Sources {
		body, err := fs.ReadFile(Sources(), source.File)
		if err != nil {
			t.Fatal(err)
		}
		texts[source.ID] = string(body)
	}
	return texts
}

func TestEveryHashIsTrueAndEveryNoteIsUsed(t *testing.T) {
	r := read(t)
	texts := notes(t, r)
	for _, source := range r.Sources {
		sum := sha256.Sum256([]byte(texts[source.ID]))
		if got := hex.EncodeToString(sum[:]); got != source.SHA256 {
			t.Errorf("%s has the hash %s, the register says %s", source.File, got, source.SHA256)
		}
	}
	files, err := fs.ReadDir(Sources(), ".")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(r.Sources) {
		t.Errorf("%d notes, %d sources", len(files), len(r.Sources))
	}
}

func TestEveryQuoteStandsAtItsRange(t *testing.T) {
	r := read(t)
	texts := notes(t, r)
	for _, item := range r.Items {
		if len(item.Quotes) == 0 {
			t.Errorf("%s has no quote", item.ID)
		}
		for _, q := range item.Quotes {
			if got, ok := cut(texts[q.Source], q.Bytes); !ok || got != q.Quote {
				t.Errorf("%s: %q stands at %v of %s, the quote is %q", item.ID, got, q.Bytes, q.Source, q.Quote)
			}
		}
	}
}

func cut(text string, at [2]int) (string, bool) {
	if at[0] < 0 || at[0] >= at[1] || at[1] > len(text) {
		return "", false
	}
	return text[at[0]:at[1]], true
}

func TestATextRunsFromItsFirstClauseToThePointAfterItsLast(t *testing.T) {
	r := read(t)
	texts := notes(t, r)
	for _, instrument := range r.Instruments {
		if instrument.Text == nil {
			continue
		}
		var want [2]int
		for _, item := range r.Items {
			if item.Instrument != instrument.ID {
				continue
			}
			if want[1] == 0 {
				want[0] = item.Quotes[0].Bytes[0]
			}
			want[1] = item.Quotes[0].Bytes[1] + 1
		}
		at := instrument.Text.Bytes
		if text, ok := cut(texts[instrument.Text.Source], at); !ok || at != want || !strings.HasSuffix(text, ".") {
			t.Errorf("%s stands at %v, its clauses at %v: %q", instrument.ID, at, want, text)
		}
	}
}

func TestEveryOtherQuoteStandsInItsSource(t *testing.T) {
	r := read(t)
	texts := notes(t, r)
	quotes := slices.Clone(r.Figures)
	for _, c := range r.Convenings {
		quotes = append(quotes, c.Participants...)
		for _, q := range []string{c.Objective, c.WhoTookPart} {
			if !slices.ContainsFunc(c.Sources, func(id string) bool { return strings.Contains(texts[id], q) }) {
				t.Errorf("%q stands in none of %v", q, c.Sources)
			}
		}
	}
	for _, q := range quotes {
		if q.Quote == "" || !strings.Contains(texts[q.Source], q.Quote) {
			t.Errorf("%q does not stand in %s", q.Quote, q.Source)
		}
	}
}

// commitments are what the register becomes: its items and their children,
// true for those that stand for their children and are reported on through them.
func commitments(r exampleRegister) map[string]bool {
	all := map[string]bool{}
	for _, item := range r.Items {
		all[item.ID] = item.SplitBy != ""
		if item.SplitBy == "" {
			continue
		}
		for _, place := range item.Geography {
			all[item.ID+"-"+strings.ToLower(place)] = false
		}
	}
	return all
}

func TestTheStoryTellsOfThisRegister(t *testing.T) {
	r := read(t)
	known := commitments(r)
	parties := map[string]bool{"": true}
	for _, party := range r.Parties {
		parties[party.ID] = true
	}
	for i, step := range told(t) {
		parent, ok := known[step.Commitment]
		if !ok {
			t.Errorf("step %d: there is no commitment %q", i, step.Commitment)
		}
		if parent {
			t.Errorf("step %d: %s is kept by its children", i, step.Commitment)
		}
		if !parties[step.Party] || !parties[step.OnBehalfOf] {
			t.Errorf("step %d: there is no organisation %q or %q", i, step.Party, step.OnBehalfOf)
		}
	}
}

// Nothing is invented of a body that exists: who answers, and for whom is reported, is
// invented too.
func TestTheStoryIsToldOfInventedBodies(t *testing.T) {
	r := read(t)
	invented, answers := map[string]bool{}, map[string]string{}
	for _, party := range r.Parties {
		invented[party.ID] = strings.HasPrefix(party.Note, "Invented for this example")
	}
	for _, item := range r.Items {
		answers[item.ID] = item.LeadParty
	}
	for i, step := range told(t) {
		if step.Do == "assign" {
			answers[step.Commitment] = step.Party
		}
		for _, party := range []string{answers[step.Commitment], step.OnBehalfOf} {
			if party != "" && !invented[party] {
				t.Errorf("step %d: %s exists", i, party)
			}
		}
		if step.Do == "progress" && answers[step.Commitment] == "" {
			t.Errorf("step %d: nobody answers for %s", i, step.Commitment)
		}
	}
}

func TestEveryStepIsWhole(t *testing.T) {
	states := []string{"planning", "in_progress", "stalled", "reported_complete"}
	whole := map[string]func(Step) bool{
		"assign": func(s Step) bool { return s.Party != "" },
		"due":    func(s Step) bool { return s.DueInDays != nil },
		"review": func(s Step) bool { return s.ReviewDays > 0 },
		"progress": func(s Step) bool {
			return slices.Contains(states, s.State) && marked(s.Narrative) && !(s.Effective != nil && s.EffectiveDaysAgo != nil)
		},
		"evidence": func(s Step) bool {
			return s.Kind == "supports" && marked(s.Narrative) && strings.HasPrefix(s.URL, "https://example.org/")
		},
	}
	for i, step := range told(t) {
		if check, ok := whole[step.Do]; !ok || !check(step) {
			t.Errorf("step %d is not whole: %+v", i, step)
		}
		if ago := step.EffectiveDaysAgo; ago != nil && *ago < 0 {
			t.Errorf("step %d happened %d days from now", i, -*ago)
		}
	}
}

// marked reports whether a narrative says that it is made up.
func marked(narrative string) bool {
	return strings.HasPrefix(narrative, "Example: ") || strings.HasPrefix(narrative, "مثال: ")
}

func told(t *testing.T) []Step {
	t.Helper()
	steps, err := Story()
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) == 0 {
		t.Fatal("nothing happened")
	}
	return steps
}
