package convening

import (
	"slices"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// IdentifyParticipants asks to record that two participations are of one person.
type IdentifyParticipants struct {
	Meeting
	Participation string `is:"part"`
	SameAs        string `is:"part"` // participation id, of any convening
	Grounds       string `is:"words"`
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
	Member events.MemberRecorded `names:"party=Party"`
}

func (c RecordMember) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record members of working groups", func(s convening.State) error {
		return rule.First(
			rule.When(!slices.Contains(s.WorkingGroups, c.Member.WorkingGroup), rule.Refuse(rule.ErrUnknown, "working-group.unknown", "There is no working group %s of %s. Nothing was recorded.", c.Member.WorkingGroup, c.Convening)),
			rule.When(slices.Contains(s.Members, c.Member.WorkingGroup+"/"+c.Member.Party), rule.Refuse(rule.ErrRefused, "member.same", "That organisation sits in %s already. Nothing was recorded.", c.Member.WorkingGroup)))
	})
}

func (c RecordMember) Say(rule.Refs) events.Payload { return c.Member }

// RecordParticipation asks to record who took part in a convening.
type RecordParticipation struct {
	Convening     string                       `is:"self"`
	Participation events.ParticipationRecorded `names:"source=Quote.Source"`
}

func (c RecordParticipation) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c RecordParticipation) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.Participations }, c.Participation.Participation); err != nil {
		return err
	}
	return rule.MayRecord(who, "record participants", "coordinator", "administrator")
}

func (c RecordParticipation) Say(rule.Refs) events.Payload { return c.Participation }

// FormWorkingGroup asks to record a body of a convening.
type FormWorkingGroup struct {
	Convening string `is:"self"`
	Group     events.WorkingGroupFormed
}

func (c FormWorkingGroup) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c FormWorkingGroup) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.WorkingGroups }, c.Group.WorkingGroup); err != nil {
		return err
	}
	return rule.First(rule.Stated("name", c.Group.Name), rule.MayRecord(who, "record working groups", "coordinator", "administrator"))
}

func (c FormWorkingGroup) Say(rule.Refs) events.Payload { return c.Group }
