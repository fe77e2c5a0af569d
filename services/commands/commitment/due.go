package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// SetDueDate asks to record by which day a commitment is to be kept.
type SetDueDate struct {
	ID  string `json:"commitment" is:"self" kong:"-"`
	Due string `json:"due" is:"day" required:"true" placeholder:"DAY" doc:"The day, such as 2027-06-30. It is itself still in time."` // civil day
}

func (c SetDueDate) Stream() events.Stream { return rule.CommitmentStream(c.ID) }

// Decide refuses a second due date: revising one needs a reason, and the
// original stays visible. That is a command of its own.
func (c SetDueDate) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := On{c.ID}.open(state)
	if err != nil {
		return err
	}
	if _, err := edtf.ParseDay(c.Due); err != nil {
		return rule.Refuse(rule.ErrMalformed, "due", "%s. Nothing was recorded.", rule.Sentence(err)).Because(err)
	}
	if s.Due != "" {
		return rule.Refuse(rule.ErrRefused, "due.set-already", "The commitment %s is due on %s already. Nothing was recorded.", c.ID, s.Due)
	}
	return rule.MayRecord(who, "set due dates", "coordinator", "administrator")
}

func (c SetDueDate) Say(rule.Refs) events.Payload { return events.DueDateSet{Due: c.Due} }

// MaxReviewDays is the longest review interval: ten years.
const MaxReviewDays = 3650

// SetReviewInterval asks to record how often a commitment is to be heard of.
type SetReviewInterval struct {
	ID    string `json:"commitment" is:"self" kong:"-"`
	Days  int    `json:"days" required:"true" placeholder:"N" doc:"Days between one word and the next."`
	First bool   `json:"first" kong:"-"` // only where there is none yet: a file does not undo what a person did
}

func (c SetReviewInterval) Stream() events.Stream { return rule.CommitmentStream(c.ID) }

func (c SetReviewInterval) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := On{c.ID}.open(state)
	if err != nil {
		return err
	}
	if c.First && s.ReviewDays != 0 {
		return rule.Refuse(rule.ErrRefused, "review.set-already", "%s has a review interval already. Nothing was recorded.", c.ID)
	}
	if c.Days < 1 || c.Days > MaxReviewDays {
		return rule.Refuse(rule.ErrMalformed, "review-days", "A review interval has 1 to %d days. Nothing was recorded.", MaxReviewDays)
	}
	return rule.MayRecord(who, "set review intervals", "coordinator", "administrator")
}

func (c SetReviewInterval) Say(rule.Refs) events.Payload {
	return events.ReviewIntervalSet{Days: c.Days}
}

// ReviseDueDate asks to record another due day, and why.
type ReviseDueDate struct {
	On
	Reason *string `json:"reason" is:"typed:reason" required:"true" placeholder:"TEXT" doc:"Why. It can be erased later; no names of victims."`
	Due    string  `json:"due" is:"day" required:"true" placeholder:"DAY" doc:"The day, such as 2027-06-30."` // civil day
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
