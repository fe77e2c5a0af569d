package wording

import (
	"fmt"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
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
func office(l Language, d events.PersonRecorded, party func(string) string) string {
	parts := []string{}
	for _, role := range d.Roles {
		parts = append(parts, l.Role(role))
	}
	if d.Party != nil {
		parts = append(parts, party(*d.Party))
	}
	if d.From != nil {
		parts = append(parts, l.table().sentence("from", l.Date(d.From)))
	}
	if d.Until != nil {
		parts = append(parts, l.table().sentence("until", l.Date(d.Until)))
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
		return terms(l, d, party)
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
		return corrected(l, d)
	case events.SmartRated:
		return l.Findings().Smart(commitment.Smart{Specific: d.Specific, Measurable: d.Measurable, Achievable: d.Achievable, Relevant: d.Relevant, TimeBound: d.TimeBound})
	case events.VerifiabilityJudged:
		return l.YesNo(d.Verifiable)
	case events.TextErased:
		if strings.HasSuffix(d.Text, "/document") {
			return l.table().sentence("erased document", l.Terms().Erasure(d.Basis))
		}
		return l.table().sentence("erased text", l.Terms().Erasure(d.Basis))
	}
	return ""
}

func terms(l Language, d events.CommitmentOperationalised, party func(string) string) string {
	var parts []string
	if d.Party != nil {
		parts = append(parts, party(*d.Party))
	}
	if d.Due != nil {
		parts = append(parts, due(l, d.Due))
	}
	if d.ReviewDays != nil {
		parts = append(parts, fmt.Sprintf(l.table().everyDays, *d.ReviewDays))
	}
	return list(parts...)
}

// due is "due 3 April 2026"; "" without a day.
func due(l Language, day *string) string {
	if day == nil {
		return ""
	}
	return l.table().sentence("due", l.Date(day))
}

func corrected(l Language, d events.CommitmentCorrected) string {
	value := first(d.Value, l.NotStated())
	switch d.Field {
	case "kind":
		value = l.Kind(value)
	case "pillar":
		value = l.Pillar(value)
	}
	return l.Terms().said(corrections, d.Field) + ": " + value
}

// progress: what is said of it, by whom, and what is said against that.
func progress(l Language, payload events.Payload, party func(string) string) string {
	switch d := payload.(type) {
	case events.UpdateRequested:
		return list(party(d.Party), l.Terms().Channel(d.Channel), l.Date(&d.Day))
	case events.ProgressReported:
		return l.State(d.State)
	case events.ProgressDisputed:
		return l.Terms().Claim(d.Claim)
	}
	return ""
}

// steps: milestones and what is measured. Values are not told here: a small one
// can point at a child.
func steps(l Language, payload events.Payload, _ func(string) string) string {
	switch d := payload.(type) {
	case events.MilestoneSet:
		return list(d.Title, due(l, d.Due))
	case events.MilestoneRevised:
		return list(d.Title, due(l, d.Due))
	case events.MilestoneMet:
		return d.Milestone
	case events.MilestoneDropped:
		return d.Milestone
	case events.IndicatorSet:
		return list(d.Title, d.Unit, due(l, d.Due))
	case events.MeasurementTaken:
		if len(d.Measurements) == 1 {
			return l.table().sentence("values 1")
		}
		return l.table().sentence("values", len(d.Measurements))
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
			return l.table().sentence("restricted")
		}
		return l.Evidence(d.Kind)
	case events.CommitmentAssessed:
		considered := ""
		switch n := len(d.Considered); n {
		case 0:
		case 1:
			considered = l.table().sentence("considered 1")
		default:
			considered = l.table().sentence("considered", n)
		}
		return list(l.Findings().Assessed(d.Level, d.Confidence, d.Method), considered)
	case events.CommitmentClosed:
		return l.Terms().Claim(d.Outcome)
	}
	return ""
}
