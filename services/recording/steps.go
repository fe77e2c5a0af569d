package recording

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/services/commands/rule"
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
	Milestone string
	Title     string
	Due       *string // civil day
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
	Milestone string
	Title     string
	Due       *string
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
	Milestone string
	Effective *string // EDTF
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

// DropMilestone asks to record that a step is given up, and why.
type DropMilestone struct {
	Reasoned
	Milestone string
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

// SetIndicator asks to record what is to be measured.
type SetIndicator struct {
	On
	Indicator events.IndicatorSet
}

func (c SetIndicator) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	i := c.Indicator
	return rule.First(partID("indicator", i.Indicator), titled("title", i.Title), titled("unit", i.Unit),
		rule.OneOf("direction", i.Direction, []string{"increase", "decrease"}), number("baseline", i.Baseline), number("target", i.Target), rule.OptionalDay("due", i.Due),
		rule.When(slices.Contains(s.Indicators, i.Indicator), rule.Refuse(rule.ErrRefused, "indicator.set-already", "%s has the indicator %s already. Nothing was recorded.", c.ID, i.Indicator)),
		rule.When(len(s.Indicators) >= MaxParts, rule.Refuse(rule.ErrRefused, "indicator.too-many", "%s has %d indicators; more cannot be kept. Nothing was recorded.", c.ID, MaxParts)),
		rule.MayRecord(who, "set indicators", rule.Keepers...))
}

func (c SetIndicator) Say(rule.Refs) events.Payload { return c.Indicator }

// decimal is a number as events hold it: no sign of plus, no exponent, at most
// fifteen digits before the point and six after it.
var decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`)

func number(field string, text *string) error {
	return rule.When(text != nil && !decimal.MatchString(*text), rule.Refuse(rule.ErrMalformed, field, "The %s is a number such as 1250 or 0.5. Nothing was recorded.", field))
}

// TakeMeasurement asks to record values of indicators by themselves.
type TakeMeasurement struct {
	On
	Measurements []events.Measurement
}

func (c TakeMeasurement) Decide(state fold.State, who rule.Who, at time.Time) error {
	s, err := c.whole("measurement", state)
	if err != nil {
		return err
	}
	return rule.First(rule.When(len(c.Measurements) == 0, rule.Refuse(rule.ErrMalformed, "measurement", "No value was given. Nothing was recorded.")),
		measurable(s, c.Measurements, at), rule.MayRecord(who, "record measurements", rule.Speakers...), speaks(s, who))
}

func (c TakeMeasurement) Say(rule.Refs) events.Payload {
	return events.MeasurementTaken{Measurements: c.Measurements}
}

// measurable refuses values of what is not measured, or not broken down as
// DOMAIN's "Small counts" says.
func measurable(s commitment.State, list []events.Measurement, at time.Time) error {
	if len(list) > MaxParts {
		return rule.Refuse(rule.ErrMalformed, "measurement", "At most %d values can be recorded at once. Nothing was recorded.", MaxParts)
	}
	for _, m := range list {
		err := rule.First(
			rule.When(!slices.Contains(s.Indicators, m.Indicator), rule.Refuse(rule.ErrUnknown, "indicator.unknown", "There is no indicator %s. Nothing was recorded.", m.Indicator)),
			number("value", &m.Value), period(m.Period, at), rule.Optional("sex", m.Sex, "female", "male", "other"), rule.Optional("age", m.Age, "child", "adult"),
			rule.Optional("exploitation", m.Exploitation, commitment.Exploitations...), rule.Optional("place", m.Place, commitment.Places...))
		if err != nil {
			return err
		}
	}
	return nil
}

func period(text string, at time.Time) error {
	if _, err := edtf.Parse(text); err != nil {
		return rule.Refuse(rule.ErrMalformed, "period", "%s. Nothing was recorded.", rule.Sentence(fmt.Errorf("the period: %w", err))).Because(err)
	}
	return rule.HasHappened(&text, rule.Today(at))
}
