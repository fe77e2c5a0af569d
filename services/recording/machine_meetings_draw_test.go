package recording_test

import (
	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/convening"
	partycmd "ahd.example/ahd/services/commands/party"
	rulecmd "ahd.example/ahd/services/commands/rule"
)

func (m *registry) one(list []string) string { return rapid.SampledFrom(list).Draw(m.T, "") }

// draw is what somebody asks for, and the end of the code by which it has to be
// refused; "" where it has to be recorded.
func (m *registry) draw() (rulecmd.Command, string) {
	if coin.Draw(m.T, "") {
		return m.ofMeeting()
	}
	return m.ofParty()
}

// broken is a rule, and the end of the code by which it refuses.
type broken struct {
	is   bool
	code string
}

// firstOf is the code of the first rule that is broken.
func firstOf(rules ...broken) string {
	for _, rule := range rules {
		if rule.is {
			return rule.code
		}
	}
	return ""
}

func (m *registry) ofMeeting() (rulecmd.Command, string) {
	a, b := m.one(meetingIDs), m.one(meetingIDs)
	at, other := "convening/"+a, "convening/"+b
	own := broken{!m.there[at], "convening.unknown"}
	joined := broken{m.into[at] != "", "convening.joined"}
	theirs := broken{!m.there[other], "convening.unknown"}
	theirJoined := broken{m.into[other] != "", "convening.joined"}
	meeting := convening.Meeting{Convening: a}
	switch m.one([]string{"register", "join", "join", "part", "part", "follow"}) {
	case "register":
		return convening.RegisterConvening{ID: a, Convening: events.ConveningRegistered{Kind: "conference"}}, firstOf(broken{m.states[at].Convening != nil, "registered-already"})
	case "join":
		return convening.JoinConvening{Meeting: meeting, Into: b, Grounds: "one hall"},
			firstOf(own, joined, broken{a == b, "join.itself"}, theirs, theirJoined)
	case "part":
		alone := broken{m.there[at] && m.into[at] == "", "part.taken"}
		elsewhere := broken{m.into[at] != "" && m.into[at] != other, "part.elsewhere"}
		return convening.PartConvening{Meeting: meeting, From: b, Source: "note-1", Kind: "conference", Grounds: "two halls"},
			firstOf(broken{a == b, "part.itself"}, alone, elsewhere, theirs, theirJoined)
	}
	return convening.FollowUp{Meeting: meeting, Earlier: b}, firstOf(own, joined, broken{a == b, "follow-up.itself"},
		broken{m.earlier[a+" "+b], "follow-up.same"}, broken{m.earlier[b+" "+a], "follow-up.circle"})
}

func (m *registry) ofParty() (rulecmd.Command, string) {
	a, b := m.one(partyIDs), m.one(partyIDs)
	at, other := "party/"+a, "party/"+b
	own := broken{!m.there[at], "party.unknown"}
	party := partycmd.Organisation{Party: a}
	switch m.one([]string{"register", "merge", "merge", "unmerge", "describe"}) {
	case "register":
		return partycmd.RegisterParty{ID: a, Party: events.PartyRegistered{Name: a, Kind: "agency"}}, firstOf(broken{m.there[at], "registered-already"})
	case "merge":
		if !m.there[other] { // the recorder asks whether it is there before the command is asked
			other, b = at, a
		}
		return partycmd.MergeParty{Organisation: party, Into: b, Grounds: "an order"},
			firstOf(own, broken{a == b, "merge.itself"}, broken{m.into[at] != "", "merge.already"}, broken{m.into[other] != "", "merge.chain"})
	case "unmerge":
		return partycmd.UnmergeParty{Organisation: party, Grounds: "an order"}, firstOf(own, broken{m.into[at] == "", "unmerge.not-merged"})
	}
	parent := m.states[other].Party
	return partycmd.DescribeParty{Organisation: party, Described: events.PartyDescribed{Kind: "agency", Parent: &b}},
		firstOf(own, broken{a == b, "parent.itself"}, broken{parent != nil && parent.Parent == a, "parent.circle"})
}
