package commitment

import (
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// CaptureCommitment asks to record what was declared, recommended or pledged.
type CaptureCommitment struct {
	ID   string                    `json:"id" is:"self"`
	Item events.CommitmentCaptured `json:"item" names:"convening=Convening instrument=Instrument commitment=Parent source=Quotes.Source"`
}

func (c CaptureCommitment) Stream() events.Stream { return rule.CommitmentStream(c.ID) }

func (c CaptureCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Commitment != nil {
		return rule.Refuse(rule.ErrRefused, "commitment.captured-already", "The commitment %s is in the register already. Nothing was recorded.", c.ID)
	}
	if err := rule.OneOf("kind", c.Item.Kind, commitment.Kinds); err != nil {
		return err
	}
	if len(c.Item.Quotes) == 0 && c.Item.Parent == nil {
		return rule.Refuse(rule.ErrRefused, "commitment.without-quote", "A commitment stands on at least one quoted sentence of a source. Nothing was recorded.")
	}
	return rule.MayRecord(who, "capture commitments", "coordinator", "administrator")
}

func (c CaptureCommitment) Say(rule.Refs) events.Payload { return c.Item }

// ConfirmCommitment asks to record that a captured commitment was checked.
type ConfirmCommitment struct {
	ID    string `json:"commitment" is:"self" kong:"-"`
	Basis string `json:"basis" is:"code" kong:"-"`
}

func (c ConfirmCommitment) Stream() events.Stream { return rule.CommitmentStream(c.ID) }

func (c ConfirmCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := On{c.ID}.standing(state)
	if err != nil {
		return err
	}
	if s.Record != commitment.Captured {
		return rule.Refuse(rule.ErrRefused, "commitment.confirmed-already", "The commitment %s was checked already. Nothing was recorded.", c.ID)
	}
	return rule.MayRecord(who, "confirm commitments", "coordinator", "administrator")
}

func (c ConfirmCommitment) Say(rule.Refs) events.Payload {
	return events.CommitmentConfirmed{Basis: c.Basis}
}

// CorrectCommitment asks to record what should have been captured.
type CorrectCommitment struct {
	On
	Reason *string `json:"reason" is:"typed:reason" required:"true" placeholder:"TEXT" doc:"Why. It can be erased later; no names of victims."`
	Field  string  `json:"field" is:"code" required:"true" placeholder:"FIELD" doc:"text, kind, pillar, address, note, issued_by, addressee_stated, geography_stated or verifiable_note."`
	Value  *string `json:"value" is:"words" placeholder:"TEXT" doc:"What it should be. Left out: not stated."`
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

// ConfirmTyped is that somebody checked a commitment by hand.
type ConfirmTyped struct{ On }

func (t ConfirmTyped) Fields() (any, error) {
	return ConfirmCommitment{ID: t.ID, Basis: "checked-by-hand"}, nil
}
