package recording_test

import (
	"fmt"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/party"
	personcmd "ahd.example/ahd/services/commands/person"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// The world of the second machine: eight commitments of three convenings, six people
// of six organisations, and whoever works at the folder.
const (
	itemsDrawn  = 8
	peopleDrawn = 6
)

var meetingsDrawn = []string{"m-1", "m-2", "m-3"}

// item is one that still goes on by itself, mostly, and the favourite now and then, so
// that more than one thing happens to it.
func (m *dutiesMachine) item() string {
	if m.chance(40) && len(m.model.items[m.favourite].goesOn) == 0 {
		return m.favourite
	}
	id := fmt.Sprintf("i-%d", 1+m.below(itemsDrawn))
	for range 8 {
		if len(m.model.items[id].goesOn) == 0 {
			break
		}
		id = fmt.Sprintf("i-%d", 1+m.below(itemsDrawn))
	}
	return id
}

func (m *dutiesMachine) other(than string) string {
	for {
		if id := fmt.Sprintf("i-%d", 1+m.below(itemsDrawn)); id != than || m.chance(5) {
			return id
		}
	}
}

func (m *dutiesMachine) org() string { return fmt.Sprintf("o-%d", 1+m.below(peopleDrawn)) }

// usually are the commands by how often they come.
var usually = strings.Fields(`assess assess assess assess assess assess close close reopen report report report report proxy answer retract
	report report assign hand-over hand-over merge merge unmerge unmerge unmerge split supersede merge-party unmerge-party unmerge-party parent parent
	join part part move coordinate`)

// draw is what is asked next, and by whom.
func (m *dutiesMachine) draw() (rule.Command, rule.Who) {
	item, reason := m.item(), text("so it is")
	on := commitment.On{ID: item}
	why := commitment.Reasoned{On: on, Reason: reason}
	house := party.Organisation{Party: m.org()}
	switch one(&m.hand, usually) {
	case "assess":
		return commitment.AssessCommitment{On: on, Level: "limited", Confidence: "high", Method: "ahd-1", Rationale: reason}, m.by("assessor")
	case "close":
		return commitment.CloseCommitment{Reasoned: why, Outcome: "not_implemented"}, m.by("approver")
	case "reopen":
		return commitment.ReopenCommitment{Reasoned: why}, m.by("approver")
	case "report":
		return commitment.ReportProgress{ID: item, State: "planning"}, m.by("focal_point")
	case "proxy":
		who := m.by(one(&m.hand, []string{"focal_point", "focal_point", "coordinator"}))
		who.For = one(&m.hand, []string{m.model.items[item].lead, m.org()})
		return commitment.ReportProgress{ID: item, State: "planning"}, who
	case "answer":
		report := m.reported(item)
		who := m.by("validator")
		for range 2 * peopleDrawn { // mostly one who may
			if who.Party == report.of {
				break
			}
			who = m.by("validator")
		}
		if m.chance(50) {
			return commitment.ConfirmReport{On: on, Report: report.id}, who
		}
		return commitment.ContestReport{Reasoned: why, Report: report.id}, who
	case "retract":
		return commitment.RetractProgress{Reasoned: why, Report: m.reported(item).id}, m.by("focal_point")
	case "assign":
		return commitment.AssignCommitment{ID: item, Party: m.org()}, m.local("coordinator")
	case "hand-over":
		return commitment.HandOver{Reasoned: why, Party: m.org(), Main: opt(m.chance(20), m.person()), Validator: opt(m.chance(10), "p-9")}, m.local("coordinator")
	case "merge":
		return commitment.MergeCommitment{Reasoned: why, Into: m.successor(item)}, m.local("coordinator")
	case "unmerge":
		if merged := m.merged(); len(merged) > 0 {
			why.ID = one(&m.hand, merged)
		}
		return commitment.UnmergeCommitment{Reasoned: why}, m.local("coordinator")
	case "split":
		return commitment.SplitCommitment{Reasoned: why, Into: []string{m.successor(item), m.other(item)}}, m.local("coordinator")
	case "supersede":
		return commitment.SupersedeCommitment{Reasoned: why, By: m.successor(item)}, m.local("coordinator")
	case "merge-party":
		return party.MergeParty{Organisation: house, Into: m.org(), Grounds: "so it is"}, m.local("coordinator")
	case "unmerge-party":
		return party.UnmergeParty{Organisation: house, Grounds: "so it is"}, m.local("coordinator")
	case "parent":
		return party.DescribeParty{Organisation: house, Described: events.PartyDescribed{Kind: "agency", Parent: opt(m.chance(50), one(&m.hand, []string{"o-1", "o-1", m.org()}))}}, m.local("coordinator")
	case "join":
		return convening.JoinConvening{Meeting: convening.Meeting{Convening: one(&m.hand, meetingsDrawn)}, Into: one(&m.hand, meetingsDrawn), Grounds: "so it is"}, m.local("coordinator")
	case "part":
		id := one(&m.hand, meetingsDrawn)
		return convening.PartConvening{Meeting: convening.Meeting{Convening: id}, From: m.model.joined[id], Source: "note-" + id, Grounds: "so it is"}, m.local("coordinator")
	case "move":
		return personcmd.RecordPerson{ID: m.person(), Party: text(m.org()), Roles: allRoles}, m.local("administrator")
	}
	return commitment.RateSmart{On: on, Measurable: true}, m.by("coordinator")
}

// tempted is somebody who may not, where there is one.
func (m *dutiesMachine) tempted(command rule.Command, who rule.Who) rule.Who {
	var mayNot []rule.Who
	for i := range peopleDrawn {
		id := fmt.Sprintf("p-%d", i+1)
		other := recording.Acting(id, who.Role, m.acts[id])
		other.For = who.For
		if code, _ := m.model.against(command.Stream().ID, other, command); code != "" {
			mayNot = append(mayNot, other)
		}
	}
	if len(mayNot) == 0 {
		return who
	}
	return one(&m.hand, mayNot)
}

var allRoles = []string{"coordinator", "focal_point", "validator", "assessor", "approver"}

func (m *dutiesMachine) person() string { return fmt.Sprintf("p-%d", 1+m.below(peopleDrawn)) }

func (m *dutiesMachine) by(role string) rule.Who {
	if m.chance(4) {
		return m.local(role)
	}
	id := m.person()
	return recording.Acting(id, role, m.acts[id])
}

func (m *dutiesMachine) local(role string) rule.Who { return recording.Acting("local", role, "") }

// reported is a report that was entered for another organisation, where there is one.
func (m *dutiesMachine) reported(item string) entered {
	if ids := m.reports[item]; len(ids) > 0 {
		return one(&m.hand, ids)
	}
	return entered{id: uuid(999_999)}
}

// entered is a report and the organisation for which it was entered.
type entered struct{ id, of string }

func (m *dutiesMachine) merged() (ids []string) {
	for i := range itemsDrawn {
		if id := fmt.Sprintf("i-%d", 1+i); m.model.items[id].merged {
			ids = append(ids, id)
		}
	}
	return ids
}
