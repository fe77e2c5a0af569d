package recording

import (
	"errors"

	"ahd/events"
	"ahd/events/eventlog"
	"ahd/services/commands/rule"
)

// stampedAs gives what is asked for the times that the log gave the recorded event:
// whoever asks again cannot have said them.
func stampedAs(recorded, asked events.Payload) events.Payload {
	was, is := recorded.(events.ClockCorrected)
	if again, same := asked.(events.ClockCorrected); is && same {
		again.From, again.To = was.From, was.To
		return again
	}
	return asked
}

// unready says why nothing is recorded now. A clock that is not believed is a rule that
// refuses: somebody has to look at it.
func unready(err error) *rule.Refusal {
	var ahead *eventlog.ClockAhead
	var named *rule.Refusal
	switch {
	case errors.As(err, &named): // whoever has the folder open says by which rule
		return named
	case errors.As(err, &ahead):
		return rule.Refuse(rule.ErrRefused, "clock.ahead", "%s. Nothing was recorded. Look at the clock of this machine: if it is wrong, set it right; if it is right, say so with --clock-is-right.", rule.Sentence(ahead)).Because(err)
	case errors.Is(err, eventlog.ErrClockNotAhead):
		return rule.Refuse(rule.ErrRefused, "clock.not-ahead", "The newest event claims no time that has not come by the clock of this machine, so there is nothing to set right. Nothing was recorded.").Because(err)
	}
	return notNow(err)
}

// believable refuses to set the clock to a time at which there was no register yet: then
// it is the clock of the machine that is wrong, and the record would say so for ever.
func (r *Recorder) believable() error {
	body, err := r.Ledger.Entry(1)
	if err != nil {
		return notNow(errors.New("the ledger cannot be read")).Because(err)
	}
	opening, _, err := events.Scan(body)
	if err != nil {
		return notNow(errors.New("the ledger cannot be read")).Because(err)
	}
	return rule.When(r.Now().Before(opening.Time), rule.Refuse(rule.ErrRefused, "clock.before-register",
		"By the clock of this machine the register does not exist yet, so that clock is wrong. Set it right first. Nothing was recorded."))
}
