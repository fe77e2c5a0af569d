package web

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"ahd/events"
	"ahd/events/commitment"
)

// children is how children children the one thing of each kind has: more than a page shows.
const children = mostChoices + 40

// crowded is a register in which one thing of each kind has many of everything that can
// belong to it, or be said of it.
func crowded(t *testing.T) *world {
	w := newWorld(t)
	told := w.atOnce()
	text := func(text string, i int) *string { text = fmt.Sprintf(text, i); return &text }
	ids := func(pattern string) (all []string) {
		for i := range children {
			all = append(all, fmt.Sprintf(pattern, i))
		}
		return all
	}
	sayMany := func(stream string, payload func(i int) events.Payload) {
		for i := range children {
			name := stream
			if strings.Contains(stream, "%") {
				name = fmt.Sprintf(stream, i)
			}
			w.say(name, payload(i))
		}
	}
	captured := func(i int) events.CommitmentCaptured {
		return events.CommitmentCaptured{Children: []string{}, Convening: "c-0", Instrument: text("i-%d", 0), WorkingGroup: text("wg-%d", 0), Geography: []string{}, Kind: "call",
			Quotes: []events.Quote{nastyQuote()}, SDGTargets: []string{}, Text: fmt.Sprintf("Commitment %d", i)}
	}
	var clauses []events.Clause
	for i := range children {
		clauses = append(clauses, events.Clause{Address: text("clause-%d", i), Item: fmt.Sprintf("cm-%d", i)})
	}
	sayMany("source/s-%d", func(i int) events.Payload {
		return events.SourceArchived{SHA256: "ab", File: fmt.Sprintf("s-%d.txt", i)}
	})
	sayMany("party/p-%d", func(i int) events.Payload {
		return events.PartyRegistered{Name: fmt.Sprintf("Organisation %d", i), Kind: "government"}
	})
	sayMany("convening/c-%d", func(i int) events.Payload {
		registered := events.ConveningRegistered{Kind: "conference", Sources: []string{}, Organisers: []string{}, Partners: []string{}}
		if i == 0 {
			registered.Sources, registered.Organisers, registered.Partners = ids("s-%d"), ids("p-%d"), ids("p-%d")
		}
		return registered
	})
	sayMany("convening/c-0", func(i int) events.Payload {
		return events.WorkingGroupFormed{WorkingGroup: fmt.Sprintf("wg-%d", i), Name: fmt.Sprintf("Group %d", i)}
	})
	sayMany("convening/c-0", func(i int) events.Payload {
		return events.MemberRecorded{WorkingGroup: "wg-0", Party: fmt.Sprintf("p-%d", i)}
	})
	sayMany("convening/c-0", func(i int) events.Payload {
		return events.FigureAsserted{Figure: fmt.Sprintf("fg-%d", i), Claim: "so children", ConflictsWith: []string{fmt.Sprintf("fg-%d", (i+1)%children)}, Quote: nastyQuote()}
	})
	sayMany("convening/c-0", func(i int) events.Payload {
		return events.ParticipationRecorded{Participation: fmt.Sprintf("pa-%d", i), Quote: nastyQuote()}
	})
	sayMany("instrument/i-%d", func(i int) events.Payload {
		adopted := events.DeclarationAdopted{Convening: "c-0", Clauses: clauses[:max(1, children*(1-min(i, 1)))]}
		if i%2 == 1 {
			return events.RecommendationsIssued{Convening: "c-0", WorkingGroup: text("wg-%d", 0)}
		}
		return adopted
	})
	sayMany("instrument/i-0", func(i int) events.Payload { return events.SignatoryRecorded{Party: fmt.Sprintf("p-%d", i)} })
	sayMany("commitment/cm-%d", func(i int) events.Payload {
		one := captured(i)
		if i == 0 {
			one.Children = ids("part-%d")
		}
		return one
	})
	sayMany("commitment/part-%d", func(i int) events.Payload {
		one := captured(i)
		one.Parent = text("cm-%d", 0)
		return one
	})
	sayMany("commitment/cm-1", func(i int) events.Payload {
		return events.ResponsibilityHandedOver{Party: fmt.Sprintf("p-%d", i%2)}
	})
	sayMany("commitment/cm-1", func(i int) events.Payload { return events.CommitmentCorroborated{Quote: nastyQuote()} })
	sayMany("commitment/cm-1", func(i int) events.Payload {
		return events.MilestoneSet{Milestone: fmt.Sprintf("ms-%d", i), Title: "A step"}
	})
	sayMany("commitment/cm-1", func(i int) events.Payload {
		return events.ProgressReported{State: commitment.InProgress, Milestones: []string{}, Measurements: []events.Measurement{}}
	})
	sayMany("commitment/cm-%d", func(i int) events.Payload { return events.CommitmentAssigned{Party: "p-0"} })
	sayMany("convening/c-0", func(i int) events.Payload {
		return events.SessionRecorded{Session: fmt.Sprintf("se-%d", i), Title: "A session"}
	})
	sayMany("register/register", func(i int) events.Payload {
		return events.QuestionRaised{Question: fmt.Sprintf("oq-%d", i), Text: "Which year?", About: []string{"convening/c-0", "commitment/cm-1", "party/p-0"}}
	})
	told()
	return w
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
		page := w.page(address)
		if list, rows := longestList(page); rows > mostItems+2 && !((list == "select" || list == "optgroup") && rows <= mostChoices+4) {
			t.Errorf("%s has a %s with %d rows", address, list, rows)
		}
		if len(page) > 700_000 {
			t.Errorf("%s has %d bytes", address, len(page))
		}
	}
}
