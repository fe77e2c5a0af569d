package commitment

import (
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// RateSmart asks to record how well a commitment is put.
type RateSmart struct {
	On
	Specific, Measurable, Achievable, Relevant, TimeBound bool
}

func (c RateSmart) Decide(state fold.State, who rule.Who, _ time.Time) error {
	_, err := c.standing(state)
	return rule.First(err, rule.MayRecord(who, "rate how a commitment is put", "coordinator", "administrator", "assessor"))
}

func (c RateSmart) Say(rule.Refs) events.Payload {
	return events.SmartRated{Specific: c.Specific, Measurable: c.Measurable, Achievable: c.Achievable, Relevant: c.Relevant, TimeBound: c.TimeBound}
}

// JudgeVerifiability asks to record whether a stranger could settle it.
type JudgeVerifiability struct {
	On
	Verifiable bool
	Reason     *string `is:"typed:reason"`
}

func (c JudgeVerifiability) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.standing(state)
	return rule.First(err, rule.Required("reason", c.Reason),
		rule.When(s.Verifiable == c.Verifiable, rule.Refuse(rule.ErrRefused, "verifiable.same", "That is recorded of %s already. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "judge whether a commitment can be checked", rule.Keepers...))
}

func (c JudgeVerifiability) Say(refs rule.Refs) events.Payload {
	return events.VerifiabilityJudged{Verifiable: c.Verifiable, Reason: refs["reason"]}
}
