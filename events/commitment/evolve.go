package commitment

import (
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
)

// Evolve adds one event. It has no clock and cannot refuse: it has happened. It
// panics on a type it has no rule for: a fact that is ignored here would be a
// wrong answer everywhere.
func Evolve(s State, e events.Event) State {
	switch PartOf(e.Data) {
	case Reported:
		s.Reporters = withHand(s.Reporters, e)
	case Assessed:
		s.Assessors = withHand(s.Assessors, e)
	}
	if progress(&s, e) || proof(&s, e) || course(&s, e) || steps(&s, e) || identity(&s, e) {
		date(&s, e)
		return s
	}
	panic(fmt.Sprintf("commitment: no rule for %T", e.Data))
}

// The rules change s, which is a copy of Evolve's own, and replace its lists: those
// of the state before stay as they were. They report whether they knew the event.

// course: what a commitment is, who answers for it and until when.
func course(s *State, e events.Event) bool {
	switch d := e.Data.(type) {
	case events.CommitmentCaptured:
		*s = captured(d)
	case events.CommitmentConfirmed:
		s.Record, s.Confirmed = Confirmed, day(e)
	case events.CommitmentOperationalised:
		s.Record = Operationalised
		s.Due, s.ReviewDays = or(d.Due, s.Due), or(d.ReviewDays, s.ReviewDays)
		handOver(s, or(d.Party, s.LeadParty), s.Persons)
	case events.CommitmentAssigned:
		handOver(s, d.Party, s.Persons)
	case events.DueDateSet:
		s.Due = d.Due
	case events.DueDateRevised:
		if s.OriginalDue == "" {
			s.OriginalDue = s.Due
		}
		s.Due = d.Due
	case events.ReviewIntervalSet:
		s.ReviewDays = d.Days
	case events.ResponseRecorded:
		s.Response = d.Response
	case events.CommitmentSuspended:
		s.Suspended = true
	case events.CommitmentResumed:
		s.Suspended = false
	case events.CommitmentWithdrawn:
		s.Record = Withdrawn
	case events.CommitmentSuperseded:
		s.Record, s.By = Superseded, d.By
	case events.CommitmentRejected:
		s.Record = Rejected
	case events.SmartRated:
		s.Smart = &Smart{Specific: d.Specific, Measurable: d.Measurable, Achievable: d.Achievable, Relevant: d.Relevant, TimeBound: d.TimeBound}
	case events.VerifiabilityJudged:
		s.Verifiable = d.Verifiable
	case events.CommitmentCorrected: // changes what is shown of the capture, and no axis
	case events.TextErased:
		s.Erased = with(s.Erased, d.Text)
	default:
		return false
	}
	return true
}

func captured(d events.CommitmentCaptured) State {
	s := State{
		Record: Captured, Response: NoResponse, SelfReported: NoReport,
		Assessed: NotAssessed, Closure: Open, Children: d.Children, Verifiable: d.Verifiable,
		Unworded: strings.HasSuffix(d.Kind, unworded), Convening: d.Convening,
	}
	if d.Parent != nil {
		s.Parent = *d.Parent
	}
	return s
}

// progress: what is said of it, by whom, and what is said against that.
func progress(s *State, e events.Event) bool {
	switch d := e.Data.(type) {
	case events.UpdateRequested:
		s.Asked, s.Answered = d.Day, false
	case events.ProgressReported:
		heardReport(s, e)
		addReport(s, Report{ID: e.ID, State: d.State, For: e.OnBehalfOf})
		for _, id := range d.Milestones {
			s.Milestones = changed(s.Milestones, id, func(m *Milestone) { m.State, m.When = Met, or(d.Effective, "") })
		}
	case events.ProgressRetracted:
		changeReport(s, d.Report, func(r *Report) { r.Retracted = true })
	case events.ReportConfirmed:
		heardReport(s, e)
		changeReport(s, d.Report, func(r *Report) { r.Word = StandsBy })
	case events.ReportContested:
		changeReport(s, d.Report, func(r *Report) { r.Word = DoesNotStand })
	case events.ProgressDisputed:
		addDispute(s, Dispute{ID: e.ID, Claim: d.Claim})
	case events.DisputeHidden:
		hideDispute(s, d.Disputed, e.ID)
	default:
		return false
	}
	return true
}

