package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// OperationaliseCommitment asks to record that a commitment is assigned and dated.
// What was set before need not be given again; nothing is set in silence.
type OperationaliseCommitment struct {
	On
	Party      *string
	Due        *string // civil day
	ReviewDays *int
}

// Decide wants an organisation, and a due day or a review interval.
func (c OperationaliseCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return rule.First(
		checked(s, c.ID), notAssessor(s.Duties(), c.Party),
		rule.When(s.Record == commitment.Operationalised, rule.Refuse(rule.ErrRefused, "operationalise.already", "%s is assigned and dated already. Nothing was recorded.", c.ID)),
		rule.When(c.Party == nil && s.LeadParty == "", rule.Refuse(rule.ErrRefused, "operationalise.nobody", "No organisation answers for %s. Name one. Nothing was recorded.", c.ID)),
		rule.When(c.Due != nil && s.Due != "", rule.Refuse(rule.ErrRefused, "due.set-already", "%s is due on %s already. Another day needs a reason: revise it. Nothing was recorded.", c.ID, s.Due)),
		rule.When(c.Due == nil && s.Due == "" && c.ReviewDays == nil && s.ReviewDays == 0, rule.Refuse(rule.ErrRefused, "operationalise.undated",
			"%s has neither a due day nor a review interval. Give one; 90 days are usual. Nothing was recorded.", c.ID)),
		rule.OptionalDay("due", c.Due), reviewDays(c.ReviewDays),
		rule.MayRecord(who, "assign and date commitments", rule.Keepers...))
}

func reviewDays(days *int) error {
	return rule.When(days != nil && (*days < 1 || *days > MaxReviewDays),
		rule.Refuse(rule.ErrMalformed, "review-days", "A review interval has 1 to %d days. Nothing was recorded.", MaxReviewDays))
}

func (c OperationaliseCommitment) Say(rule.Refs) events.Payload {
	return events.CommitmentOperationalised{Party: c.Party, Due: c.Due, ReviewDays: c.ReviewDays}
}

func (c OperationaliseCommitment) Refers() []events.Stream { return rule.Parties(c.Party) }

// ReviseDueDate asks to record another due day, and why.
type ReviseDueDate struct {
	On
	Due    string // civil day
	Reason *string
}

func (c ReviseDueDate) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return rule.First(rule.Day("due", c.Due), rule.Required("reason", c.Reason),
		rule.When(s.Due == "", rule.Refuse(rule.ErrRefused, "due.not-set", "%s has no due day yet. Set one first. Nothing was recorded.", c.ID)),
		rule.When(s.Due == c.Due, rule.Refuse(rule.ErrRefused, "due.same", "%s is due on %s already. Nothing was recorded.", c.ID, s.Due)),
		rule.MayRecord(who, "revise due dates", rule.Keepers...))
}

func (c ReviseDueDate) Say(refs rule.Refs) events.Payload {
	return events.DueDateRevised{Due: c.Due, Reason: refs["reason"]}
}

func (c ReviseDueDate) Typed() map[string]string { return rule.TypedField("reason", c.Reason) }

// RecordResponse asks to record what the addressee answered, as a source tells it.
type RecordResponse struct {
	On
	Response  string // one of commitment.Responses
	Source    string
	Effective *string // EDTF
}

func (c RecordResponse) Decide(state fold.State, who rule.Who, at time.Time) error {
	_, err := c.standing(state)
	return rule.First(err, rule.OneOf("response", c.Response, commitment.Responses), rule.HasHappened(c.Effective, rule.Today(at)),
		rule.MayRecord(who, "record an addressee's answer", rule.Keepers...))
}

func (c RecordResponse) Say(rule.Refs) events.Payload {
	return events.ResponseRecorded{Response: c.Response, Source: c.Source, Effective: c.Effective}
}

func (c RecordResponse) Refers() []events.Stream {
	return []events.Stream{{Kind: "source", ID: c.Source}}
}

// RequestUpdate asks to record that an organisation was asked how far it is.
type RequestUpdate struct {
	On
	Party   string
	Channel string // one of commitment.Channels
	Day     string // civil day
}

func (c RequestUpdate) Decide(state fold.State, who rule.Who, at time.Time) error {
	_, err := c.open(state)
	return rule.First(err, rule.OneOf("channel", c.Channel, commitment.Channels), rule.Day("day", c.Day), rule.HasHappened(&c.Day, rule.Today(at)),
		rule.MayRecord(who, "record that an update was requested", rule.Keepers...))
}

func (c RequestUpdate) Say(rule.Refs) events.Payload {
	return events.UpdateRequested{Party: c.Party, Channel: c.Channel, Day: c.Day}
}

func (c RequestUpdate) Refers() []events.Stream { return rule.Parties(&c.Party) }

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
	Reason     *string
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

func (c JudgeVerifiability) Typed() map[string]string { return rule.TypedField("reason", c.Reason) }

// CorrectCommitment asks to record what should have been captured.
type CorrectCommitment struct {
	On
	Field  string  // one of commitment.CorrectableFields
	Value  *string // nil for "not stated"
	Reason *string
}

func (c CorrectCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	_, err := known(c.ID, state)
	return rule.First(err, rule.OneOf("field", c.Field, commitment.CorrectableFields), rule.Required("reason", c.Reason), c.checkValue(),
		rule.MayRecord(who, "correct what was captured", rule.Keepers...))
}

func (c CorrectCommitment) checkValue() error {
	must := slices.Contains([]string{"text", "kind"}, c.Field)
	switch {
	case c.Value == nil || strings.TrimSpace(*c.Value) == "":
		return rule.When(must || c.Value != nil, rule.Refuse(rule.ErrMalformed, "value.missing", "The %s of a commitment is always stated. Nothing was recorded.", c.Field))
	case c.Field == "kind":
		return rule.OneOf("value", *c.Value, commitment.Kinds)
	case c.Field == "pillar":
		return rule.OneOf("value", *c.Value, commitment.Pillars)
	}
	return nil
}

func (c CorrectCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentCorrected{Field: c.Field, Value: c.Value, Reason: refs["reason"]}
}

func (c CorrectCommitment) Typed() map[string]string { return rule.TypedField("reason", c.Reason) }
