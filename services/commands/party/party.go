// Package party answers: may this be recorded of an organisation?
package party

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/party"
	"ahd.example/ahd/services/commands/rule"
)

// Organisation is the organisation that a command is about.
type Organisation struct {
	Party string `json:"party" is:"self" required:"true" placeholder:"ID" doc:"The organisation."`
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
	Named events.PartyNamed `json:"named"`
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
	Described events.PartyDescribed `json:"described" names:"party=Parent"`
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
	Persons events.FocalPersonsNamed `json:"persons" names:"person=Main person=Alternate person=Validator"`
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
	ID    string                 `json:"id" is:"self"`
	Party events.PartyRegistered `json:"party"`
}

func (c RegisterParty) Stream() events.Stream { return events.Stream{Kind: "party", ID: c.ID} }

func (c RegisterParty) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Party != nil {
		return rule.Refuse(rule.ErrRefused, "party.registered-already", "The organisation %s is in the register already. Nothing was recorded.", c.ID)
	}
	return rule.First(rule.Stated("name", c.Party.Name), rule.Stated("kind", c.Party.Kind), rule.MayRecord(who, "register organisations", "coordinator", "administrator"))
}

func (c RegisterParty) Say(rule.Refs) events.Payload { return c.Party }

// PartyTyped is an organisation as it is typed.
type PartyTyped struct {
	ID       string  `name:"id" required:"true" placeholder:"ID" doc:"An id for it, such as fia."`
	Called   string  `is:"words" required:"true" placeholder:"TEXT" doc:"What it is called."`
	Kind     string  `is:"words" required:"true" placeholder:"KIND" doc:"government, law-enforcement, civil-society, … in your own classification."`
	Acronym  *string `is:"words" placeholder:"TEXT" doc:"Its acronym."`
	KindNote *string `is:"words" placeholder:"TEXT" doc:"What else there is to say of its kind."`
}

func (t PartyTyped) Fields() (any, error) {
	return RegisterParty{t.ID, events.PartyRegistered{Name: t.Called, Kind: t.Kind, Acronym: t.Acronym, KindNote: t.KindNote, Sources: []string{}}}, nil
}

// NameTyped is what an organisation is called, as it is typed.
type NameTyped struct {
	Organisation
	rule.Grounded
	Called    string  `is:"words" required:"true" placeholder:"TEXT" doc:"What it is called from now on. The older names still find it."`
	NameUR    *string `name:"name-ur" is:"words" placeholder:"TEXT" doc:"The same in Urdu."`
	Acronym   *string `is:"words" placeholder:"TEXT" doc:"Its acronym."`
	Effective *string `placeholder:"DATE" doc:"Since when. Not stated if left out."`
}

func (t NameTyped) Fields() (any, error) {
	return NameParty{t.Organisation, events.PartyNamed{Name: t.Called, NameUR: t.NameUR, Acronym: t.Acronym, Effective: t.Effective, Grounds: t.Reason}}, nil
}

// DescribeTyped is what kind of organisation it is, as it is typed.
type DescribeTyped struct {
	Organisation
	Kind   string  `is:"words" required:"true" placeholder:"KIND" doc:"government, law-enforcement, civil-society, … in your own classification."`
	Place  *string `placeholder:"CODE" doc:"Where it works: PK, PK-PB. “ahd list codes --kind place” has all."`
	Parent *string `placeholder:"ID" doc:"The organisation to which it belongs."`
}

func (t DescribeTyped) Fields() (any, error) {
	return DescribeParty{t.Organisation, events.PartyDescribed{Kind: t.Kind, Place: t.Place, Parent: t.Parent}}, nil
}

// FocalPersonsTyped is who speaks for an organisation, as it is typed.
type FocalPersonsTyped struct {
	Organisation
	Main      *string `placeholder:"P" doc:"The person who speaks for it, by id such as p-4."`
	Alternate *string `placeholder:"P" doc:"Who does if that person cannot."`
	Validator *string `placeholder:"P" doc:"Who looks over what they report; somebody else than the two."`
	Effective *string `placeholder:"DATE" doc:"Since when: 2026-10-31, 2026-10, 2026. Not stated if left out."`
}

func (t FocalPersonsTyped) Fields() (any, error) {
	return NameFocalPersons{t.Organisation, events.FocalPersonsNamed{Main: t.Main, Alternate: t.Alternate, Validator: t.Validator, Effective: t.Effective}}, nil
}
