// Package person answers: may this be recorded of a person?
package person

import (
	"slices"
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/events/person"
	"ahd/services/commands/rule"
)

// RecordPerson asks to record for which organisation a person acts, and in which
// roles. It replaces what was recorded before.
type RecordPerson struct {
	_     struct{} `role:"administrator"`
	ID    string   `is:"self"`
	Party *string  `is:"party"`
	Roles []string `is:"code"`
	From  *string  `is:"day"` // civil day
	Until *string  `is:"day"` // civil day
}

func (c RecordPerson) Stream() events.Stream { return events.Stream{Kind: "person", ID: c.ID} }

func (c RecordPerson) Decide(_ fold.State, who rule.Who, _ time.Time) error {
	if err := rule.Unreserved(c.ID); err != nil {
		return err
	}
	for _, role := range c.Roles {
		if err := rule.OneOf("role", role, rule.Roles); err != nil {
			return err
		}
	}
	return rule.First(
		rule.When(len(c.Roles) == 0, rule.Refuse(rule.ErrMalformed, "role", "Give at least one role. Nothing was recorded.")),
		rule.OptionalDay("from", c.From), rule.OptionalDay("until", c.Until),
		rule.When(c.From != nil && c.Until != nil && *c.Until < *c.From, rule.Refuse(rule.ErrMalformed, "until", "The last day lies before the first. Nothing was recorded.")),
		rule.When(!who.IsLocal() && who.Role != person.Administrator, rule.Refuse(rule.ErrNotAllowed, "role.not-allowed", "Only an administrator may record people. Nothing was recorded.")))
}

func (c RecordPerson) Say(rule.Refs) events.Payload {
	return events.PersonRecorded{Party: c.Party, Roles: slices.Compact(slices.Sorted(slices.Values(c.Roles))), From: c.From, Until: c.Until}
}
