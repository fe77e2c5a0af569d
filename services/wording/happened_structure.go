package wording

import (
	"fmt"
	"strings"

	"ahd.example/ahd/events"
)

// meetings: what became known of conferences, meetings and their documents.
func meetings(l Language, payload events.Payload, party func(string) string) string {
	switch d := payload.(type) {
	case events.ConveningDateAsserted:
		return list(l.Date(&d.EDTF), d.Basis)
	case events.ConveningDateCorrected:
		return list(l.Date(d.EDTF), d.Grounds)
	case events.ConflictRecorded:
		return strings.Join(d.Alternatives, " / ")
	case events.ConflictResolved:
		return list(d.Resolution, d.Grounds)
	case events.ConveningJoined:
		return list(d.Into, d.Grounds)
	case events.ConveningParted:
		return list(d.From, d.Source, d.Grounds)
	case events.SessionRecorded:
		return list(d.Title, dated(l, d.Date))
	case events.ConveningFollowedUp:
		return d.Earlier
	case events.ParticipantsIdentified:
		return d.Grounds
	case events.MemberRecorded:
		return list(party(d.Party), first(d.RoleStated, ""))
	case events.TextAttached:
		return l.table().sentence("clauses", len(d.Clauses))
	case events.SignatoryRecorded:
		return list(party(d.Party), dated(l, d.Effective))
	}
	return ""
}

// dated is a date, "" where none was stated.
func dated(l Language, text *string) string {
	if text == nil {
		return ""
	}
	return l.Date(text)
}

// organisations: what became known of organisations, ratings, open questions and
// what is counted.
func organisations(l Language, payload events.Payload, party func(string) string) string {
	switch d := payload.(type) {
	case events.PartyNamed:
		return list(d.Name, first(d.NameUR, ""), first(d.Acronym, ""), dated(l, d.Effective))
	case events.PartyDescribed:
		parts := []string{Plain(d.Kind)}
		if d.Place != nil {
			parts = append(parts, l.Codes().Place(*d.Place))
		}
		if d.Parent != nil {
			parts = append(parts, party(*d.Parent))
		}
		return list(parts...)
	case events.FocalPersonsNamed:
		return personsNamed(l, d.Main, d.Alternate, d.Validator)
	case events.PartyMerged:
		return list(party(d.Into), d.Grounds)
	case events.PartyUnmerged:
		return d.Grounds
	case events.QuestionAnswered:
		return d.Finding
	case events.QuestionReopened:
		return d.Grounds
	case events.StoreRepaired:
		return d.Cause
	case events.HeadsRecorded:
		return fmt.Sprintf("%d histories after event %d", d.Number, d.Sequence)
	case events.RegisterDescribed:
		return list(d.Title, d.TimeZone)
	case events.ClockCorrected:
		return list(fmt.Sprintf("from %s to %s", d.From, d.To), d.Grounds)
	case events.NodeAppointed:
		return list(d.Node, d.URL)
	case events.RatingAsserted:
		return fmt.Sprintf("%s %d: %s", l.Codes().Place(d.Place), d.Year, d.Rating)
	case events.MethodPublished:
		return list(fmt.Sprintf("%s %d", d.Title, d.Version), d.Changes)
	case events.SummaryPublished:
		return list(d.Title, l.Date(&d.On), d.Method)
	}
	return ""
}

// identities: what else a commitment is, what it is filed under, who speaks for it.
func identities(l Language, payload events.Payload, party func(string) string) string {
	switch d := payload.(type) {
	case events.CommitmentClassified:
		return classes(l, d)
	case events.CommitmentLinked:
		return l.Codes().External(d.External)
	case events.CommitmentUnlinked:
		return l.Codes().External(d.External)
	case events.CommitmentMerged:
		return d.Into
	case events.CommitmentSplit:
		return list(d.Into...)
	case events.CommitmentCorroborated:
		return d.Quote.Source
	case events.CommitmentWorded:
		return d.Quote.Quote
	case events.ResponsibilityHandedOver:
		return list(party(d.Party), personsNamed(l, d.Main, d.Alternate, d.Validator))
	}
	return ""
}

func classes(l Language, d events.CommitmentClassified) string {
	var parts []string
	if d.Pillar != nil {
		parts = append(parts, l.Pillar(*d.Pillar))
	}
	for _, place := range d.Geography {
		parts = append(parts, l.Codes().Place(place))
	}
	for _, group := range d.Groups {
		parts = append(parts, l.Codes().Group(group))
	}
	if len(d.SDGTargets) > 0 {
		parts = append(parts, "SDG "+strings.Join(d.SDGTargets, ", "))
	}
	return list(parts...)
}

// personsNamed are pseudonyms, with what each does.
func personsNamed(l Language, main, alternate, validator *string) string {
	var parts []string
	for _, p := range []struct {
		as string
		id *string
	}{{"main person", main}, {"alternate person", alternate}, {"validating person", validator}} {
		if p.id != nil {
			parts = append(parts, l.table().sentence(p.as, *p.id))
		}
	}
	return list(parts...)
}
