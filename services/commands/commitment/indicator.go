package commitment

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// SetIndicator asks to record what is to be measured.
type SetIndicator struct {
	On
	Indicator events.IndicatorSet `json:"indicator"`
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
	Measurements []events.Measurement `json:"measurements" kong:"-"`
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

// IndicatorTyped is what is to be measured, as it is typed.
type IndicatorTyped struct {
	On
	Indicator string  `required:"true" placeholder:"ID" doc:"Its id."`
	Title     string  `is:"words" required:"true" placeholder:"TEXT" doc:"What is counted."`
	Unit      string  `is:"words" required:"true" placeholder:"TEXT" doc:"In what: persons, shelters."`
	Direction string  `default:"increase" placeholder:"D" doc:"increase or decrease."`
	Baseline  *string `placeholder:"N" doc:"Where it began."`
	Target    *string `placeholder:"N" doc:"Where it should get to."`
	Due       *string `placeholder:"DAY" doc:"By which day."`
}

func (t IndicatorTyped) Fields() (any, error) {
	return SetIndicator{t.On, events.IndicatorSet{
		Indicator: t.Indicator, Title: t.Title, Unit: t.Unit, Direction: t.Direction, Baseline: t.Baseline, Target: t.Target, Due: t.Due,
	}}, nil
}

// MeasurementTyped is values of indicators, as they are typed.
type MeasurementTyped struct {
	TakeMeasurement
	Measured
}

func (t MeasurementTyped) Fields() (any, error) { return TakeMeasurement{t.On, t.list()}, nil }

// Measured is numbers as they are typed, with what they were broken down by.
type Measured struct {
	Value        map[string]string `placeholder:"INDICATOR=N" doc:"What was counted; may be given again."`
	Period       string            `placeholder:"DATE" doc:"When: 2026-10, 2026-01/2026-06."`
	Place        *string           `placeholder:"CODE" doc:"Where: PK-PB."`
	Sex          *string           `placeholder:"SEX" doc:"female, male or other."`
	Age          *string           `placeholder:"AGE" doc:"child or adult."`
	Exploitation *string           `placeholder:"FORM" doc:"Form of exploitation."`
}

// alone refuses what is said of values where there are none.
func (m Measured) alone() error {
	said := m.Period != "" || m.Place != nil || m.Sex != nil || m.Age != nil || m.Exploitation != nil
	return rule.When(len(m.Value) == 0 && said, rule.Refuse(rule.ErrMalformed, "usage",
		"--period, --place, --sex, --age and --exploitation say of what a --value is, and there is none. Nothing was recorded."))
}

func (m Measured) list() (list []events.Measurement) {
	for _, indicator := range slices.Sorted(maps.Keys(m.Value)) {
		list = append(list, events.Measurement{
			Indicator: indicator, Value: m.Value[indicator], Period: m.Period, Place: m.Place, Sex: m.Sex, Age: m.Age, Exploitation: m.Exploitation,
		})
	}
	return list
}
