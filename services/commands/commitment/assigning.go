package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// AssignCommitment asks to record which organisation answers for a commitment.
type AssignCommitment struct {
	ID    string `json:"commitment" is:"self" kong:"-"`
	Party string `json:"party" is:"party" required:"true" placeholder:"ID" doc:"The organisation."`
	First bool   `json:"first" kong:"-"` // only where nobody answers for it yet: a file does not undo what a person did
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

func (c AssignCommitment) Separate(commitment.State, rule.Who) (commitment.Hand, rule.Separation) {
	return answers(&c.Party)
}

// OperationaliseCommitment asks to record that a commitment is assigned and dated.
// What was set before need not be given again; nothing is set in silence.
type OperationaliseCommitment struct {
	On
	Party      *string `json:"party" is:"party" placeholder:"ID" doc:"The organisation that answers, unless it is named already."`
	Due        *string `json:"due" is:"day" placeholder:"DAY" doc:"The due day, such as 2027-06-30."` // civil day
	ReviewDays *int    `json:"review_days" placeholder:"N" doc:"Or days between one word and the next; 90 is usual."`
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

func (c OperationaliseCommitment) Separate(commitment.State, rule.Who) (commitment.Hand, rule.Separation) {
	return answers(c.Party)
}

// HandOver asks to record who answers for a commitment from now on.
type HandOver struct {
	Reasoned
	Party     string  `json:"party" is:"party" required:"true" placeholder:"ID" doc:"The organisation that answers for it from now on."`
	Main      *string `json:"main" is:"person" placeholder:"P" doc:"The person who speaks for it, by id such as p-4."`
	Alternate *string `json:"alternate" is:"person" placeholder:"P" doc:"Who does if that person cannot."`
	Validator *string `json:"validator" is:"person" placeholder:"P" doc:"Who looks over what they report; somebody else than the two."`
	Effective *string `json:"effective" is:"day" placeholder:"DATE" doc:"Since when: 2026-10-31, 2026-10, 2026. Not stated if left out."` // EDTF
}

func (c HandOver) Decide(state fold.State, who rule.Who, at time.Time) error {
	return c.decide(state, who, "hand commitments over", func(s commitment.State) error {
		now := commitment.Persons{Main: rule.Or(c.Main), Alternate: rule.Or(c.Alternate), Validator: rule.Or(c.Validator)}
		same := s.LeadParty == c.Party && (s.Persons == nil && now == commitment.Persons{} || s.Persons != nil && *s.Persons == now)
		return rule.First(notAssessor(s.Duties(), &c.Party), rule.Persons(c.Main, c.Alternate, c.Validator), rule.HasHappened(c.Effective, rule.Today(at)),
			rule.When(same, rule.Refuse(rule.ErrRefused, "hand-over.same", "They answer for %s already. Nothing was recorded.", c.ID)))
	})
}

func (c HandOver) Say(refs rule.Refs) events.Payload {
	return events.ResponsibilityHandedOver{Party: c.Party, Main: c.Main, Alternate: c.Alternate, Validator: c.Validator, Effective: c.Effective, Reason: refs["reason"]}
}

func (c HandOver) Separate(commitment.State, rule.Who) (commitment.Hand, rule.Separation) {
	return answers(&c.Party)
}
