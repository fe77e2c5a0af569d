package convening

import (
	"slices"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// AssertDate asks to record what somebody says about a date.
type AssertDate struct {
	Meeting
	Asserted events.ConveningDateAsserted `names:"source=Source"`
}

func (c AssertDate) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record dates of meetings", func(s convening.State) error {
		return rule.First(rule.Date("edtf", &c.Asserted.EDTF), rule.Stated("basis", c.Asserted.Basis),
			rule.When(slices.Contains(s.Dates, c.Asserted.EDTF) && c.Asserted.Source == nil, rule.Refuse(rule.ErrRefused, "date.same", "That date is recorded of %s already. Nothing was recorded.", c.Convening)))
	})
}

func (c AssertDate) Say(rule.Refs) events.Payload { return c.Asserted }

// CorrectDate asks to record by which date the register goes.
type CorrectDate struct {
	Meeting
	EDTF    *string `is:"day"` // nil for "cannot be said"
	Grounds string  `is:"words"`
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
