package commitment

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

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

func (c TakeMeasurement) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
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
