package party

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/party"
	"ahd.example/ahd/services/commands/rule"
)

// MergeParty asks to record that an organisation became part of another.
type MergeParty struct {
	Organisation
	Grounds   string  `json:"grounds" name:"reason" is:"words" required:"true" placeholder:"TEXT" doc:"Why. It stays in the record for good: no names of victims."`
	Into      string  `json:"into" is:"party" required:"true" placeholder:"ID" doc:"The organisation that answers for both from now on."`
	Effective *string `json:"effective" is:"day" placeholder:"DATE" doc:"Since when. Not stated if left out."` // EDTF
}

func (c MergeParty) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, func(s party.State) error {
		return rule.First(rule.Why(c.Grounds), rule.Date("effective", c.Effective),
			rule.When(c.Into == c.Party, rule.Refuse(rule.ErrRefused, "merge.itself", "An organisation cannot become part of itself. Nothing was recorded.")),
			rule.When(s.Into != "", rule.Refuse(rule.ErrRefused, "merge.already", "%s became part of %s already. Nothing was recorded.", c.Party, s.Into)))
	})
}

func (c MergeParty) Say(rule.Refs) events.Payload {
	return events.PartyMerged{Into: c.Into, Effective: c.Effective, Grounds: c.Grounds}
}

// Consider refuses an organisation that is itself part of another.
func (c MergeParty) Consider(named rule.Named) error {
	into := named["party/"+c.Into].Party
	return rule.When(into != nil && into.Into != "", rule.Refuse(rule.ErrRefused, "merge.chain", "%s is itself part of another organisation. Name that one. Nothing was recorded.", c.Into))
}

// UnmergeParty asks to record that an organisation is one of its own again.
type UnmergeParty struct {
	Organisation
	Grounds string `json:"grounds" name:"reason" is:"words" required:"true" placeholder:"TEXT" doc:"Why. It stays in the record for good: no names of victims."`
}

func (c UnmergeParty) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, func(s party.State) error {
		return rule.First(rule.Why(c.Grounds), rule.When(s.Into == "", rule.Refuse(rule.ErrRefused, "unmerge.not-merged", "%s is one of its own. Nothing was recorded.", c.Party)))
	})
}

func (c UnmergeParty) Say(rule.Refs) events.Payload { return events.PartyUnmerged{Grounds: c.Grounds} }
