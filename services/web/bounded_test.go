package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// children is how children children the one thing of each kind has: more than a page shows.
const children = web.MaxChoices + 40

// throng fills a register in which one thing of each kind has many of everything that can
// belong to it, or be said of it.
type throng struct{ *webtest.World }

func crowded(t *testing.T) *webtest.World {
	c := throng{webtest.New(t)}
	told := c.AtOnce()
	c.meetings()
	c.groups()
	c.instruments()
	c.commitments()
	c.course()
	c.questions()
	told()
	return c.World
}

// many says something for each child, to the stream of each where the pattern has a place
// for its number.
func (c throng) many(pattern string, payload func(i int) events.Payload) {
	for i := range children {
		stream := pattern
		if strings.Contains(pattern, "%") {
			stream = fmt.Sprintf(pattern, i)
		}
		c.Say(stream, payload(i))
	}
}

func ids(pattern string) (all []string) {
	for i := range children {
		all = append(all, fmt.Sprintf(pattern, i))
	}
	return all
}

func (c throng) meetings() {
	c.many("source/s-%d", func(i int) events.Payload {
		return events.SourceArchived{SHA256: "ab", File: fmt.Sprintf("s-%d.txt", i)}
	})
	c.many("party/p-%d", func(i int) events.Payload {
		return events.PartyRegistered{Name: fmt.Sprintf("Organisation %d", i), Kind: "government"}
	})
	c.many("convening/c-%d", func(i int) events.Payload {
		registered := events.ConveningRegistered{Kind: "conference", Sources: []string{}, Organisers: []string{}, Partners: []string{}}
		if i == 0 {
			registered.Sources, registered.Organisers, registered.Partners = ids("s-%d"), ids("p-%d"), ids("p-%d")
		}
		return registered
	})
	c.many("convening/c-0", func(i int) events.Payload {
		return events.SessionRecorded{Session: fmt.Sprintf("se-%d", i), Title: "A session"}
	})
}

func (c throng) groups() {
	c.many("convening/c-0", func(i int) events.Payload {
		return events.WorkingGroupFormed{WorkingGroup: fmt.Sprintf("wg-%d", i), Name: fmt.Sprintf("Group %d", i)}
	})
	c.many("convening/c-0", func(i int) events.Payload {
		return events.MemberRecorded{WorkingGroup: "wg-0", Party: fmt.Sprintf("p-%d", i)}
	})
	c.many("convening/c-0", func(i int) events.Payload {
		return events.FigureAsserted{Figure: fmt.Sprintf("fg-%d", i), Claim: "so children", ConflictsWith: []string{fmt.Sprintf("fg-%d", (i+1)%children)}, Quote: webtest.NastyQuote()}
	})
	c.many("convening/c-0", func(i int) events.Payload {
		return events.ParticipationRecorded{Participation: fmt.Sprintf("pa-%d", i), Quote: webtest.NastyQuote()}
	})
}

// instruments: the first has a clause for each commitment, every second was issued by one
// group.
func (c throng) instruments() {
	var clauses []events.Clause
	for i, item := range ids("cm-%d") {
		clauses = append(clauses, events.Clause{Address: new(fmt.Sprintf("clause-%d", i)), Item: item})
	}
	c.many("instrument/i-%d", func(i int) events.Payload {
		switch {
		case i%2 == 1:
			return events.RecommendationsIssued{Convening: "c-0", WorkingGroup: new("wg-0")}
		case i == 0:
			return events.DeclarationAdopted{Convening: "c-0", Clauses: clauses}
		}
		return events.DeclarationAdopted{Convening: "c-0", Clauses: clauses[:1]}
	})
	c.many("instrument/i-0", func(i int) events.Payload { return events.SignatoryRecorded{Party: fmt.Sprintf("p-%d", i)} })
}

// commitments: the first has many parts, and one organisation answers for all.
func (c throng) commitments() {
	captured := func(i int) events.CommitmentCaptured {
		return events.CommitmentCaptured{Children: []string{}, Convening: "c-0", Instrument: new("i-0"), WorkingGroup: new("wg-0"), Geography: []string{}, Kind: "call",
			Quotes: []events.Quote{webtest.NastyQuote()}, SDGTargets: []string{}, Text: fmt.Sprintf("Commitment %d", i)}
	}
	c.many("commitment/cm-%d", func(i int) events.Payload {
		one := captured(i)
		if i == 0 {
			one.Children = ids("part-%d")
		}
		return one
	})
	c.many("commitment/part-%d", func(i int) events.Payload {
		one := captured(i)
		one.Parent = new("cm-0")
		return one
	})
	c.many("commitment/cm-%d", func(int) events.Payload { return events.CommitmentAssigned{Party: "p-0"} })
}

