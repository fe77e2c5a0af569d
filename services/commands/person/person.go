// Package person answers: may this be recorded of a person?
package person

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/services/commands/rule"
)

// RecordPerson asks to record for which organisation a person acts, and in which
// roles. It replaces what was recorded before.
type RecordPerson struct {
	_     struct{} `role:"administrator"`
	ID    string   `json:"id" name:"id" is:"self" required:"true" placeholder:"P" doc:"An id such as p-4, never a name."`
	Party *string  `json:"party" is:"party" placeholder:"ORG" doc:"The organisation for which the person acts."`
	Roles []string `json:"roles" is:"code" required:"true" placeholder:"R" doc:"One or more of: ${roles}."`
	From  *string  `json:"from" is:"day" placeholder:"DAY" doc:"Since when."`  // civil day
	Until *string  `json:"until" is:"day" placeholder:"DAY" doc:"Until when."` // civil day
}

func (c RecordPerson) Stream() events.Stream { return events.Stream{Kind: "person", ID: c.ID} }

// Begins: somebody can be recorded before anything else is.
func (c RecordPerson) Begins() bool { return c.Party == nil }

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
