// Package instrument answers: may this be recorded of a declaration, of recommendations
// or of another outcome of a meeting?
package instrument

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/instrument"
	"ahd.example/ahd/services/commands/rule"
)

// RecordInstrument asks to record a declaration, recommendations or another
// outcome of a convening.
type RecordInstrument struct {
	ID         string            `json:"id" is:"self"`
	Kind       string            `json:"kind" is:"code"` // one of the kinds of package instrument
	Instrument events.Instrument `json:"instrument" names:"convening=Convening"`
}

func (c RecordInstrument) Stream() events.Stream { return events.Stream{Kind: "instrument", ID: c.ID} }

func (c RecordInstrument) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Instrument != nil {
		return rule.Refuse(rule.ErrRefused, "instrument.recorded-already", "The text %s is in the register already. Nothing was recorded.", c.ID)
	}
	if err := rule.OneOf("kind", c.Kind, []string{instrument.Declaration, instrument.Recommendations, instrument.Outcome}); err != nil {
		return err
	}
	return rule.MayRecord(who, "record declarations and recommendations", "coordinator", "administrator")
}

func (c RecordInstrument) Say(rule.Refs) events.Payload {
	switch c.Kind {
	case instrument.Declaration:
		return events.DeclarationAdopted(c.Instrument)
	case instrument.Recommendations:
		return events.RecommendationsIssued(c.Instrument)
	}
	return events.OutcomePrepared(c.Instrument)
}

// Consider refuses a working group of another convening.
func (c RecordInstrument) Consider(named rule.Named) error {
	held := named[rule.ConveningStream(c.Instrument.Convening).Subject()].Convening
	group := c.Instrument.WorkingGroup
	return rule.When(group != nil && held != nil && !slices.Contains(held.WorkingGroups, *group), rule.Refuse(rule.ErrUnknown, "working-group.unknown",
		"There is no such working group of %s. Nothing was recorded.", c.Instrument.Convening))
}

// InstrumentTyped is an outcome of a convening, as it is typed. Its wording is attached by
// another command.
type InstrumentTyped struct {
	ID           string  `name:"id" required:"true" placeholder:"ID" doc:"An id for it."`
	Kind         string  `required:"true" placeholder:"KIND" doc:"declaration, recommendations or outcome."`
	Convening    string  `required:"true" placeholder:"ID" doc:"The conference or meeting."`
	WorkingGroup *string `placeholder:"ID" doc:"The working group that it comes from."`
	Title        *string `is:"words" placeholder:"TEXT" doc:"Its title."`
	Note         *string `is:"words" placeholder:"TEXT" doc:"What else there is to say."`
}

func (t InstrumentTyped) Fields() (any, error) {
	return RecordInstrument{t.ID, t.Kind, events.Instrument{
		Clauses: []events.Clause{}, Convening: t.Convening, WorkingGroup: t.WorkingGroup, Title: t.Title, Note: t.Note,
	}}, nil
}
