package recording

import (
	"context"
	"errors"
	"time"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// DescribeRegister asks to record what the register is called, by which clock its days
// are counted, and whether it is only an example.
type DescribeRegister struct {
	Described events.RegisterDescribed
}

func (c DescribeRegister) Stream() events.Stream { return events.Register }

func (c DescribeRegister) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return rule.Refuse(rule.ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	s, d := state.Register, c.Described
	_, err := edtf.ZoneNamed(d.TimeZone)
	return rule.First(rule.Stated("title", d.Title),
		rule.When(err != nil, rule.Refuse(rule.ErrMalformed, "time-zone", "There is no such time zone. One is written like Asia/Karachi. Nothing was recorded.")),
		rule.When(d.Title == s.Title && d.TimeZone == s.TimeZone && d.Example == s.Example,
			rule.Refuse(rule.ErrRefused, "register.described-so", "The register is described so already. Nothing was recorded.")),
		rule.MayRecord(who, "say what the register is called", rule.Keepers...))
}

func (c DescribeRegister) Say(rule.Refs) events.Payload { return c.Described }

// clockStays refuses another clock once a commitment was captured. What slips through
// changes no day: the book goes by the clock from before, and says so.
func (r *Recorder) clockStays(ctx context.Context, said events.RegisterDescribed) error {
	begun, err := r.Streams.Begun(ctx)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).Because(err)
	}
	zone, err := edtf.ZoneNamed(said.TimeZone)
	return rule.When(begun && (err != nil || zone != r.zone()), rule.Refuse(rule.ErrRefused, "time-zone.fixed",
		"Days are counted in this register already, so its time zone stays %s. Nothing was recorded.", r.zone().Name()))
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
