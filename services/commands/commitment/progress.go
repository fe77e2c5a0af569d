package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// ReportProgress asks to record what an organisation says of its own progress.
type ReportProgress struct {
	ID           string               `json:"commitment" is:"self" kong:"-"`
	State        string               `json:"state" is:"code" required:"true" placeholder:"STATE" doc:"planning, in_progress, stalled or reported_complete."`
	Narrative    *string              `json:"narrative" is:"typed:narrative" placeholder:"TEXT" doc:"What happened, in a few sentences. No names of victims."`
	Effective    *string              `json:"effective" is:"day" placeholder:"DATE" doc:"When it happened: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."` // EDTF; nil where not stated
	Channel      *string              `json:"channel" is:"code" placeholder:"CHANNEL" doc:"How the word came: letter, phone, e-mail, meeting or message."`
	Milestones   []string             `json:"milestones" name:"milestone" is:"part" placeholder:"ID" doc:"A milestone that was met; may be given again."`
	Measurements []events.Measurement `json:"measurements" kong:"-"` // what was measured
}

func (c ReportProgress) Stream() events.Stream { return rule.CommitmentStream(c.ID) }

func (c ReportProgress) Decide(state fold.State, who rule.Who, at time.Time) error {
	s, err := On{c.ID}.whole("progress", state)
	if err != nil {
		return err
	}
	return rule.First(
		rule.OneOf("state", c.State, commitment.ReportStates), rule.HasHappened(c.Effective, rule.Today(at)), channel(c.Channel),
		milestonesOpen(s, c.Milestones...), measurable(s, c.Measurements, at),
		rule.MayRecord(who, "report progress", rule.Speakers...), speaks(s, who))
}

func channel(stated *string) error {
	if stated == nil {
		return nil
	}
	return rule.OneOf("channel", *stated, commitment.Channels)
}

func (c ReportProgress) Say(refs rule.Refs) events.Payload {
	return events.ProgressReported{
		State: c.State, Narrative: refs["narrative"], Effective: c.Effective, Channel: c.Channel,
		Milestones: append([]string{}, c.Milestones...), Measurements: append([]events.Measurement{}, c.Measurements...),
	}
}

func (c ReportProgress) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

// RetractProgress asks to record that a report is taken back.
type RetractProgress struct {
	Reasoned
	Report string `json:"report" is:"report" required:"true" placeholder:"UUID" doc:"The report, by its command id."`
}

func (c RetractProgress) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	report, err := reportOf(s, c.ID, c.Report)
	return rule.First(err, rule.Required("reason", c.Reason),
		rule.When(report.Retracted, rule.Refuse(rule.ErrRefused, "retract.already", "That report was taken back already. Nothing was recorded.")),
		rule.MayRecord(who, "take reports back", rule.Speakers...), speaks(s, who))
}

func (c RetractProgress) Say(refs rule.Refs) events.Payload {
	return events.ProgressRetracted{Report: c.Report, Reason: refs["reason"]}
}

func (c RetractProgress) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

func reportOf(s commitment.State, id, report string) (commitment.Report, error) {
	r := s.Report(report)
	if r == nil {
		return commitment.Report{}, rule.Refuse(rule.ErrUnknown, "report.unknown", "There is no such progress report on %s. Nothing was recorded.", id)
	}
	return *r, nil
}

// ProgressTyped is a report as it is typed, with what was measured.
type ProgressTyped struct {
	ReportProgress
	Measured
}

func (t ProgressTyped) Fields() (any, error) {
	t.ReportProgress.Measurements = t.list()
	return t.ReportProgress, t.alone()
}
