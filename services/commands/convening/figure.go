package convening

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// AssertFigure asks to record a number that somebody stated.
type AssertFigure struct {
	Convening string                `json:"convening" is:"self"`
	Figure    events.FigureAsserted `json:"figure" names:"source=Quote.Source"`
}

func (c AssertFigure) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c AssertFigure) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.Figures }, c.Figure.Figure); err != nil {
		return err
	}
	return rule.First(rule.Stated("claim", c.Figure.Claim), rule.MayRecord(who, "record figures", "coordinator", "administrator"))
}

func (c AssertFigure) Say(rule.Refs) events.Payload { return c.Figure }

// FigureTyped is a number that somebody stated, as it is typed.
type FigureTyped struct {
	Meeting
	rule.Quoted
	ID            string   `name:"id" required:"true" placeholder:"ID" doc:"An id for the figure."`
	Claim         string   `is:"words" required:"true" placeholder:"TEXT" doc:"What is claimed, in a sentence."`
	Value         *string  `is:"words" placeholder:"N" doc:"The number, as stated: 1/3, 3300000."`
	Unit          *string  `is:"words" placeholder:"TEXT" doc:"Of what: victims, years."`
	Scope         *string  `is:"words" placeholder:"SCOPE" doc:"Where it holds: PK, world, or a conference."`
	Period        *string  `is:"words" placeholder:"TEXT" doc:"For when."`
	AttributedTo  *string  `is:"words" placeholder:"TEXT" doc:"Who is said to have said it."`
	Note          *string  `is:"words" placeholder:"TEXT" doc:"What else there is to say."`
	ConflictsWith []string `is:"part" placeholder:"ID" doc:"A figure that it contradicts; may be given again."`
}

func (t FigureTyped) Fields() (any, error) {
	quote, err := t.Asked()
	return AssertFigure{t.Convening, events.FigureAsserted{
		Figure: t.ID, Claim: t.Claim, Quote: quote, Value: t.Value, Unit: t.Unit, Scope: t.Scope, Period: t.Period,
		AttributedTo: t.AttributedTo, Note: t.Note, ConflictsWith: t.ConflictsWith,
	}}, err
}
