package wording

import (
	"fmt"
	"strings"

	"ahd/events"
	"ahd/events/commitment"
)

// list joins what was said; what is empty was not.
func list(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ", ")
}

// office is for whom somebody acts, in which roles, from when until when.
func (l Language) office(d events.PersonRecorded, party func(string) string) string {
	parts := []string{}
	for _, role := range d.Roles {
		parts = append(parts, l.Role(role))
	}
	if d.Party != nil {
		parts = append(parts, party(*d.Party))
	}
	if d.From != nil {
		parts = append(parts, l.sentence("from", l.Date(d.From)))
	}
	if d.Until != nil {
		parts = append(parts, l.sentence("until", l.Date(d.Until)))
	}
	return list(parts...)
}

// course: what a commitment is, who answers for it and until when.
func course(l Language, payload events.Payload, party func(string) string) string {
	switch d := payload.(type) {
	case events.CommitmentConfirmed:
		return word(l.table().bases, d.Basis)
	case events.CommitmentAssigned:
		return party(d.Party)
	case events.CommitmentOperationalised:
		return l.terms(d, party)
	case events.DueDateSet:
		return l.Date(&d.Due)
	case events.DueDateRevised:
		return l.Date(&d.Due)
	case events.ReviewIntervalSet:
		return fmt.Sprintf(l.table().everyDays, d.Days)
	case events.ResponseRecorded:
		return l.Value(commitment.AxisResponse, d.Response)
	case events.CommitmentSuperseded:
		return d.By
	case events.CommitmentCorrected:
		return l.corrected(d)
	case events.SmartRated:
		return l.Smart(commitment.Smart{Specific: d.Specific, Measurable: d.Measurable, Achievable: d.Achievable, Relevant: d.Relevant, TimeBound: d.TimeBound})
	case events.VerifiabilityJudged:
		return l.YesNo(d.Verifiable)
	case events.TextErased:
		if strings.HasSuffix(d.Text, "/document") {
			return l.sentence("erased document", l.Erasure(d.Basis))
		}
		return l.sentence("erased text", l.Erasure(d.Basis))
	}
	return ""
}

func (l Language) terms(d events.CommitmentOperationalised, party func(string) string) string {
	var parts []string
	if d.Party != nil {
		parts = append(parts, party(*d.Party))
	}
	if d.Due != nil {
		parts = append(parts, l.due(d.Due))
	}
	if d.ReviewDays != nil {
		parts = append(parts, fmt.Sprintf(l.table().everyDays, *d.ReviewDays))
	}
	return list(parts...)
}

// due is "due 3 April 2026"; "" without a day.
func (l Language) due(day *string) string {
	if day == nil {
		return ""
	}
	return l.sentence("due", l.Date(day))
}

func (l Language) corrected(d events.CommitmentCorrected) string {
	value := first(d.Value, l.NotStated())
	switch d.Field {
	case "kind":
		value = l.Kind(value)
	case "pillar":
		value = l.Pillar(value)
	}
	return l.said(corrections, d.Field) + ": " + value
}

// progress: what is said of it, by whom, and what is said against that.
func progress(l Language, payload events.Payload, party func(string) string) string {
	switch d := payload.(type) {
	case events.UpdateRequested:
		return list(party(d.Party), l.Channel(d.Channel), l.Date(&d.Day))
	case events.ProgressReported:
		return l.State(d.State)
	case events.ProgressDisputed:
		return l.Claim(d.Claim)
	}
	return ""
}

// steps: milestones and what is measured. Values are not told here: a small one
// can point at a child.
func steps(l Language, payload events.Payload, _ func(string) string) string {
	switch d := payload.(type) {
	case events.MilestoneSet:
		return list(d.Title, l.due(d.Due))
	case events.MilestoneRevised:
		return list(d.Title, l.due(d.Due))
	case events.MilestoneMet:
		return d.Milestone
	case events.MilestoneDropped:
		return d.Milestone
	case events.IndicatorSet:
		return list(d.Title, d.Unit, l.due(d.Due))
	case events.MeasurementTaken:
		if len(d.Measurements) == 1 {
			return l.sentence("values 1")
		}
		return l.sentence("values", len(d.Measurements))
	}
	return ""
}

// proof: the documents, what was found on them, and whether the matter is closed.
func proof(l Language, payload events.Payload, _ func(string) string) string {
	switch d := payload.(type) {
	case events.EvidenceLinked:
		return l.Evidence(d.Kind)
	case events.EvidenceDeposited:
		if d.Visibility != "public" { // nothing else is said of it
			return l.sentence("restricted")
		}
		return l.Evidence(d.Kind)
	case events.CommitmentAssessed:
		considered := ""
		switch n := len(d.Considered); n {
		case 0:
		case 1:
			considered = l.sentence("considered 1")
		default:
			considered = l.sentence("considered", n)
		}
		return list(l.Assessed(d.Level, d.Confidence, d.Method), considered)
	case events.CommitmentClosed:
		return l.Claim(d.Outcome)
	}
	return ""
}
