package wording

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
)

// Type says what kind of thing happened: "Progress reported".
func (l Language) Type(t events.Type) string {
	if said, ok := l.table().types[t]; ok {
		return said
	}
	return string(t)
}

// Happened is an event in a short sentence: "Progress reported: in progress".
// party gives the name of an organisation by its id.
func (l Language) Happened(payload events.Payload, party func(id string) string) string {
	said := l.Type(payload.Type())
	if detail := detail(l, payload, party); detail != "" {
		said += ": " + detail
	}
	return said
}

// detail is what an event adds to its type; empty where its type says enough.
func detail(l Language, payload events.Payload, party func(id string) string) string {
	switch d := payload.(type) {
	case events.RegisterOpened:
		return d.Name
	case events.QuestionRaised:
		return d.Text
	case events.SourceArchived:
		return first(d.Title, d.File)
	case events.PartyRegistered:
		return d.Name
	case events.PersonRecorded:
		return office(l, d, party)
	case events.ConveningRegistered:
		return first(d.Name, "")
	case events.ParticipationRecorded:
		return first(d.RoleStated, "")
	case events.WorkingGroupFormed:
		return d.Name
	case events.FigureAsserted:
		return d.Claim
	case events.DeclarationAdopted:
		return first(d.Title, "")
	case events.RecommendationsIssued:
		return first(d.Title, "")
	case events.OutcomePrepared:
		return first(d.Title, "")
	}
	for _, about := range []func(Language, events.Payload, func(string) string) string{course, progress, steps, proof, meetings, organisations, identities} {
		if words := about(l, payload, party); words != "" {
			return words
		}
	}
	return ""
}

// Date is an EDTF date spelled out: "about April 2026"; nil is "not stated".
// What is no date is shown as it was written.
func (l Language) Date(text *string) string { return l.DateBy(edtf.Zone{}, text) }

// DateBy is Date, with moments by another clock than that of Karachi.
func (l Language) DateBy(zone edtf.Zone, text *string) string {
	if text == nil || *text == "" {
		return l.NotStated()
	}
	date, err := zone.Parse(*text)
	if err != nil {
		return *text
	}
	return date.InWords()
}

// Moment is an instant spelled out, by the clock that tells it: "3 April 2026 at 15:00
// in Karachi".
func (l Language) Moment(t time.Time) string {
	text := t.UTC().Format("2006-01-02T15:04:05Z")
	date, err := edtf.Told(t).Parse(text)
	if err != nil {
		return text
	}
	return date.InWords()
}

func first(stated *string, otherwise string) string {
	if stated != nil {
		return *stated
	}
	return otherwise
}
