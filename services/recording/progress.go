package recording

import (
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
)

// ReportProgress asks to record what an organisation says of its own progress.
type ReportProgress struct {
	ID           string
	State        string
	Narrative    *string
	Effective    *string              // EDTF; nil where not stated
	Channel      *string              // how the word came; nil where not stated
	Milestones   []string             // ids of those met
	Measurements []events.Measurement // what was measured
}

func (c ReportProgress) Stream() events.Stream { return commitmentStream(c.ID) }

func (c ReportProgress) Decide(state fold.State, who Who, at time.Time) error {
	s, err := On{c.ID}.whole("progress", state)
	if err != nil {
		return err
	}
	return first(
		oneOf("state", c.State, commitment.ReportStates), hasHappened(c.Effective, today(at)), channel(c.Channel),
		milestonesOpen(s, c.Milestones...), measurable(s, c.Measurements, at),
		mayRecord(who, "report progress", speakers...), speaks(s, who))
}

func channel(stated *string) error {
	if stated == nil {
		return nil
	}
	return oneOf("channel", *stated, commitment.Channels)
}

func (c ReportProgress) Say(refs Refs) events.Payload {
	return events.ProgressReported{
		State: c.State, Narrative: refs["narrative"], Effective: c.Effective, Channel: c.Channel,
		Milestones: append([]string{}, c.Milestones...), Measurements: append([]events.Measurement{}, c.Measurements...),
	}
}

func (c ReportProgress) Typed() map[string]string { return typedField("narrative", c.Narrative) }

// RetractProgress asks to record that a report is taken back.
type RetractProgress struct {
	Reasoned
	Report string // id of the event
}

func (c RetractProgress) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	report, err := reportOf(s, c.ID, c.Report)
	return first(err, required("reason", c.Reason),
		when(report.Retracted, refuse(ErrRefused, "retract.already", "That report was taken back already. Nothing was recorded.")),
		mayRecord(who, "take reports back", speakers...), speaks(s, who))
}

func (c RetractProgress) Say(refs Refs) events.Payload {
	return events.ProgressRetracted{Report: c.Report, Reason: refs["reason"]}
}

func reportOf(s commitment.State, id, report string) (commitment.Report, error) {
	r := s.Report(report)
	if r == nil {
		return commitment.Report{}, refuse(ErrUnknown, "report.unknown", "There is no such progress report on %s. Nothing was recorded.", id)
	}
	return *r, nil
}

// ConfirmReport asks to record that an organisation stands by what was entered
// for it.
type ConfirmReport struct {
	On
	Report string
}

func (c ConfirmReport) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return first(answersFor(s, c.ID, c.Report, who), unassessed(s.Duties(), who))
}

func (c ConfirmReport) Say(Refs) events.Payload { return events.ReportConfirmed{Report: c.Report} }

// ContestReport asks to record that an organisation does not stand by what was
// entered for it.
type ContestReport struct {
	Reasoned
	Report string
}

func (c ContestReport) Decide(state fold.State, who Who, _ time.Time) error {
	s, err := c.standing(state)
	if err != nil {
		return err
	}
	return first(required("reason", c.Reason), answersFor(s, c.ID, c.Report, who), unassessed(s.Duties(), who))
}

func (c ContestReport) Say(refs Refs) events.Payload {
	return events.ReportContested{Report: c.Report, Reason: refs["reason"]}
}

// answersFor: only the organisation for which a report was entered answers for it,
// and once.
func answersFor(s commitment.State, id, report string, who Who) error {
	r, err := reportOf(s, id, report)
	return first(err,
		when(r.For == "", refuse(ErrRefused, "report.no-proxy", "That report was not entered for another organisation. Nothing was recorded.")),
		when(r.Word != "" || r.Retracted, refuse(ErrRefused, "report.answered", "That report was answered or taken back already. Nothing was recorded.")),
		mayRecord(who, "answer for what was entered for an organisation", "focal_point", "validator", "coordinator"),
		when(who.For != "" || who.Party == "" || who.Party != r.For, refuse(ErrNotAllowed, "report.not-yours",
			"That report was entered for %s; only somebody of that organisation can answer for it. Nothing was recorded.", r.For)))
}
