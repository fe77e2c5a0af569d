package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// Meeting is the convening that a command is about.
type Meeting struct{ Convening string }

// Stream is that of the convening.
func (m Meeting) Stream() events.Stream { return rule.ConveningStream(m.Convening) }

// standing returns the state of a convening that is not one with another.
func (m Meeting) standing(state fold.State) (convening.State, error) {
	if state.Convening == nil || !state.Convening.Registered() {
		return convening.State{}, rule.Refuse(rule.ErrUnknown, "convening.unknown", "There is no meeting %s. Nothing was recorded.", m.Convening)
	}
	s := *state.Convening
	return s, rule.When(s.Into != "", rule.Refuse(rule.ErrRefused, "convening.joined", "%s is one with %s; name that one. Nothing was recorded.", m.Convening, s.Into))
}

// keeps is what most commands about a convening ask: that it stands on its own, and
// a keeper of the register.
func (m Meeting) keeps(state fold.State, who rule.Who, what string, checks ...func(convening.State) error) error {
	s, err := m.standing(state)
	if err != nil {
		return err
	}
	for _, check := range checks {
		if err := check(s); err != nil {
			return err
		}
	}
	return rule.MayRecord(who, what, rule.Keepers...)
}

// AssertDate asks to record what somebody says about a date.
type AssertDate struct {
	Meeting
	Asserted events.ConveningDateAsserted
}

func (c AssertDate) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record dates of meetings", func(s convening.State) error {
		return rule.First(rule.Date("edtf", &c.Asserted.EDTF), rule.Stated("basis", c.Asserted.Basis),
			rule.When(slices.Contains(s.Dates, c.Asserted.EDTF) && c.Asserted.Source == nil, rule.Refuse(rule.ErrRefused, "date.same", "That date is recorded of %s already. Nothing was recorded.", c.Convening)))
	})
}

func (c AssertDate) Say(rule.Refs) events.Payload { return c.Asserted }

func (c AssertDate) Refers() []events.Stream { return rule.StreamsOf("source", c.Asserted.Source) }

// CorrectDate asks to record by which date the register goes.
type CorrectDate struct {
	Meeting
	EDTF    *string // nil for "cannot be said"
	Grounds string
}

func (c CorrectDate) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "correct dates of meetings", func(s convening.State) error {
		return rule.First(rule.Date("edtf", c.EDTF), rule.Why(c.Grounds),
			rule.When(s.Corrected && s.Date == rule.Or(c.EDTF), rule.Refuse(rule.ErrRefused, "date.same", "The register goes by that date already. Nothing was recorded.")))
	})
}

func (c CorrectDate) Say(rule.Refs) events.Payload {
	return events.ConveningDateCorrected{EDTF: c.EDTF, Grounds: c.Grounds}
}

// RecordConflict asks to record that what is said cannot all be true.
type RecordConflict struct {
	Meeting
	Conflict events.ConflictRecorded
}

func (c RecordConflict) Decide(state fold.State, who rule.Who, _ time.Time) error {
	d := c.Conflict
	return c.keeps(state, who, "record what cannot all be true", func(s convening.State) error {
		figure, isFigure := strings.CutPrefix(d.About, "figure/")
		return rule.First(rule.ValidID("conflict", d.Conflict), rule.Stated("about", d.About), rule.Why(d.Grounds),
			rule.When(len(d.Alternatives) < 2, rule.Refuse(rule.ErrMalformed, "alternatives", "A conflict has two alternatives or more. Nothing was recorded.")),
			rule.When(isFigure && !slices.Contains(s.Figures, figure), rule.Refuse(rule.ErrUnknown, "figure.unknown", "There is no figure %s of %s. Nothing was recorded.", figure, c.Convening)),
			rule.When(s.Has(d.Conflict), rule.Refuse(rule.ErrRefused, "conflict.recorded-already", "The meeting %s has %s already. Nothing was recorded.", c.Convening, d.Conflict)))
	})
}

func (c RecordConflict) Say(rule.Refs) events.Payload { return c.Conflict }

// ResolveConflict asks to record which of the alternatives the register goes by.
type ResolveConflict struct {
	Meeting
	Resolved events.ConflictResolved
}

func (c ResolveConflict) Decide(state fold.State, who rule.Who, _ time.Time) error {
	d := c.Resolved
	return c.keeps(state, who, "resolve what cannot all be true", func(s convening.State) error {
		return rule.First(
			rule.When(!s.Has(d.Conflict), rule.Refuse(rule.ErrUnknown, "conflict.unknown", "There is no conflict %s of %s. Nothing was recorded.", d.Conflict, c.Convening)),
			rule.When(s.Has(d.Conflict) && !s.Open(d.Conflict), rule.Refuse(rule.ErrRefused, "conflict.resolved-already", "That conflict is resolved already. Nothing was recorded.")),
			rule.Stated("resolution", d.Resolution), rule.Why(d.Grounds))
	})
}

func (c ResolveConflict) Say(rule.Refs) events.Payload { return c.Resolved }