// course is what happened to one commitment.
func (c throng) course() {
	c.many("commitment/cm-1", func(i int) events.Payload {
		return events.ResponsibilityHandedOver{Party: fmt.Sprintf("p-%d", i%2)}
	})
	c.many("commitment/cm-1", func(int) events.Payload { return events.CommitmentCorroborated{Quote: webtest.NastyQuote()} })
	c.many("commitment/cm-1", func(i int) events.Payload {
		return events.MilestoneSet{Milestone: fmt.Sprintf("ms-%d", i), Title: "A step"}
	})
	c.many("commitment/cm-1", func(int) events.Payload {
		return events.ProgressReported{State: commitment.InProgress, Milestones: []string{}, Measurements: []events.Measurement{}}
	})
}

func (c throng) questions() {
	c.many("register/register", func(i int) events.Payload {
		return events.QuestionRaised{Question: fmt.Sprintf("oq-%d", i), Text: "Which year?", About: []string{"convening/c-0", "commitment/cm-1", "party/p-0"}}
	})
}

var (
	listTag = regexp.MustCompile(`<(/?)(ul|ol|tbody|select|optgroup|dl|dd|li|tr|option|a)(?:\s[^<>]*)?>`)
	rowTags = map[string]string{"ul": "li", "ol": "li", "tbody": "tr", "select": "option", "dl": "dd", "dd": "a", "optgroup": "option"}
)

// longestList is the list of a page with the most rows: rows that stand in it and not deeper.
func longestList(page string) (list string, rows int) {
	type open struct {
		list string
		rows int
	}
	var lists []open
	for _, tag := range listTag.FindAllStringSubmatch(page, -1) {
		name := tag[2]
		last := len(lists) - 1
		switch {
		case rowTags[name] != "" && tag[1] == "":
			if last >= 0 && rowTags[lists[last].list] == name {
				lists[last].rows++
			}
			lists = append(lists, open{list: name})
		case rowTags[name] != "":
			if lists[last].rows > rows {
				list, rows = lists[last].list, lists[last].rows
			}
			lists = lists[:last]
		case tag[1] == "" && last >= 0 && rowTags[lists[last].list] == name:
			lists[last].rows++
		}
	}
	return list, rows
}

// However much belongs to a thing, no page shows a list, a table or a field with more than
// a page of it, and none is too large for a telephone.
func TestNoPageGrowsWithWhatBelongsToIt(t *testing.T) {
	w := crowded(t)
	for _, address := range []string{"/", "/?search=commitment", "/commitments/cm-0", "/commitments/cm-1", "/convenings/c-0", "/instruments/i-0", "/instruments/i-1", "/working-groups/wg-0",
		"/organisations", "/organisations/p-0", "/summaries", "/summaries/new", "/unknown", "/changes?from=1"} {
		page := w.Page(address)
		if list, rows := longestList(page); rows > web.MaxItems+2 && !((list == "select" || list == "optgroup") && rows <= web.MaxChoices+4) {
			t.Errorf("%s has a %s with %d rows", address, list, rows)
		}
		if dead := deadLinks(page); len(dead) > 0 {
			t.Errorf("%s leads to parts that are not on it: %v", address, dead)
		}
		if len(page) > 700_000 {
			t.Errorf("%s has %d bytes", address, len(page))
		}
	}
}

var (
	partLink = regexp.MustCompile(`href="[^"]*\?[a-z]+=[0-9]+#([a-z-]+)"`)
	idTag    = regexp.MustCompile(`\sid="([^"]*)"`)
)

// deadLinks are the names of parts to whose other pages a page leads, and which it does not
// have.
func deadLinks(page string) (dead []string) {
	ids := map[string]bool{}
	for _, id := range idTag.FindAllStringSubmatch(page, -1) {
		ids[id[1]] = true
	}
	for _, link := range partLink.FindAllStringSubmatch(page, -1) {
		if !ids[link[1]] {
			dead = append(dead, link[1])
		}
	}
	return dead
}
