package commitment

import (
	"slices"

	"ahd.example/ahd/events"
)

// The rule of separate duties: whoever says how far a commitment is, or answers for it,
// neither finds how far it is nor closes it, and whoever found it neither says nor
// closes it. It follows persons and organisations. The same functions are asked before
// something is recorded and of what was recorded.

// Parts that somebody can have in a commitment.
const (
	Reported = "reported"
	Answered = "answered"
	Assessed = "assessed"
)

// PartOf is the part that the actor of an event has from then on; "" for none.
func PartOf(payload events.Payload) string {
	switch payload.(type) {
	case events.ProgressReported, events.ProgressRetracted, events.ReportConfirmed, events.ReportContested, events.MilestoneMet, events.MeasurementTaken:
		return Reported
	case events.CommitmentAssessed:
		return Assessed
	}
	return ""
}

// Why somebody is not independent of a commitment.
const (
	ByOwnWork     = "own-work"    // they answer for it, or answered
	ByReport      = "reporter"    // they reported on it
	ByAssessment  = "assessor"    // they assessed it
	ByCoordinator = "coordinator" // they recorded as coordinator at its convening
)

// Duties are who had which part in a commitment, and what ties them to others.
type Duties struct {
	Reported, Answered, Assessed []*Hand

	// Coordinated is whether whoever is asked about recorded, as coordinator, anything
	// about a commitment of the same convening.
	Coordinated bool
	// Related says which organisations belong together.
	Related Relations
}

// Duties are those that the commitment's own events tell of.
func (s State) Duties() Duties {
	d := Duties{Reported: s.Reporters, Assessed: s.Assessors, Answered: s.Former}
	if s.LeadParty != "" || s.Persons != nil {
		d.Answered = slices.Concat(s.Former, answering(s.LeadParty, s.Persons))
	}
	return d
}

// With are the duties of both.
func (d Duties) With(others Duties) Duties {
	d.Reported = slices.Concat(d.Reported, others.Reported)
	d.Answered = slices.Concat(d.Answered, others.Answered)
	d.Assessed = slices.Concat(d.Assessed, others.Assessed)
	return d
}

// AgainstAssessing is why somebody may not assess; "" if they may.
func (d Duties) AgainstAssessing(who Hand) string {
	if why := d.AgainstJudging(who); why != "" || !d.Coordinated {
		return why
	}
	return ByCoordinator
}

// AgainstClosing is why somebody may not close.
func (d Duties) AgainstClosing(who Hand) string {
	if why := d.AgainstJudging(who); why != "" {
		return why
	}
	return d.AgainstReporting(who)
}

// AgainstJudging is why somebody has a part in it: it is theirs, or they reported.
func (d Duties) AgainstJudging(who Hand) string {
	switch {
	case d.Related.Tied(who, d.Answered):
		return ByOwnWork
	case d.Related.Tied(who, d.Reported):
		return ByReport
	}
	return ""
}

// AgainstReporting is why somebody may not report, or answer for it.
func (d Duties) AgainstReporting(who Hand) string {
	if d.Related.Tied(who, d.Assessed) {
		return ByAssessment
	}
	return ""
}

// named: two who are withheld are never known to be one.
func (h Hand) named() bool { return h.Person != "" && h.Person != "withheld" }

// answering are the hands of an organisation that answers and of whoever speaks for it.
func answering(party string, persons *Persons) (hands []*Hand) {
	if party != "" {
		hands = append(hands, &Hand{Party: party})
	}
	if persons == nil {
		return hands
	}
	for _, id := range []string{persons.Main, persons.Alternate, persons.Validator} {
		if id != "" {
			hands = append(hands, &Hand{Person: id})
		}
	}
	return hands
}

// handOver notes that somebody else answers for it from now on.
func handOver(s *State, party string, persons *Persons) {
	for _, before := range answering(s.LeadParty, s.Persons) {
		now := answering(party, persons)
		is := func(h *Hand) bool { return *h == *before }
		if !slices.ContainsFunc(now, is) && !slices.ContainsFunc(s.Former, is) {
			s.Former = with(s.Former, before)
		}
	}
	s.LeadParty, s.Persons = party, persons
}
