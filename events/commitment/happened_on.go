package commitment

import (
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
)

// Counts is from when on an event counts, for whoever asks how things stood on a day.
type Counts struct {
	Always   bool     // it only became known: it holds from the beginning
	Day      edtf.Day // else from this day on
	Recorded bool     // nothing says when it happened: the day is that of its recording
}

// By reports whether an event counts on a day.
func (c Counts) By(on edtf.Day) bool { return c.Always || !c.Day.After(on) }

// HappenedOn is the one reading of a day. What happened counts from the last day on
// which it can have happened, and never after the day of its recording; what is not
// dated happened on the day on which it was recorded. What only became known, such as a
// correction, holds from the beginning: that is how it was all along.
//
// Like Evolve it panics on a type that it has no rule for.
func HappenedOn(e events.Event) Counts {
	switch d := e.Data.(type) {
	case events.CommitmentCaptured, events.CommitmentConfirmed, events.CommitmentCorrected, events.CommitmentClassified,
		events.CommitmentLinked, events.CommitmentUnlinked, events.CommitmentCorroborated, events.CommitmentWorded,
		events.CommitmentMerged, events.CommitmentUnmerged, events.CommitmentSplit, events.CommitmentRejected,
		events.SmartRated, events.VerifiabilityJudged, events.ProgressRetracted, events.ReportConfirmed, events.ReportContested,
		events.EvidenceRetracted, events.DisputeHidden, events.TextErased:
		return Counts{Always: true}
	case events.CommitmentAssigned, events.CommitmentOperationalised, events.DueDateSet, events.DueDateRevised, events.ReviewIntervalSet,
		events.MeasurementTaken, events.CommitmentClosed, events.CommitmentReopened, events.CommitmentSuspended, events.CommitmentResumed,
		events.CommitmentWithdrawn, events.CommitmentSuperseded, events.MilestoneSet, events.MilestoneRevised, events.MilestoneDropped,
		events.IndicatorSet:
		return stated(nil, e)
	case events.UpdateRequested:
		return stated(&d.Day, e)
	}
	return stated(effective(e), e)
}

// effective is when something happened, for the types that can say so.
func effective(e events.Event) *string {
	switch d := e.Data.(type) {
	case events.ProgressReported:
		return d.Effective
	case events.CommitmentAssessed:
		return d.Effective
	case events.EvidenceLinked:
		return d.Effective
	case events.EvidenceDeposited:
		return d.Effective
	case events.ProgressDisputed:
		return d.Effective
	case events.MilestoneMet:
		return d.Effective
	case events.ResponsibilityHandedOver:
		return d.Effective
	case events.ResponseRecorded:
		return d.Effective
	}
	panic(fmt.Sprintf("commitment: no day for %T", e.Data))
}

// stated is the last day on which something can have happened.
func stated(date *string, e events.Event) Counts {
	zone := edtf.In(e.Zone)
	recorded := zone.Day(e.Time)
	if date != nil {
		if parsed, err := zone.Parse(*date); err == nil {
			if _, latest := parsed.Bounds(); latest.Known {
				if latest.Day.After(recorded) {
					return Counts{Day: recorded}
				}
				return Counts{Day: latest.Day}
			}
		}
	}
	return Counts{Day: recorded, Recorded: true}
}

// date notes the days of an event: how many facts were dated by their recording, and
// the last day on which anything happened or was heard.
func date(s *State, e events.Event) {
	c := HappenedOn(e)
	if _, begins := e.Data.(events.CommitmentCaptured); begins {
		s.Since = day(e)
	}
	s.LastDay = max(s.LastDay, s.Heard) // before that day it was heard of on another one, or not at all
	if c.Always {
		return
	}
	s.LastDay = max(s.LastDay, c.Day.String())
	if c.Recorded {
		s.Undated++
	}
}

// UpTo is what events add up to without those that count only after a day.
func UpTo(list []events.Event, on edtf.Day) (s State) {
	for _, e := range list {
		if HappenedOn(e).By(on) {
			s = EvolveOn(s, e, on)
		}
	}
	return s
}

// ExistsOn reports whether there was a commitment on a day: from its capture on, or from
// the day on which its conference was over, where its date says that. held is that day;
// "" where it does not.
func (s State) ExistsOn(on edtf.Day, held string) bool {
	return s.Since != "" && (s.Since <= on.String() || held != "" && held <= on.String())
}

// EvolveOn adds an event that counts on a day, for whoever asks how things stood on it.
//
// What was recorded by then was heard when it was recorded, as ever. What was recorded
// later counts from the day on which it happened, and so it was heard then: a report of
// last June that somebody entered yesterday does not make last December's silence
// shorter. It answers no question that was asked after it. What only became known later
// (somebody stands by a report) was no news on that day, and no answer.
//
// Silence itself is counted from the day on which a commitment was checked: before that
// nobody listened, and a commitment of which nothing was ever heard is not stale.
func EvolveOn(s State, e events.Event, on edtf.Day) State {
	next := Evolve(s, e)
	if !edtf.In(e.Zone).Day(e.Time).After(on) || next.Heard != day(e) {
		return next
	}
	next.Heard, next.Answered = s.Heard, s.Answered
	if c := HappenedOn(e); !c.Always {
		then := c.Day.String()
		next.Heard = max(s.Heard, then)
		next.Answered = s.Answered || PartOf(e.Data) == Reported && s.Asked != "" && s.Asked <= then
	}
	return next
}
