package reporting

import (
	"ahd/events"
	"ahd/events/edtf"
)

// happened is the civil day on which something happened that an event tells of; false
// for what became known, which counts from the beginning: a correction says how it was
// all along. What is not dated happened on the day on which it was recorded.
func happened(e events.Event) (edtf.Day, bool) {
	switch d := e.Data.(type) {
	case events.ProgressReported:
		return stated(d.Effective, e), true
	case events.CommitmentAssessed:
		return stated(d.Effective, e), true
	case events.EvidenceLinked:
		return stated(d.Effective, e), true
	case events.EvidenceDeposited:
		return stated(d.Effective, e), true
	case events.MilestoneMet:
		return stated(d.Effective, e), true
	case events.ResponsibilityHandedOver:
		return stated(d.Effective, e), true
	case events.ResponseRecorded:
		return stated(d.Effective, e), true
	case events.UpdateRequested:
		return stated(&d.Day, e), true
	case events.CommitmentAssigned, events.CommitmentOperationalised, events.DueDateSet, events.DueDateRevised, events.ReviewIntervalSet,
		events.MeasurementTaken, events.ProgressDisputed, events.CommitmentClosed, events.CommitmentReopened,
		events.CommitmentSuspended, events.CommitmentResumed, events.CommitmentWithdrawn, events.CommitmentSuperseded:
		return edtf.In(e.Zone).Day(e.Time), true
	}
	return edtf.Day{}, false
}

// stated is the last day on which it can have happened.
func stated(effective *string, e events.Event) edtf.Day {
	zone := edtf.In(e.Zone)
	recorded := zone.Day(e.Time)
	if effective == nil {
		return recorded
	}
	date, err := zone.Parse(*effective)
	if err != nil {
		return recorded
	}
	_, latest := date.Bounds()
	if !latest.Known || latest.Day.After(recorded) {
		return recorded
	}
	return latest.Day
}
