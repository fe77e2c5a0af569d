package convening

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// AssertDate asks to record what somebody says about a date.
type AssertDate struct {
	Meeting
	Asserted events.ConveningDateAsserted `json:"asserted" names:"source=Source"`
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
	Grounds string  `json:"grounds" name:"reason" is:"words" required:"true" placeholder:"TEXT" doc:"Why. It stays in the record for good: no names of victims."`
	EDTF    *string `json:"edtf" name:"edtf" is:"day" placeholder:"DATE" doc:"The date by which the register is to go. Left out: it cannot be said."` // nil for "cannot be said"
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

// DateTyped is what somebody says about a date, as it is typed.
type DateTyped struct {
	Meeting
	EDTF   string  `name:"edtf" required:"true" placeholder:"DATE" doc:"The date: 2026-11-22, 2026-11, 2023-02-27/2023-02-28, XXXX-07-30."`
	Stated *string `is:"words" placeholder:"TEXT" doc:"In the words of the source."`
	Source *string `placeholder:"ID" doc:"The source that says so."`
	Basis  *string `is:"words" placeholder:"TEXT" doc:"Who says so, and where; needed unless a source is given."`
}

func (t DateTyped) Fields() (any, error) {
	asserted := events.ConveningDateAsserted{EDTF: t.EDTF, Stated: t.Stated, Source: t.Source, Basis: rule.Or(t.Basis)}
	if t.Basis == nil && t.Source != nil {
		asserted.Basis = "source " + *t.Source
	}
	return AssertDate{t.Meeting, asserted}, nil
}
