// Package party answers: may this be recorded of an organisation?
package party

import (
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/events/party"
	"ahd/services/commands/rule"
)

// Organisation is the organisation that a command is about.
type Organisation struct {
	Party string `is:"self"`
}

// Stream is that of the organisation.
func (o Organisation) Stream() events.Stream { return events.Stream{Kind: "party", ID: o.Party} }

func (o Organisation) keeps(state fold.State, who rule.Who, checks ...func(party.State) error) error {
	if state.Party == nil {
		return rule.Refuse(rule.ErrUnknown, "party.unknown", "There is no organisation %s in the register. Nothing was recorded.", o.Party)
	}
	for _, check := range checks {
		if err := check(*state.Party); err != nil {
			return err
		}
	}
	return rule.MayRecord(who, "record what organisations are", rule.Keepers...)
}

// NameParty asks to record what an organisation is called.
type NameParty struct {
	Organisation
	Named events.PartyNamed
}

func (c NameParty) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, func(s party.State) error {
		same := s.Name == c.Named.Name && (c.Named.NameUR == nil || *c.Named.NameUR == s.NameUR) && (c.Named.Acronym == nil || *c.Named.Acronym == s.Acronym)
		return rule.First(rule.Stated("name", c.Named.Name), rule.Date("effective", c.Named.Effective), rule.Why(c.Named.Grounds),
			rule.When(same, rule.Refuse(rule.ErrRefused, "name.same", "It is called that already. Nothing was recorded.")))
	})
}

func (c NameParty) Say(rule.Refs) events.Payload { return c.Named }

// DescribeParty asks to record what kind of organisation it is, where, and of which.
type DescribeParty struct {
	Organisation
	Described events.PartyDescribed `names:"party=Parent"`
}

func (c DescribeParty) Decide(state fold.State, who rule.Who, _ time.Time) error {
	d := c.Described
	return c.keeps(state, who, func(party.State) error {
		return rule.First(rule.Stated("kind", d.Kind), rule.Place("place", d.Place),
			rule.When(rule.Or(d.Parent) == c.Party, rule.Refuse(rule.ErrRefused, "parent.itself", "An organisation cannot belong to itself. Nothing was recorded.")))
	})
}

func (c DescribeParty) Say(rule.Refs) events.Payload { return c.Described }

// Consider refuses a circle of two.
func (c DescribeParty) Consider(named rule.Named) error {
	parent := named["party/"+rule.Or(c.Described.Parent)].Party
	return rule.When(parent != nil && parent.Parent == c.Party, rule.Refuse(rule.ErrRefused, "parent.circle", "That organisation belongs to %s already. Nothing was recorded.", c.Party))
}

// NameFocalPersons asks to record who speaks for an organisation.
type NameFocalPersons struct {
	Organisation
	Persons events.FocalPersonsNamed `names:"person=Main person=Alternate person=Validator"`
}

func (c NameFocalPersons) Decide(state fold.State, who rule.Who, _ time.Time) error {
	d := c.Persons
	return c.keeps(state, who, func(s party.State) error {
		return rule.First(rule.Date("effective", d.Effective), rule.Persons(d.Main, d.Alternate, d.Validator),
			rule.When(s.Main == rule.Or(d.Main) && s.Alternate == rule.Or(d.Alternate) && s.Validator == rule.Or(d.Validator), rule.Refuse(rule.ErrRefused, "persons.same", "That is recorded already. Nothing was recorded.")))
	})
}

func (c NameFocalPersons) Say(rule.Refs) events.Payload { return c.Persons }

// RegisterParty asks to record an organisation.
type RegisterParty struct {
	ID    string `is:"self"`
	Party events.PartyRegistered
}

func (c RegisterParty) Stream() events.Stream { return events.Stream{Kind: "party", ID: c.ID} }

func (c RegisterParty) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Party != nil {
		return rule.Refuse(rule.ErrRefused, "party.registered-already", "The organisation %s is in the register already. Nothing was recorded.", c.ID)
	}
	return rule.First(rule.Stated("name", c.Party.Name), rule.Stated("kind", c.Party.Kind), rule.MayRecord(who, "register organisations", "coordinator", "administrator"))
}

func (c RegisterParty) Say(rule.Refs) events.Payload { return c.Party }
