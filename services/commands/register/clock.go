package register

import (
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/events/person"
	"ahd.example/ahd/services/commands/rule"
)

// CorrectClock asks to record that the clock had been wrong: the record claims times
// that have not come. Which times, the log says: it alone knows the last.
type CorrectClock struct {
	_       struct{} `role:"administrator"`
	Grounds string   `json:"grounds" is:"words" required:"true" aliases:"reason" placeholder:"TEXT" doc:"How the right time is known. It stays in the record for good."`
}

func (c CorrectClock) Stream() events.Stream { return events.Register }

func (c CorrectClock) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return rule.Refuse(rule.ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	return rule.First(rule.Why(c.Grounds),
		rule.When(who.Actor() != rule.Local && who.Role != person.Administrator, rule.Refuse(rule.ErrNotAllowed, "role.not-allowed", "Only an administrator may set the clock right. Nothing was recorded.")))
}

func (c CorrectClock) Say(rule.Refs) events.Payload { return events.ClockCorrected{Grounds: c.Grounds} }