// proof: the documents, what was found on them, and whether the matter is closed.
func proof(s *State, e events.Event) bool {
	switch d := e.Data.(type) {
	case events.EvidenceLinked:
		heardEvidence(s, e, d.Kind, d.Supersedes)
	case events.EvidenceDeposited:
		heardEvidence(s, e, d.Kind, d.Supersedes)
	case events.EvidenceRetracted:
		changeEvidence(s, d.Evidence, func(x *Evidence) { x.Retracted = true })
	case events.CommitmentAssessed:
		s.Assessed, s.Heard = d.Level, day(e)
		s.Finding = &Finding{ID: e.ID, Confidence: d.Confidence, Method: d.Method, On: edtf.In(e.Zone).DayOrMoment(or(d.Effective, day(e)))}
	case events.CommitmentClosed:
		s.Closure = ClosedImplemented
		if d.Outcome == NotImplemented {
			s.Closure = ClosedNotImplemented
		}
	case events.CommitmentReopened:
		s.Closure = Reopened
	default:
		return false
	}
	return true
}

// steps: milestones and what is measured.
func steps(s *State, e events.Event) bool {
	switch d := e.Data.(type) {
	case events.MilestoneSet:
		s.Milestones = with(s.Milestones, &Milestone{ID: d.Milestone, Title: d.Title, Due: or(d.Due, ""), State: Set})
	case events.MilestoneRevised:
		s.Milestones = changed(s.Milestones, d.Milestone, func(m *Milestone) { m.Title, m.Due = d.Title, or(d.Due, "") })
	case events.MilestoneMet:
		heardReport(s, e)
		s.Milestones = changed(s.Milestones, d.Milestone, func(m *Milestone) { m.State, m.When = Met, or(d.Effective, "") })
	case events.MilestoneDropped:
		s.Milestones = changed(s.Milestones, d.Milestone, func(m *Milestone) { m.State = Dropped })
	case events.IndicatorSet:
		s.Indicators = with(s.Indicators, d.Indicator)
	case events.MeasurementTaken:
		heardReport(s, e)
	default:
		return false
	}
	return true
}

// heardReport notes that somebody spoke for the commitment.
func heardReport(s *State, e events.Event) {
	s.Heard, s.Answered = day(e), s.Answered || s.Asked != ""
}

// heardEvidence adds a document. One that speaks against a closed matter is a dispute
// too: it never changes what was found.
func heardEvidence(s *State, e events.Event, kind string, supersedes *string) {
	s.Heard = day(e)
	if supersedes != nil {
		changeEvidence(s, *supersedes, func(x *Evidence) { x.By = e.ID })
	}
	addEvidence(s, Evidence{ID: e.ID, Kind: kind, Brought: handOf(e)})
	if kind == Contradicts && s.Closure == ClosedImplemented {
		addDispute(s, Dispute{ID: e.ID, Claim: NotImplemented})
	}
}

// lastStanding is what the last report says that still counts.
func lastStanding(s State) string {
	for _, r := range slices.Backward(s.Reports) {
		if r.Stands() {
			return r.State
		}
	}
	return NoReport
}

func handOf(e events.Event) Hand {
	return Hand{Person: e.Actor, Party: e.ActorParty, For: e.OnBehalfOf}
}

func withHand(hands []*Hand, e events.Event) []*Hand {
	hand := handOf(e)
	if slices.ContainsFunc(hands, func(h *Hand) bool { return *h == hand }) {
		return hands
	}
	return with(hands, &hand)
}

// with is a new list, no longer than it has to be: it is kept for every commitment.
func with[T any](list []T, last T) []T {
	next := make([]T, len(list)+1)
	copy(next, list)
	next[len(list)] = last
	return next
}

// changed is a copy of list with another one in the place of the one with an id; a
// foreign event may name one that is not there.
func changed[T named](list []*T, id string, change func(*T)) []*T {
	i := slices.IndexFunc(list, func(x *T) bool { return (*x).id() == id })
	if i < 0 {
		return list
	}
	list = slices.Clone(list)
	next := *list[i]
	change(&next)
	list[i] = &next
	return list
}

// Find is the one with an id in a list of a state; nil if it is not there.
func Find[T named](list []*T, id string) *T {
	if i := slices.IndexFunc(list, func(x *T) bool { return (*x).id() == id }); i >= 0 {
		return list[i]
	}
	return nil
}

// named is what the lists of a state hold.
type named interface{ id() string }

func (m Milestone) id() string { return m.ID }
func (r Report) id() string    { return r.ID }
func (e Evidence) id() string  { return e.ID }
func (d Dispute) id() string   { return d.ID }

// day is the civil day on which an event was recorded.
func day(e events.Event) string { return edtf.In(e.Zone).Day(e.Time).String() }

// or is the value, or what was there before where none is given.
func or[T any](value *T, before T) T {
	if value == nil {
		return before
	}
	return *value
}
