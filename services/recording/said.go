package recording

import (
	"ahd/events"
	"ahd/services/commands/rule"
)

// Quotes are what the convening's purpose and those who came are told by.
func (c RegisterConvening) Quotes() (quotes []events.Quote) {
	for _, quote := range []*events.Quote{c.Convening.Objective, c.Convening.Participants} {
		if quote != nil {
			quotes = append(quotes, *quote)
		}
	}
	return quotes
}

// Quotes is the statement.
func (c AssertFigure) Quotes() []events.Quote { return []events.Quote{c.Figure.Quote} }

func (c AssertFigure) Refers() []events.Stream {
	return rule.StreamsOf("source", &c.Figure.Quote.Source)
}

// Quotes is the statement.
func (c RecordParticipation) Quotes() []events.Quote { return []events.Quote{c.Participation.Quote} }

func (c RecordParticipation) Refers() []events.Stream {
	return rule.StreamsOf("source", &c.Participation.Quote.Source)
}
