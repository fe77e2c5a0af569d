package recording_test

import (
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
)

// many: it is kept in several places, or is one of them.
func (p past) many() bool {
	return len(p.children()) > 0 || slices.ContainsFunc(p, func(d deed) bool {
		c, ok := d.command.(commitmentcmd.CaptureCommitment)
		return ok && c.Item.Parent != nil
	})
}

func (p past) unworded() (unworded bool) {
	for _, d := range p {
		switch c := d.command.(type) {
		case commitmentcmd.CaptureCommitment:
			unworded = c.Item.Kind == "recommendation-text-missing"
		case commitmentcmd.WordCommitment:
			unworded = false
		}
	}
	return unworded
}

func (p past) linked() (links []events.External) {
	for _, d := range p {
		switch c := d.command.(type) {
		case commitmentcmd.LinkExternal:
			links = append(links, c.External)
		case commitmentcmd.UnlinkExternal:
			links = slices.DeleteFunc(links, func(x events.External) bool { return x == c.External })
		}
	}
	return links
}

func (p past) passages() (quotes []events.Quote) {
	for _, d := range p {
		if c, ok := d.command.(commitmentcmd.CorroborateCommitment); ok {
			quotes = append(quotes, c.Quote)
		}
	}
	return quotes
}

// into is what goes on for it: one that it is merged into, or several.
func (p past) into() (ids string) {
	for _, d := range p {
		switch c := d.command.(type) {
		case commitmentcmd.MergeCommitment:
			ids = c.Into
		case commitmentcmd.SplitCommitment:
			ids = strings.Join(c.Into, " ")
		case commitmentcmd.UnmergeCommitment:
			ids = ""
		}
	}
	return ids
}

func persons(c commitmentcmd.HandOver) commitment.Persons {
	or := func(text *string) string {
		if text == nil {
			return ""
		}
		return *text
	}
	return commitment.Persons{Main: or(c.Main), Alternate: or(c.Alternate), Validator: or(c.Validator)}
}

func (p past) persons() (now commitment.Persons) {
	for _, d := range p {
		if c, ok := d.command.(commitmentcmd.HandOver); ok {
			now = persons(c)
		}
	}
	return now
}

// agreeOnIdentity compares the state with what the model reads from the same story.
func (m *machine) agreeOnIdentity(d deed) {
	s, p := *m.state.Commitment, m.past
	i := s.Identified()
	links := []string{}
	for _, link := range p.linked() {
		links = append(links, link.String())
	}
	persons := commitment.Persons{}
	if s.Persons != nil {
		persons = *s.Persons
	}
	for what, pair := range map[string][2]any{
		"unworded": {s.Unworded, p.unworded()}, "persons": {persons, p.persons()},
		"links": {strings.Join(i.Links, " "), strings.Join(links, " ")}, "passages": {len(i.Told), len(p.passages())},
		"into": {strings.TrimSpace(i.Into + " " + strings.Join(i.SplitInto, " ")), p.into()},
	} {
		if pair[0] != pair[1] {
			m.wrong(d, "%s is %v, and %v by the model", what, pair[0], pair[1])
		}
	}
}
