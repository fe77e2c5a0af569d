package instrument

import (
	"slices"
	"time"

	"ahd/events"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// RecordSignatory asks to record who signed an instrument.
type RecordSignatory struct {
	Instrument string                   `is:"self"`
	Signatory  events.SignatoryRecorded `names:"party=Party source=Source"`
}

func (c RecordSignatory) Stream() events.Stream {
	return events.Stream{Kind: "instrument", ID: c.Instrument}
}

func (c RecordSignatory) Decide(state fold.State, who rule.Who, at time.Time) error {
	if state.Instrument == nil {
		return rule.Refuse(rule.ErrUnknown, "instrument.unknown", "There is no declaration or set of recommendations %s. Nothing was recorded.", c.Instrument)
	}
	return rule.First(rule.HasHappened(c.Signatory.Effective, rule.Today(at)),
		rule.When(slices.Contains(state.Instrument.Signatories, c.Signatory.Party), rule.Refuse(rule.ErrRefused, "signatory.same", "That organisation signed %s already. Nothing was recorded.", c.Instrument)),
		rule.MayRecord(who, "record signatories", rule.Keepers...))
}

func (c RecordSignatory) Say(rule.Refs) events.Payload { return c.Signatory }
