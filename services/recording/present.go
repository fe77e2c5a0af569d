package recording

import (
	"slices"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// RecordSession asks to record a part of a convening.
type RecordSession struct {
	Meeting
	Session events.SessionRecorded
}

func (c RecordSession) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record sessions", func(s convening.State) error {
		return rule.First(rule.ValidID("session", c.Session.Session), rule.Stated("title", c.Session.Title), rule.Date("date", c.Session.Date),
			rule.When(slices.Contains(s.Sessions, c.Session.Session), rule.Refuse(rule.ErrRefused, "convening.has-already", "The meeting %s has %s already. Nothing was recorded.", c.Convening, c.Session.Session)))
	})
}

func (c RecordSession) Say(rule.Refs) events.Payload { return c.Session }

// IdentifyParticipants asks to record that two participations are of one person.
type IdentifyParticipants struct {
	Meeting
	Participation string
	SameAs        string // participation id, of any convening
	Grounds       string
}

func (c IdentifyParticipants) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record that participants are one person", func(s convening.State) error {
		return rule.First(rule.Why(c.Grounds), rule.ValidID("same-as", c.SameAs),
			rule.When(!slices.Contains(s.Participations, c.Participation), rule.Refuse(rule.ErrUnknown, "participation.unknown", "There is no participation %s of %s. Nothing was recorded.", c.Participation, c.Convening)),
			rule.When(c.SameAs == c.Participation || slices.Contains(s.Identified, c.Participation+"="+c.SameAs), rule.Refuse(rule.ErrRefused, "identify.same", "That is recorded already. Nothing was recorded.")))
	})
}

func (c IdentifyParticipants) Say(rule.Refs) events.Payload {
	return events.ParticipantsIdentified{Participation: c.Participation, SameAs: c.SameAs, Grounds: c.Grounds}
}

// RecordMember asks to record who sits in a working group.
type RecordMember struct {
	Meeting
	Member events.MemberRecorded
}

func (c RecordMember) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record members of working groups", func(s convening.State) error {
		return rule.First(
			rule.When(!slices.Contains(s.WorkingGroups, c.Member.WorkingGroup), rule.Refuse(rule.ErrUnknown, "working-group.unknown", "There is no working group %s of %s. Nothing was recorded.", c.Member.WorkingGroup, c.Convening)),
			rule.When(slices.Contains(s.Members, c.Member.WorkingGroup+"/"+c.Member.Party), rule.Refuse(rule.ErrRefused, "member.same", "That organisation sits in %s already. Nothing was recorded.", c.Member.WorkingGroup)))
	})
}

func (c RecordMember) Say(rule.Refs) events.Payload { return c.Member }

func (c RecordMember) Refers() []events.Stream { return rule.Parties(&c.Member.Party) }
