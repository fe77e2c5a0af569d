package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/services/commands/rule"
)

// AssessCommitment asks to record what an assessor found.
type AssessCommitment struct {
	_ struct{} `role:"assessor"`
	On
	Level      string   `json:"level" is:"code" required:"true" placeholder:"LEVEL" doc:"no_evidence, not_started, limited, substantial, complete or regressed."`
	Confidence string   `json:"confidence" is:"code" required:"true" placeholder:"C" doc:"high, medium or low."`
	Method     string   `json:"method" is:"method" required:"true" placeholder:"M" doc:"Method and version: ahd-1."`
	Rationale  *string  `json:"rationale" is:"typed:rationale" required:"true" placeholder:"TEXT" doc:"What the finding rests on."`
	Considered []string `json:"considered" is:"evidence" placeholder:"UUID" doc:"A document that was considered, by its command id; may be given again."`
	Effective  *string  `json:"effective" is:"day" placeholder:"DATE" doc:"The day for which it was found. Not stated if left out."` // EDTF
}

func (c AssessCommitment) Decide(state fold.State, who rule.Who, at time.Time) error {
	s, err := c.whole("assess", state)
	if err != nil {
		return err
	}
	return rule.First(
		rule.OneOf("level", c.Level, commitment.Levels), rule.OneOf("confidence", c.Confidence, commitment.Confidences),
		methodName(c.Method), rule.Required("rationale", c.Rationale), rule.HasHappened(c.Effective, rule.Today(at)),
		rule.MayRecord(who, "assess", "assessor"), assessing(s.Duties(), who),
		checked(s, c.ID),
		rule.When(c.Level == commitment.Regressed && s.Assessed != commitment.Substantial && s.Assessed != commitment.Complete,
			rule.Refuse(rule.ErrRefused, "assess.never-high", "%s was neither substantial nor complete, so it cannot have gone backwards. Nothing was recorded.", c.ID)),
		rule.When(c.Level == commitment.Complete && !s.Proven(), rule.Refuse(rule.ErrRefused, "assess.no-evidence",
			"%s has no evidence that supports it. Without any it cannot be complete. Nothing was recorded.", c.ID)),
		c.considers(s))
}

// methodName refuses what is no name of a method.
func methodName(name string) error {
	_, _, ok := method.ParseName(name)
	return rule.When(!ok, rule.Refuse(rule.ErrMalformed, "method", "The method is written with its version, such as %s. Nothing was recorded.", method.Ahd1.Name()))
}

// Consider refuses a version that nobody published.
func (c AssessCommitment) Consider(named rule.Named) error {
	id, version, _ := method.ParseName(c.Method)
	published := named[rule.MethodStream(id).Subject()].Method
	return rule.When(c.Method != method.Ahd1.Name() && (published == nil || !published.Has(version)),
		rule.Refuse(rule.ErrUnknown, "method.unknown", "There is no method %s in the register. Nothing was recorded.", c.Method))
}

// checked refuses what nobody compared with its source yet.
func checked(s commitment.State, id string) error {
	return rule.When(s.Record == commitment.Captured, rule.Refuse(rule.ErrRefused, "commitment.not-confirmed", "%s was not checked yet. Confirm it first. Nothing was recorded.", id))
}

// considers refuses evidence that is not on this commitment.
func (c AssessCommitment) considers(s commitment.State) error {
	for _, id := range c.Considered {
		if s.Document(id) == nil {
			return rule.Refuse(rule.ErrUnknown, "evidence.unknown", "There is no such evidence on %s. Nothing was recorded.", c.ID)
		}
	}
	return nil
}

func (c AssessCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentAssessed{
		Level: c.Level, Confidence: c.Confidence, Method: c.Method, Rationale: refs["rationale"],
		Considered: append([]string{}, c.Considered...), Effective: c.Effective,
	}
}

func (c AssessCommitment) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.Hand(), func(d commitment.Duties) error { return assessing(d, who) }
}

// CloseCommitment asks to record that the matter is closed.
type CloseCommitment struct {
	_ struct{} `role:"approver"`
	Reasoned
	Outcome string `json:"outcome" is:"code"` // implemented, not_implemented
}

func (c CloseCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.whole("close", state)
	if err != nil {
		return err
	}
	err = rule.First(rule.OneOf("outcome", c.Outcome, []string{commitment.Implemented, commitment.NotImplemented}),
		rule.MayRecord(who, "close commitments", "approver"), secondEyes(s.Duties(), who, "close it"))
	if err != nil || c.Outcome == commitment.NotImplemented {
		return rule.First(err, checked(s, c.ID), rule.Required("reason", c.Reason))
	}
	return rule.First(
		checked(s, c.ID),
		rule.When(s.Assessed != commitment.Complete, rule.Refuse(rule.ErrRefused, "close.not-complete", "%s was not assessed as complete, so it cannot be closed as implemented. Nothing was recorded.", c.ID)),
		rule.When(!s.Proven(), rule.Refuse(rule.ErrRefused, "close.no-evidence", "%s has no evidence that still counts. Without any it cannot be closed as implemented. Nothing was recorded.", c.ID)))
}

func (c CloseCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentClosed{Outcome: c.Outcome, Reason: refs["reason"]}
}

func (c CloseCommitment) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return secondEyes(d, who, "close it") }
}

// ReopenCommitment asks to record that a closed matter is open again.
type ReopenCommitment struct {
	_ struct{} `role:"approver"`
	Reasoned
}

func (c ReopenCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.standing(state)
	if err != nil {
		return err
	}
	return rule.First(rule.Required("reason", c.Reason),
		rule.When(!s.Closed(), rule.Refuse(rule.ErrRefused, "reopen.not-closed", "%s is not closed. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "reopen commitments", "approver", "assessor"), independent(s.Duties(), who, "reopen it"))
}

func (c ReopenCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentReopened{Reason: refs["reason"]}
}

func (c ReopenCommitment) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return independent(d, who, "reopen it") }
}

// CloseTyped is how the matter is closed, as it is typed.
type CloseTyped struct {
	On
	Outcome string  `required:"true" placeholder:"OUTCOME" doc:"implemented or not_implemented."`
	Reason  *string `is:"typed:reason" placeholder:"TEXT" doc:"Why; needed where it was not implemented."`
}

func (t CloseTyped) Fields() (any, error) {
	return CloseCommitment{Reasoned: Reasoned{t.On, t.Reason}, Outcome: t.Outcome}, nil
}
