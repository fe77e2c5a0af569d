package recording

import (
	"context"
	"errors"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/services/commands/rule"
)

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
func (a *attempt) believable() error {
	body, err := a.Ledger.Entry(1)
	if err != nil {
		return notNow(errors.New("the ledger cannot be read")).Because(err)
	}
	opening, _, err := events.Scan(body)
	if err != nil {
		return notNow(errors.New("the ledger cannot be read")).Because(err)
	}
	return rule.When(a.Now().Before(opening.Time), rule.Refuse(rule.ErrRefused, "clock.before-register",
		"By the clock of this machine the register does not exist yet, so that clock is wrong. Set it right first. Nothing was recorded."))
}

// clockStays refuses another clock once a commitment was captured. What slips through
// changes no day: the book goes by the clock from before, and says so.
func (a *attempt) clockStays(ctx context.Context, said events.RegisterDescribed) error {
	begun, err := a.Streams.Begun(ctx)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).Because(err)
	}
	zone, err := edtf.ZoneNamed(said.TimeZone)
	return rule.When(begun && (err != nil || zone != a.zone()), rule.Refuse(rule.ErrRefused, "time-zone.fixed",
		"Days are counted in this register already, so its time zone stays %s. Nothing was recorded.", a.zone().Name()))
}

// zone is by whose clock the register counts days.
func (r *Recorder) zone() edtf.Zone {
	if r.Zone == nil {
		return edtf.Zone{}
	}
	return edtf.In(r.Zone())
}

// now is when rules look, told by the register's clock.
func (r *Recorder) now() time.Time { return r.zone().Tell(r.Now()) }
