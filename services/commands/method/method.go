// Package method answers: may this method be published?
package method

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/services/commands/rule"
)

// PublishMethod asks to record a version of a method. What is published stays as it
// is: whoever wants to count otherwise publishes the next version.
type PublishMethod struct {
	ID     string                 `json:"id" is:"self"`
	Method events.MethodPublished `json:"method"`
}

func (c PublishMethod) Stream() events.Stream { return rule.MethodStream(c.ID) }

func (c PublishMethod) Decide(state fold.State, who rule.Who, _ time.Time) error {
	m := c.Method
	var before method.State
	if state.Method != nil {
		before = *state.Method
	}
	return rule.First(
		rule.When(m.Version < 1 || m.Version > 1000, rule.Refuse(rule.ErrMalformed, "version", "A version is a number from 1. Nothing was recorded.")),
		rule.Stated("title", m.Title), rule.Stated("changes", m.Changes),
		c.selects(), c.grades(), c.formulas(),
		rule.MayRecord(who, "publish a method", rule.Keepers...),
		rule.When(m.Version <= before.Latest(c.ID), rule.Refuse(rule.ErrRefused, "method.published-already",
			"%s-%d was published already, and stays as it is. Publish version %d. Nothing was recorded.", c.ID, m.Version, before.Latest(c.ID)+1)),
		c.example())
}

// selects checks what counts, and how often.
func (c PublishMethod) selects() error {
	errs := []error{
		rule.When(len(c.Method.Kinds) == 0, rule.Refuse(rule.ErrMalformed, "kinds.missing", "Say which kinds of commitment count. Nothing was recorded.")),
		rule.When(c.Method.StaleDays < 1 || c.Method.StaleDays > 3650, rule.Refuse(rule.ErrMalformed, "stale-days", "After 1 to 3650 days without news a commitment is stale. Nothing was recorded.")),
		rule.When(repeated(c.Method.Kinds), rule.Refuse(rule.ErrMalformed, "kinds", "A kind of commitment is named twice. Nothing was recorded.")),
	}
	for _, kind := range c.Method.Kinds {
		errs = append(errs, rule.OneOf("kinds", kind, commitment.Kinds))
	}
	for i, w := range c.Method.Weights {
		twice := slices.ContainsFunc(c.Method.Weights[:i], func(other events.MethodWeight) bool { return other.Kind == w.Kind })
		errs = append(errs, rule.OneOf("weights", w.Kind, c.Method.Kinds),
			rule.When(twice || w.Weight < 1 || w.Weight > 100, rule.Refuse(rule.ErrMalformed, "weights", "A kind has one weight, from 1 to 100. Nothing was recorded.")))
	}
	return rule.First(errs...)
}

// grades checks that every level has one.
func (c PublishMethod) grades() error {
	var levels []string
	for _, g := range c.Method.Grades {
		if g.Grade < -1 || g.Grade > 1 {
			return rule.Refuse(rule.ErrMalformed, "grades", "A grade is -1, 0 or 1. Nothing was recorded.")
		}
		levels = append(levels, g.Level)
	}
	slices.Sort(levels)
	return rule.When(!slices.Equal(levels, slices.Sorted(slices.Values(commitment.Levels))),
		rule.Refuse(rule.ErrMalformed, "grades", "Each level an assessor can find has one grade. Nothing was recorded."))
}

// formulas checks that they are in words.
func (c PublishMethod) formulas() error {
	var figures []string
	for _, f := range c.Method.Formulas {
		if err := rule.First(rule.Stated("formulas", f.EN), rule.Stated("formulas", f.UR), validFigure(f.Figure)); err != nil {
			return err
		}
		figures = append(figures, f.Figure)
	}
	return rule.When(len(figures) == 0 || repeated(figures),
		rule.Refuse(rule.ErrMalformed, "formulas", "Publish the formulas in words, each once. Nothing was recorded."))
}

func validFigure(name string) error {
	return rule.When(name == "" || len(name) > 64, rule.Refuse(rule.ErrMalformed, "formulas", "Say of which figure a formula is. Nothing was recorded."))
}

// example refuses one that does not come out.
func (c PublishMethod) example() error {
	sum := c.Method.Example.Unassessed
	negative := sum < 0
	for _, level := range c.Method.Example.Levels {
		if err := rule.OneOf("example", level.Level, commitment.Levels); err != nil {
			return err
		}
		negative = negative || level.Count < 0
		sum += level.Count
	}
	if negative || sum < 1 || sum > 1_000_000 || len(c.Method.Example.Figures) == 0 {
		return rule.Refuse(rule.ErrMalformed, "example.missing", "Publish an example that people can work out. Nothing was recorded.")
	}
	if wrong, ok := (method.Method{ID: c.ID, MethodPublished: c.Method}).WorksOut(); !ok {
		return rule.Refuse(rule.ErrRefused, "example.wrong", "The example does not come out: %s is another number. Nothing was recorded.", wrong)
	}
	return nil
}

func repeated(names []string) bool {
	sorted := slices.Sorted(slices.Values(names))
	return len(slices.Compact(sorted)) < len(names)
}

func (c PublishMethod) Say(rule.Refs) events.Payload {
	m := c.Method
	m.Kinds = slices.Sorted(slices.Values(m.Kinds))
	m.Weights = append([]events.MethodWeight{}, m.Weights...)
	return m
}
