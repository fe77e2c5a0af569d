package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// SuspendCommitment asks to record that work rests.
type SuspendCommitment struct{ Reasoned }

func (c SuspendCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.decide(state, who, "suspend commitments", func(s commitment.State) error {
		return rule.When(s.Suspended || s.Closed(), rule.Refuse(rule.ErrRefused, "suspend.already", "%s rests already, or is closed. Nothing was recorded.", c.ID))
	})
}

func (c SuspendCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentSuspended{Reason: refs["reason"]}
}

// ResumeCommitment asks to record that work goes on.
type ResumeCommitment struct{ Reasoned }

func (c ResumeCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.decide(state, who, "resume commitments", func(s commitment.State) error {
		return rule.When(!s.Suspended, rule.Refuse(rule.ErrRefused, "resume.not-suspended", "%s does not rest. Nothing was recorded.", c.ID))
	})
}

func (c ResumeCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentResumed{Reason: refs["reason"]}
}

// WithdrawCommitment asks to record that a commitment was taken back.
type WithdrawCommitment struct{ Reasoned }

func (c WithdrawCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.decide(state, who, "record that a commitment was withdrawn")
}

func (c WithdrawCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentWithdrawn{Reason: refs["reason"]}
}

// RejectCommitment asks to record that what was captured is no commitment.
type RejectCommitment struct{ Reasoned }

func (c RejectCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.decide(state, who, "reject what was captured", func(s commitment.State) error {
		return rule.When(s.Record != commitment.Captured, rule.Refuse(rule.ErrRefused, "reject.confirmed", "%s was checked and found to be a commitment; it can be withdrawn. Nothing was recorded.", c.ID))
	})
}

func (c RejectCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentRejected{Reason: refs["reason"]}
}

// SupersedeCommitment asks to record that another one takes its place.
type SupersedeCommitment struct {
	Reasoned
	By string `json:"by" is:"commitment" required:"true" placeholder:"ID" doc:"The commitment that takes its place."`
}

func (c SupersedeCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.decide(state, who, "replace commitments", func(commitment.State) error {
		return rule.When(c.By == c.ID, rule.Refuse(rule.ErrRefused, "supersede.itself", "%s cannot take its own place. Nothing was recorded.", c.ID))
	})
}

func (c SupersedeCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentSuperseded{By: c.By, Reason: refs["reason"]}
}
