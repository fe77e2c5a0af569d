package summaries

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
	counting "ahd.example/ahd/projections/methods"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/wording"
)

// A summary is asked for in steps, each a form of its own that carries what was chosen
// before: about what, as known when, by which method, in which language. Nothing is
// kept on the way; the address holds it all.

var builderSteps = []string{"About what", "As known when", "By which method", "In which language"}

// builderPage is one step.
type builderPage struct {
	Step    int // from 1
	Steps   []builderStep
	Asked   request
	Kept    []field      // what other steps chose
	Chosen  []web.Chosen // scopes so far
	Groups  []choiceGroup
	Methods []web.Choice
	Langs   []web.Choice
}

type builderStep struct {
	Words, Chosen, Href string
	Now                 bool
}

type field struct{ Name, Value string }

// choiceGroup is what can be chosen of one kind.
type choiceGroup struct {
	Label   string
	Choices []web.Choice
}

func (s pages) builder(r *http.Request) (web.Answer, error) {
	a, err := readAsked(r)
	if err != nil {
		return web.Answer{}, err
	}
	step, err := strconv.Atoi(a.Step)
	if a.Step == "" {
		step, err = 1, nil
	}
	if err != nil || step < 1 || step > len(builderSteps) {
		return web.Answer{}, cause.Of(web.Malformed("There is no such step. Start again from the form."), err)
	}
	page := builderPage{Step: step, Asked: a}
	sequence, err := s.Read(r, func(v *book.View) error { return s.fillBuilder(v, &page) })
	return web.Answer{View: "builder", Title: "Make a summary", Sequence: sequence, Page: page}, err
}

func (s pages) fillBuilder(v *book.View, page *builderPage) error {
	groups, err := s.scopes(s.Names(v))
	if err != nil {
		return err
	}
	for _, text := range page.Asked.Scope {
		one, err := reporting.ParseScope(text)
		if err != nil {
			return err
		}
		without := page.Asked
		without.Scope = slices.DeleteFunc(slices.Clone(without.Scope), func(other string) bool { return other == text })
		page.Chosen = append(page.Chosen, web.Chosen{Label: wording.Plain(one.Kind), Words: wordsFor(groups, text), Without: "/summaries/new?" + without.query().Encode()})
	}
	rows, err := counting.List(v)
	for _, row := range rows {
		page.Methods = append(page.Methods, web.Choice{Value: row.Name, Words: row.Name + " · " + row.Title, Chosen: row.Name == page.Asked.Method})
	}
	for _, l := range wording.Languages {
		page.Langs = append(page.Langs, web.Choice{Value: string(l), Words: l.Own(), Chosen: page.Asked.language() == l})
	}
	page.Groups = groups
	page.steps()
	return err
}

// steps says where one is, and what other steps chose.
func (p *builderPage) steps() {
	var about []string
	for _, c := range p.Chosen {
		about = append(about, c.Words)
	}
	when := strings.TrimSpace(p.Asked.At)
	if p.Asked.On != "" {
		when = strings.TrimSpace(when + " on " + p.Asked.On)
	}
	for i, chose := range []string{strings.Join(about, ", "), when, p.Asked.Method, p.Asked.language().Own()} {
		p.Steps = append(p.Steps, builderStep{Words: builderSteps[i], Chosen: chose, Now: i+1 == p.Step,
			Href: "/summaries/new?" + p.Asked.with("step", strconv.Itoa(i+1))})
	}
	for name, values := range p.Asked.query() {
		own := map[string]int{"scope": 0, "at": 2, "on": 2, "method": 3, "lang": 4}[name]
		for _, value := range values {
			if own != p.Step {
				p.Kept = append(p.Kept, field{name, value})
			}
		}
	}
	slices.SortStableFunc(p.Kept, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
}

// wordsFor are what people call a scope; itself where nobody offered it.
func wordsFor(groups []choiceGroup, value string) string {
	for _, group := range groups {
		for _, c := range group.Choices {
			if c.Value == value {
				return c.Words
			}
		}
	}
	return value
}

// scopes are what a summary can be about, as far as it can be listed.
func (s pages) scopes(n *web.Names) ([]choiceGroup, error) {
	things, err := web.Known(n)
	if err != nil {
		return nil, err
	}
	provinces := slices.DeleteFunc(slices.Clone(wording.Places), func(code string) bool { return strings.Contains(code, "/") })
	targets := make([]web.Choice, len(codes.SDGTargets.Entries))
	for i, entry := range codes.SDGTargets.Entries {
		targets[i] = web.Choice{Value: entry.Code, Words: entry.Code + " · " + s.Wording.Codes().SDGTarget(entry.Code)}
	}
	var groups []choiceGroup
	for _, g := range []struct {
		label, kind string
		choices     []web.Choice
	}{
		{"Organisations", "party", things["party"]}, {"Provinces", "province", web.Worded(provinces, s.Wording.Codes().Place)},
		{"Pillars", "pillar", web.Worded(commitment.Pillars, s.Wording.Pillar)}, {"Conferences and meetings", "convening", things["convening"]},
		{"Working groups", "working-group", things["working-group"]}, {"Declarations and recommendations", "instrument", things["instrument"]},
		{"Kinds of commitment", "kind", web.Worded(commitment.Kinds, s.Wording.Kind)}, {"SDG targets", "sdg-target", targets},
	} {
		group := choiceGroup{Label: g.label}
		for _, c := range g.choices {
			group.Choices = append(group.Choices, web.Choice{Value: g.kind + "/" + c.Value, Words: c.Words})
		}
		group.Choices = web.Offered(group.Choices)
		if len(group.Choices) > 0 {
			groups = append(groups, group)
		}
	}
	return groups, n.Err
}
