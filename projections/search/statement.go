package search

import (
	"strings"

	"ahd.example/ahd/events"
)

// statement is what an event states about the one thing that it brings; false
// where it brings none.
func statement(payload events.Payload) (said string, brings bool) {
	switch d := payload.(type) {
	case events.CommitmentCaptured:
		return join(append(quotes(d.Quotes), &d.Text)...), true
	case events.ConveningRegistered:
		return join(d.Name, d.KindStated, d.Theme, d.Place, d.OutcomeStated, quote(d.Objective), quote(d.Participants)), true
	case events.ConveningParted:
		return join(d.Name), true
	case events.WorkingGroupFormed:
		return d.Name, true
	case events.FigureAsserted:
		return join(&d.Claim, &d.Quote.Quote), true
	case events.DeclarationAdopted:
		return join(d.Title, d.Note), true
	case events.RecommendationsIssued:
		return join(d.Title, d.Note), true
	case events.OutcomePrepared:
		return join(d.Title, d.Note), true
	case events.PartyRegistered:
		return join(&d.Name, d.Acronym), true
	case events.QuestionRaised:
		return join(&d.Text, d.Rule), true
	case events.SourceArchived:
		return join(d.Title, d.Publisher), true
	}
	return "", false
}

// addition is what an event states about a thing that is known already; "" where it
// adds no words to it.
func addition(payload events.Payload) string {
	switch d := payload.(type) {
	case events.PartyNamed:
		return join(&d.Name, d.NameUR, d.Acronym)
	case events.SessionRecorded:
		return join(&d.Title)
	case events.TextAttached:
		stated := []*string{d.Title}
		for i := range d.Clauses {
			stated = append(stated, &d.Clauses[i].Quote.Quote)
		}
		return join(stated...)
	case events.QuestionAnswered:
		return join(&d.Finding)
	}
	return ""
}

func quote(q *events.Quote) *string {
	if q == nil {
		return nil
	}
	return &q.Quote
}

func quotes(list []events.Quote) []*string {
	said := make([]*string, len(list))
	for i := range list {
		said[i] = &list[i].Quote
	}
	return said
}

// join puts what was stated together; no word reaches from one into the next.
func join(stated ...*string) string {
	var all strings.Builder
	for _, text := range stated {
		if text != nil {
			all.WriteString(*text)
			all.WriteByte('\n')
		}
	}
	return all.String()
}
