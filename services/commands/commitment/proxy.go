package commitment

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// ConfirmReport asks to record that an organisation stands by what was entered
// for it.
type ConfirmReport struct {
	On
	Report string `json:"report" is:"report" required:"true" placeholder:"UUID" doc:"The report, by its command id."`
}

func (c ConfirmReport) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.open(state)
	if err != nil {
		return err
	}
	return rule.First(answersFor(s, c.ID, c.Report, who), unassessed(s.Duties(), who))
}

func (c ConfirmReport) Say(rule.Refs) events.Payload { return events.ReportConfirmed{Report: c.Report} }

func (c ConfirmReport) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

// ContestReport asks to record that an organisation does not stand by what was
// entered for it.
type ContestReport struct {
	Reasoned
	Report string `json:"report" is:"report" required:"true" placeholder:"UUID" doc:"The report, by its command id."`
}

func (c ContestReport) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.standing(state)
	if err != nil {
		return err
	}
	return rule.First(rule.Required("reason", c.Reason), answersFor(s, c.ID, c.Report, who), unassessed(s.Duties(), who))
}

func (c ContestReport) Say(refs rule.Refs) events.Payload {
	return events.ReportContested{Report: c.Report, Reason: refs["reason"]}
}

func (c ContestReport) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

// answersFor: only the organisation for which a report was entered answers for it,
// and once.
func answersFor(s commitment.State, id, report string, who rule.Who) error {
	r, err := reportOf(s, id, report)
	return rule.First(err,
		rule.When(r.For == "", rule.Refuse(rule.ErrRefused, "report.no-proxy", "That report was not entered for another organisation. Nothing was recorded.")),
		rule.When(r.Word != "" || r.Retracted, rule.Refuse(rule.ErrRefused, "report.answered", "That report was answered or taken back already. Nothing was recorded.")),
		rule.MayRecord(who, "answer for what was entered for an organisation", "focal_point", "validator", "coordinator"),
		rule.When(who.For != "" || who.Party == "" || who.Party != r.For, rule.Refuse(rule.ErrNotAllowed, "report.not-yours",
			"That report was entered for %s; only somebody of that organisation can answer for it. Nothing was recorded.", r.For)))
}
