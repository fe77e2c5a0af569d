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

// MaxParts bounds the milestones and the indicators of a commitment, and the
// values of one measurement.
const MaxParts = 200

func partID(field, id string) error {
	return rule.When(!events.ValidID(id), rule.Refuse(rule.ErrMalformed, field, "The id of a %s has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.", field))
}

func titled(field, words string) error {
	return rule.When(strings.TrimSpace(words) == "", rule.Refuse(rule.ErrMalformed, field, "The %s is missing. Nothing was recorded.", field))
}

// SetMilestone asks to record a dated step.
type SetMilestone struct {
	On
	Milestone string  `json:"milestone" is:"part" required:"true" placeholder:"ID" doc:"Its id."`
	Title     string  `json:"title" is:"words" required:"true" placeholder:"TEXT" doc:"What is to be done."`
	Due       *string `json:"due" is:"day" placeholder:"DAY" doc:"By which day."` // civil day
}

func (c SetMilestone) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return rule.First(partID("milestone", c.Milestone), titled("title", c.Title), rule.OptionalDay("due", c.Due),
		rule.When(commitment.Find(s.Milestones, c.Milestone) != nil, rule.Refuse(rule.ErrRefused, "milestone.set-already", "%s has the milestone %s already. Nothing was recorded.", c.ID, c.Milestone)),
		rule.When(len(s.Milestones) >= MaxParts, rule.Refuse(rule.ErrRefused, "milestone.too-many", "%s has %d milestones; more cannot be kept. Nothing was recorded.", c.ID, MaxParts)),
		rule.MayRecord(who, "set milestones", rule.Keepers...))
}

func (c SetMilestone) Say(rule.Refs) events.Payload {
	return events.MilestoneSet{Milestone: c.Milestone, Title: c.Title, Due: c.Due}
}

// milestonesOpen refuses milestones that are not there, or not open any more.
func milestonesOpen(s commitment.State, ids ...string) error {
	for i, id := range ids {
		switch m := commitment.Find(s.Milestones, id); {
		case slices.Contains(ids[:i], id):
			return rule.Refuse(rule.ErrMalformed, "milestone.twice", "The milestone %s is named twice. Nothing was recorded.", id)
		case m == nil:
			return rule.Refuse(rule.ErrUnknown, "milestone.unknown", "There is no milestone %s. Nothing was recorded.", id)
		case m.State != commitment.Set:
			return rule.Refuse(rule.ErrRefused, "milestone.done", "The milestone %s was %s already. Nothing was recorded.", id, m.State)
		}
	}
	return nil
}

// ReviseMilestone asks to record another wording or day of a step, and why.
type ReviseMilestone struct {
	Reasoned
	Milestone string  `json:"milestone" is:"part" required:"true" placeholder:"ID" doc:"Its id."`
	Title     string  `json:"title" is:"words" required:"true" placeholder:"TEXT" doc:"What is to be done."`
	Due       *string `json:"due" is:"day" placeholder:"DAY" doc:"By which day."`
}

func (c ReviseMilestone) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return rule.First(milestonesOpen(s, c.Milestone), rule.Required("reason", c.Reason), titled("title", c.Title), rule.OptionalDay("due", c.Due),
		rule.MayRecord(who, "revise milestones", rule.Keepers...))
}

func (c ReviseMilestone) Say(refs rule.Refs) events.Payload {
	return events.MilestoneRevised{Milestone: c.Milestone, Title: c.Title, Due: c.Due, Reason: refs["reason"]}
}

// MeetMilestone asks to record that a step was taken.
type MeetMilestone struct {
	On
	Milestone string  `json:"milestone" is:"part" required:"true" placeholder:"ID" doc:"Its id."`
	Effective *string `json:"effective" is:"day" placeholder:"DATE" doc:"When it happened: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."` // EDTF
}

func (c MeetMilestone) Decide(state fold.State, who rule.Who, at time.Time) error {
	s, err := c.whole("milestone", state)
	if err != nil {
		return err
	}
	return rule.First(milestonesOpen(s, c.Milestone), rule.HasHappened(c.Effective, rule.Today(at)),
		rule.MayRecord(who, "report milestones", rule.Speakers...), speaks(s, who))
}

func (c MeetMilestone) Say(rule.Refs) events.Payload {
	return events.MilestoneMet{Milestone: c.Milestone, Effective: c.Effective}
}

func (c MeetMilestone) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

// DropMilestone asks to record that a step is given up, and why.
type DropMilestone struct {
	Reasoned
	Milestone string `json:"milestone" is:"part" required:"true" placeholder:"ID" doc:"Its id."`
}

func (c DropMilestone) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return rule.First(milestonesOpen(s, c.Milestone), rule.Required("reason", c.Reason), rule.MayRecord(who, "drop milestones", rule.Keepers...))
}

func (c DropMilestone) Say(refs rule.Refs) events.Payload {
	return events.MilestoneDropped{Milestone: c.Milestone, Reason: refs["reason"]}
}
