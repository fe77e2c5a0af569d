// Package commitment answers: what do the events of one commitment add up to?
package commitment

import (
	"fmt"
	"slices"

	"ahd/events"
)

// State is one commitment, as far as its events tell. The zero value is a
// commitment that nobody has captured.
type State struct {
	Record       string `json:"record"`
	Response     string `json:"response"`
	SelfReported string `json:"self_reported"`
	Assessed     string `json:"assessed"`
	Closure      string `json:"closure"`

	LeadParty  string `json:"lead_party,omitempty"`
	Due        string `json:"due,omitempty"` // civil day
	ReviewDays int    `json:"review_days,omitempty"`

	Parent   string   `json:"parent,omitempty"`
	Children []string `json:"children,omitempty"`
	Reports  []string `json:"reports,omitempty"`  // ids of progress reports
	Evidence []string `json:"evidence,omitempty"` // ids of pieces of evidence
}

// Exists reports whether the commitment was captured.
func (s State) Exists() bool { return s.Record != "" }

// Axis returns the value of a recorded axis.
func (s State) Axis(name string) string {
	switch name {
	case AxisRecord:
		return s.Record
	case AxisResponse:
		return s.Response
	case AxisSelfReported:
		return s.SelfReported
	case AxisAssessed:
		return s.Assessed
	case AxisClosure:
		return s.Closure
	}
	panic("commitment: no recorded axis " + name)
}

// RecordedAxes are the axes that events set; timeliness needs a day.
var RecordedAxes = []string{AxisRecord, AxisResponse, AxisSelfReported, AxisAssessed, AxisClosure}

// Evolve adds one event. It has no clock and cannot refuse: it has happened. It
// panics on a type it has no rule for: a fact that is ignored here would be a
// wrong answer everywhere.
func Evolve(s State, e events.Event) State {
	switch d := e.Data.(type) {
	case events.CommitmentCaptured:
		s = captured(d)
	case events.CommitmentConfirmed:
		s.Record = Confirmed
	case events.CommitmentAssigned:
		s.LeadParty = d.Party
	case events.DueDateSet:
		s.Due = d.Due
	case events.ReviewIntervalSet:
		s.ReviewDays = d.Days
	case events.ProgressReported:
		s.SelfReported = d.State
		s.Reports = append(slices.Clip(s.Reports), e.ID)
	case events.EvidenceLinked:
		s.Evidence = append(slices.Clip(s.Evidence), e.ID)
	default:
		panic(fmt.Sprintf("commitment: no rule for %T", d))
	}
	return s
}

func captured(d events.CommitmentCaptured) State {
	s := State{
		Record: Captured, Response: NoResponse, SelfReported: NoReport,
		Assessed: NotAssessed, Closure: Open, Children: d.Children,
	}
	if d.Parent != nil {
		s.Parent = *d.Parent
	}
	return s
}
