package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// RateSmart asks to record how well a commitment is put.
type RateSmart struct {
	On
	Specific   bool `json:"specific" doc:"It says what is to be done."`
	Measurable bool `json:"measurable" doc:"It can be measured."`
	Achievable bool `json:"achievable" doc:"It can be done."`
	Relevant   bool `json:"relevant" doc:"It matters."`
	TimeBound  bool `json:"time_bound" doc:"It says until when."`
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
	Reason     *string `json:"reason" is:"typed:reason" required:"true" placeholder:"TEXT" doc:"Why. It can be erased later; no names of victims."`
	Verifiable bool    `json:"verifiable" kong:"-"`
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

// VerifiableTyped is whether a stranger could settle it, as it is typed.
type VerifiableTyped struct {
	JudgeVerifiability
	Verifiable string `required:"true" enum:"true,false" placeholder:"true|false" doc:"true or false."`
}

func (t VerifiableTyped) Fields() (any, error) {
	t.JudgeVerifiability.Verifiable = t.Verifiable == "true"
	return t.JudgeVerifiability, nil
}
