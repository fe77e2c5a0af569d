package instrument

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// RecordSignatory asks to record who signed an instrument.
type RecordSignatory struct {
	Instrument string                   `json:"instrument" is:"self"`
	Signatory  events.SignatoryRecorded `json:"signatory" names:"party=Party source=Source"`
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

// SignatoryTyped is who signed an instrument, as it is typed.
type SignatoryTyped struct {
	Instrument string  `required:"true" placeholder:"ID" doc:"The declaration or set of recommendations."`
	Party      string  `required:"true" placeholder:"ID" doc:"The organisation that signed or adopted it."`
	Effective  *string `placeholder:"DATE" doc:"When: 2026-10-31, 2026-10, 2026. Not stated if left out."`
	Source     *string `placeholder:"ID" doc:"The source that says so."`
}

func (t SignatoryTyped) Fields() (any, error) {
	return RecordSignatory{t.Instrument, events.SignatoryRecorded{Party: t.Party, Effective: t.Effective, Source: t.Source}}, nil
}
