package convening

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// IdentifyParticipants asks to record that two participations are of one person.
type IdentifyParticipants struct {
	Meeting
	Grounds       string `json:"grounds" name:"reason" is:"words" required:"true" placeholder:"TEXT" doc:"Why. It stays in the record for good: no names of victims."`
	Participation string `json:"participation" is:"part" required:"true" placeholder:"ID" doc:"The participation, by its id, such as p-0f3a5c7e9b1d2f40."`
	SameAs        string `json:"same_as" is:"part" required:"true" placeholder:"ID" doc:"Another participation of the same person, at any meeting."` // participation id, of any convening
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
	Member events.MemberRecorded `json:"member" names:"party=Party"`
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
	Convening     string                       `json:"convening" is:"self"`
	Participation events.ParticipationRecorded `json:"participation" names:"source=Quote.Source"`
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
	Convening string                    `json:"convening" is:"self"`
	Group     events.WorkingGroupFormed `json:"group"`
}

func (c FormWorkingGroup) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c FormWorkingGroup) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.WorkingGroups }, c.Group.WorkingGroup); err != nil {
		return err
	}
	return rule.First(rule.Stated("name", c.Group.Name), rule.MayRecord(who, "record working groups", "coordinator", "administrator"))
}

func (c FormWorkingGroup) Say(rule.Refs) events.Payload { return c.Group }

// WorkingGroupTyped is a body of a convening, as it is typed.
type WorkingGroupTyped struct {
	Meeting
	ID     string `name:"id" required:"true" placeholder:"ID" doc:"An id for the working group."`
	Called string `is:"words" required:"true" placeholder:"TEXT" doc:"What it is called."`
}

func (t WorkingGroupTyped) Fields() (any, error) {
	return FormWorkingGroup{t.Convening, events.WorkingGroupFormed{WorkingGroup: t.ID, Name: t.Called}}, nil
}

// MemberTyped is who sits in a working group, as it is typed.
type MemberTyped struct {
	Meeting
	WorkingGroup string  `required:"true" placeholder:"ID" doc:"The working group."`
	Party        string  `required:"true" placeholder:"ID" doc:"The organisation that sits in it."`
	RoleStated   *string `is:"words" placeholder:"TEXT" doc:"As what, in the words of the source: chair."`
}

func (t MemberTyped) Fields() (any, error) {
	return RecordMember{t.Meeting, events.MemberRecorded{WorkingGroup: t.WorkingGroup, Party: t.Party, RoleStated: t.RoleStated}}, nil
}

// ParticipationTyped is who took part, as it is typed.
type ParticipationTyped struct {
	Meeting
	rule.Quoted
	Called        *string `is:"words" placeholder:"TEXT" doc:"The name, only of an office holder whom the source names in public. Never of a victim."`
	RoleStated    *string `is:"words" placeholder:"TEXT" doc:"The office, in the words of the source: Director General of FIA."`
	ConveningRole *string `is:"words" placeholder:"TEXT" doc:"As what the person took part: speaker, guest of honour."`
}

func (t ParticipationTyped) Fields() (any, error) {
	quote, err := t.Asked()
	return RecordParticipation{t.Convening, events.ParticipationRecorded{
		Quote: quote, Name: t.Called, RoleStated: t.RoleStated, ConveningRole: t.ConveningRole,
	}}, err
}
