package convening

import (
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// AssertFigure asks to record a number that somebody stated.
type AssertFigure struct {
	Convening string                `is:"self"`
	Figure    events.FigureAsserted `names:"source=Quote.Source"`
}

func (c AssertFigure) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c AssertFigure) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.Figures }, c.Figure.Figure); err != nil {
		return err
	}
	return rule.First(rule.Stated("claim", c.Figure.Claim), rule.MayRecord(who, "record figures", "coordinator", "administrator"))
}

func (c AssertFigure) Say(rule.Refs) events.Payload { return c.Figure }
