package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/events/fold"
)

func day(field, text string) error {
	if _, err := edtf.ParseDay(text); err != nil {
		return refuse(ErrMalformed, field, "%s. Nothing was recorded.", sentence(err)).because(err)
	}
	return nil
}

func optionalDay(field string, text *string) error {
	if text == nil {
		return nil
	}
	return day(field, *text)
}

// OperationaliseCommitment asks to record that a commitment is assigned and dated.
// What was set before need not be given again; nothing is set in silence.
type OperationaliseCommitment struct {
	On
	Party      *string
	Due        *string // civil day
	ReviewDays *int
}

// Decide wants an organisation, and a due day or a review interval.
func (c OperationaliseCommitment) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return first(
		checked(s, c.ID), notAssessor(s.Duties(), c.Party),
		when(s.Record == commitment.Operationalised, refuse(ErrRefused, "operationalise.already", "%s is assigned and dated already. Nothing was recorded.", c.ID)),
		when(c.Party == nil && s.LeadParty == "", refuse(ErrRefused, "operationalise.nobody", "No organisation answers for %s. Name one. Nothing was recorded.", c.ID)),
		when(c.Due != nil && s.Due != "", refuse(ErrRefused, "due.set-already", "%s is due on %s already. Another day needs a reason: revise it. Nothing was recorded.", c.ID, s.Due)),
		when(c.Due == nil && s.Due == "" && c.ReviewDays == nil && s.ReviewDays == 0, refuse(ErrRefused, "operationalise.undated",
			"%s has neither a due day nor a review interval. Give one; 90 days are usual. Nothing was recorded.", c.ID)),
		optionalDay("due", c.Due), reviewDays(c.ReviewDays),
		mayRecord(who, "assign and date commitments", keepers...))
}

func reviewDays(days *int) error {
	return when(days != nil && (*days < 1 || *days > MaxReviewDays),
		refuse(ErrMalformed, "review-days", "A review interval has 1 to %d days. Nothing was recorded.", MaxReviewDays))
}

func (c OperationaliseCommitment) Say(Refs) events.Payload {
	return events.CommitmentOperationalised{Party: c.Party, Due: c.Due, ReviewDays: c.ReviewDays}
}

func (c OperationaliseCommitment) Refers() []events.Stream { return parties(c.Party) }

func parties(ids ...*string) (streams []events.Stream) {
	for _, id := range ids {
		if id != nil {
			streams = append(streams, events.Stream{Kind: "party", ID: *id})
		}
	}
	return streams
}

// ReviseDueDate asks to record another due day, and why.
type ReviseDueDate struct {
	On
	Due    string // civil day
	Reason *string
}

func (c ReviseDueDate) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return first(day("due", c.Due), required("reason", c.Reason),
		when(s.Due == "", refuse(ErrRefused, "due.not-set", "%s has no due day yet. Set one first. Nothing was recorded.", c.ID)),
		when(s.Due == c.Due, refuse(ErrRefused, "due.same", "%s is due on %s already. Nothing was recorded.", c.ID, s.Due)),
		mayRecord(who, "revise due dates", keepers...))
}

func (c ReviseDueDate) Say(refs Refs) events.Payload {
	return events.DueDateRevised{Due: c.Due, Reason: refs["reason"]}
}

func (c ReviseDueDate) Typed() map[string]string { return typedField("reason", c.Reason) }

// RecordResponse asks to record what the addressee answered, as a source tells it.
type RecordResponse struct {
	On
	Response  string // one of commitment.Responses
	Source    string
	Effective *string // EDTF
}

func (c RecordResponse) Decide(state fold.State, who Who, at time.Time) error {
	_, err := c.standing(state)
	return first(err, oneOf("response", c.Response, commitment.Responses), hasHappened(c.Effective, today(at)),
		mayRecord(who, "record an addressee's answer", keepers...))
}

func (c RecordResponse) Say(Refs) events.Payload {
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

func (c RequestUpdate) Decide(state fold.State, who Who, at time.Time) error {
	_, err := c.open(state)
	return first(err, oneOf("channel", c.Channel, commitment.Channels), day("day", c.Day), hasHappened(&c.Day, today(at)),
		mayRecord(who, "record that an update was requested", keepers...))
}

func (c RequestUpdate) Say(Refs) events.Payload {
	return events.UpdateRequested{Party: c.Party, Channel: c.Channel, Day: c.Day}
}

func (c RequestUpdate) Refers() []events.Stream { return parties(&c.Party) }

// RateSmart asks to record how well a commitment is put.
type RateSmart struct {
	On
	Specific, Measurable, Achievable, Relevant, TimeBound bool
}

func (c RateSmart) Decide(state fold.State, who Who, _ time.Time) error {
	_, err := c.standing(state)
	return first(err, mayRecord(who, "rate how a commitment is put", "coordinator", "administrator", "assessor"))
}

func (c RateSmart) Say(Refs) events.Payload {
	return events.SmartRated{Specific: c.Specific, Measurable: c.Measurable, Achievable: c.Achievable, Relevant: c.Relevant, TimeBound: c.TimeBound}
}

// JudgeVerifiability asks to record whether a stranger could settle it.
type JudgeVerifiability struct {
	On
	Verifiable bool
	Reason     *string
}

func (c JudgeVerifiability) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.standing(state)
	return first(err, required("reason", c.Reason),
		when(s.Verifiable == c.Verifiable, refuse(ErrRefused, "verifiable.same", "That is recorded of %s already. Nothing was recorded.", c.ID)),
		mayRecord(who, "judge whether a commitment can be checked", keepers...))
}

func (c JudgeVerifiability) Say(refs Refs) events.Payload {
	return events.VerifiabilityJudged{Verifiable: c.Verifiable, Reason: refs["reason"]}
}

func (c JudgeVerifiability) Typed() map[string]string { return typedField("reason", c.Reason) }

// CorrectCommitment asks to record what should have been captured.
type CorrectCommitment struct {
	On
	Field  string  // one of commitment.CorrectableFields
	Value  *string // nil for "not stated"
	Reason *string
}

func (c CorrectCommitment) Decide(state fold.State, who Who, _ time.Time) error {
	_, err := known(c.ID, state)
	return first(err, oneOf("field", c.Field, commitment.CorrectableFields), required("reason", c.Reason), c.checkValue(),
		mayRecord(who, "correct what was captured", keepers...))
}

func (c CorrectCommitment) checkValue() error {
	must := slices.Contains([]string{"text", "kind"}, c.Field)
	switch {
	case c.Value == nil || strings.TrimSpace(*c.Value) == "":
		return when(must || c.Value != nil, refuse(ErrMalformed, "value.missing", "The %s of a commitment is always stated. Nothing was recorded.", c.Field))
	case c.Field == "kind":
		return oneOf("value", *c.Value, commitment.Kinds)
	case c.Field == "pillar":
		return oneOf("value", *c.Value, commitment.Pillars)
	}
	return nil
}

func (c CorrectCommitment) Say(refs Refs) events.Payload {
	return events.CommitmentCorrected{Field: c.Field, Value: c.Value, Reason: refs["reason"]}
}

func (c CorrectCommitment) Typed() map[string]string { return typedField("reason", c.Reason) }
