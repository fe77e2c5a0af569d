package recording

import "ahd/events"

// What is typed about the structure stays in its events: the guard looks at it, and
// what is quoted must stand in its source.

func (c RaiseQuestion) Wording() []string {
	return []string{c.Question.Text, or(c.Question.Rule)}
}

func (c RegisterParty) Wording() []string {
	return []string{c.Party.Name, or(c.Party.KindNote), or(c.Party.RolesStated)}
}

func (c RegisterConvening) Wording() []string {
	d := c.Convening
	return []string{or(d.Name), or(d.Theme), or(d.Place), or(d.OutcomeStated), or(d.KindStated)}
}

func (c FormWorkingGroup) Wording() []string { return []string{c.Group.Name} }

func (c AssertFigure) Wording() []string { return []string{c.Figure.Claim, or(c.Figure.Note)} }

func (c RecordParticipation) Wording() []string { return []string{or(c.Participation.RoleStated)} }

func (c RecordInstrument) Wording() []string {
	return []string{or(c.Instrument.Title), or(c.Instrument.Note)}
}

func (c CaptureCommitment) Wording() []string {
	return []string{c.Item.Text, or(c.Item.Note), or(c.Item.VerifiableNote)}
}

func (c AssertRating) Wording() []string { return []string{c.Rating.Rating} }

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

func (c AssertFigure) Refers() []events.Stream { return streamsOf("source", &c.Figure.Quote.Source) }

// Quotes is the statement.
func (c RecordParticipation) Quotes() []events.Quote { return []events.Quote{c.Participation.Quote} }

func (c RecordParticipation) Refers() []events.Stream {
	return streamsOf("source", &c.Participation.Quote.Source)
}
