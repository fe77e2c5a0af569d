package recording

import (
	"time"

	"ahd/events"
	"ahd/events/codes"
	"ahd/events/fold"
	"ahd/events/party"
)

// Organisation is the organisation that a command is about.
type Organisation struct{ Party string }

// Stream is that of the organisation.
func (o Organisation) Stream() events.Stream { return events.Stream{Kind: "party", ID: o.Party} }

func (o Organisation) keeps(state fold.State, who Who, rules ...func(party.State) error) error {
	if state.Party == nil {
		return refuse(ErrUnknown, "party.unknown", "There is no organisation %s in the register. Nothing was recorded.", o.Party)
	}
	for _, rule := range rules {
		if err := rule(*state.Party); err != nil {
			return err
		}
	}
	return mayRecord(who, "record what organisations are", keepers...)
}

// NameParty asks to record what an organisation is called.
type NameParty struct {
	Organisation
	Named events.PartyNamed
}

func (c NameParty) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, func(s party.State) error {
		same := s.Name == c.Named.Name && (c.Named.NameUR == nil || *c.Named.NameUR == s.NameUR) && (c.Named.Acronym == nil || *c.Named.Acronym == s.Acronym)
		return first(stated("name", c.Named.Name), date("effective", c.Named.Effective), why(c.Named.Grounds),
			when(same, refuse(ErrRefused, "name.same", "It is called that already. Nothing was recorded.")))
	})
}

func (c NameParty) Say(Refs) events.Payload { return c.Named }

// DescribeParty asks to record what kind of organisation it is, where, and of which.
type DescribeParty struct {
	Organisation
	Described events.PartyDescribed
}

func (c DescribeParty) Decide(state fold.State, who Who, _ time.Time) error {
	d := c.Described
	return c.keeps(state, who, func(party.State) error {
		return first(stated("kind", d.Kind), place("place", d.Place),
			when(or(d.Parent) == c.Party, refuse(ErrRefused, "parent.itself", "An organisation cannot belong to itself. Nothing was recorded.")))
	})
}

func (c DescribeParty) Say(Refs) events.Payload { return c.Described }

func (c DescribeParty) Refers() []events.Stream { return parties(c.Described.Parent) }

// Consider refuses a circle of two.
func (c DescribeParty) Consider(named Named) error {
	parent := named["party/"+or(c.Described.Parent)].Party
	return when(parent != nil && parent.Parent == c.Party, refuse(ErrRefused, "parent.circle", "That organisation belongs to %s already. Nothing was recorded.", c.Party))
}

func place(field string, code *string) error {
	return when(code != nil && !codes.Places.Has(*code), refuse(ErrMalformed, field, "There is no such place. Places have codes such as PK-PB or PK-PB/lahore; `ahd list codes` has all. Nothing was recorded."))
}

// NameFocalPersons asks to record who speaks for an organisation.
type NameFocalPersons struct {
	Organisation
	Persons events.FocalPersonsNamed
}

func (c NameFocalPersons) Decide(state fold.State, who Who, _ time.Time) error {
	d := c.Persons
	return c.keeps(state, who, func(s party.State) error {
		return first(date("effective", d.Effective), persons(d.Main, d.Alternate, d.Validator),
			when(s.Main == or(d.Main) && s.Alternate == or(d.Alternate) && s.Validator == or(d.Validator), refuse(ErrRefused, "persons.same", "That is recorded already. Nothing was recorded.")))
	})
}

func (c NameFocalPersons) Say(Refs) events.Payload { return c.Persons }

func (c NameFocalPersons) Refers() []events.Stream {
	return streamsOf("person", c.Persons.Main, c.Persons.Alternate, c.Persons.Validator)
}

// persons: whoever looks over what is said is not the one who says it.
func persons(main, alternate, validator *string) error {
	same := func(a, b *string) bool { return a != nil && b != nil && *a == *b }
	return first(
		when(same(main, alternate), refuse(ErrRefused, "persons.alternate", "The alternate is somebody else than the main person. Nothing was recorded.")),
		when(same(validator, main) || same(validator, alternate), refuse(ErrRefused, "persons.validator", "Whoever looks over reports is somebody else than those who make them. Nothing was recorded.")))
}

// MergeParty asks to record that an organisation became part of another.
type MergeParty struct {
	Organisation
	Into      string
	Effective *string // EDTF
	Grounds   string
}

func (c MergeParty) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, func(s party.State) error {
		return first(why(c.Grounds), date("effective", c.Effective),
			when(c.Into == c.Party, refuse(ErrRefused, "merge.itself", "An organisation cannot become part of itself. Nothing was recorded.")),
			when(s.Into != "", refuse(ErrRefused, "merge.already", "%s became part of %s already. Nothing was recorded.", c.Party, s.Into)))
	})
}

func (c MergeParty) Say(Refs) events.Payload {
	return events.PartyMerged{Into: c.Into, Effective: c.Effective, Grounds: c.Grounds}
}

func (c MergeParty) Refers() []events.Stream { return parties(&c.Into) }

// Consider refuses an organisation that is itself part of another.
func (c MergeParty) Consider(named Named) error {
	into := named["party/"+c.Into].Party
	return when(into != nil && into.Into != "", refuse(ErrRefused, "merge.chain", "%s is itself part of another organisation. Name that one. Nothing was recorded.", c.Into))
}

// UnmergeParty asks to record that an organisation is one of its own again.
type UnmergeParty struct {
	Organisation
	Grounds string
}

func (c UnmergeParty) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, func(s party.State) error {
		return first(why(c.Grounds), when(s.Into == "", refuse(ErrRefused, "unmerge.not-merged", "%s is one of its own. Nothing was recorded.", c.Party)))
	})
}

func (c UnmergeParty) Say(Refs) events.Payload { return events.PartyUnmerged{Grounds: c.Grounds} }
