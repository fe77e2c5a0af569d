package recording

import (
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// known returns the commitment's state, or the refusal that there is none.
func known(id string, state fold.State) (commitment.State, error) {
	if state.Commitment == nil || !state.Commitment.Exists() {
		return commitment.State{}, rule.Refuse(rule.ErrUnknown, "commitment.unknown", "There is no commitment %s. Nothing was recorded.", id)
	}
	return *state.Commitment, nil
}

// CaptureCommitment asks to record what was declared, recommended or pledged.
type CaptureCommitment struct {
	ID   string
	Item events.CommitmentCaptured
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

func (c CaptureCommitment) Refers() []events.Stream {
	streams := []events.Stream{{Kind: "convening", ID: c.Item.Convening}}
	if c.Item.Instrument != nil {
		streams = append(streams, events.Stream{Kind: "instrument", ID: *c.Item.Instrument})
	}
	if c.Item.Parent != nil {
		streams = append(streams, rule.CommitmentStream(*c.Item.Parent))
	}
	for _, quote := range c.Item.Quotes {
		streams = append(streams, events.Stream{Kind: "source", ID: quote.Source})
	}
	return streams
}

// Quotes are the sentences that it stands on.
func (c CaptureCommitment) Quotes() []events.Quote { return c.Item.Quotes }

// ConfirmCommitment asks to record that a captured commitment was checked.
type ConfirmCommitment struct {
	ID    string
	Basis string
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

// AssignCommitment asks to record which organisation answers for a commitment.
type AssignCommitment struct {
	ID    string
	Party string
	First bool // only where nobody answers for it yet: a file does not undo what a person did
}

func (c AssignCommitment) Stream() events.Stream { return rule.CommitmentStream(c.ID) }

func (c AssignCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := On{c.ID}.open(state)
	if err != nil {
		return err
	}
	if s.LeadParty == c.Party {
		return rule.Refuse(rule.ErrRefused, "assign.same-party", "That organisation answers for %s already. Nothing was recorded.", c.ID)
	}
	return rule.First(notAssessor(s.Duties(), &c.Party),
		rule.When(c.First && s.LeadParty != "", rule.Refuse(rule.ErrRefused, "assign.assigned-already", "Somebody answers for %s already. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "assign commitments", "coordinator", "administrator"))
}

func (c AssignCommitment) Say(rule.Refs) events.Payload {
	return events.CommitmentAssigned{Party: c.Party}
}

func (c AssignCommitment) Refers() []events.Stream {
	return []events.Stream{{Kind: "party", ID: c.Party}}
}

// SetDueDate asks to record by which day a commitment is to be kept.
type SetDueDate struct {
	ID  string
	Due string // civil day
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
	ID    string
	Days  int
	First bool // only where there is none yet: a file does not undo what a person did
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
