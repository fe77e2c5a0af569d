package recording

import (
	"context"
	"errors"
	"time"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/events/fold"
)

// DescribeRegister asks to record what the register is called, by which clock its days
// are counted, and whether it is only an example.
type DescribeRegister struct {
	Described events.RegisterDescribed
}

func (c DescribeRegister) Stream() events.Stream { return events.Register }

func (c DescribeRegister) Decide(state fold.State, who Who, _ time.Time) error {
	if state.Register == nil || !state.Register.Opened() {
		return refuse(ErrUnknown, "register.not-open", "The register is not open yet. Nothing was recorded.")
	}
	s, d := state.Register, c.Described
	_, err := edtf.ZoneNamed(d.TimeZone)
	return first(stated("title", d.Title),
		when(err != nil, refuse(ErrMalformed, "time-zone", "There is no such time zone. One is written like Asia/Karachi. Nothing was recorded.")),
		when(d.Title == s.Title && d.TimeZone == s.TimeZone && d.Example == s.Example,
			refuse(ErrRefused, "register.described-so", "The register is described so already. Nothing was recorded.")),
		mayRecord(who, "say what the register is called", keepers...))
}

func (c DescribeRegister) Say(Refs) events.Payload { return c.Described }

// clockStays refuses another clock once a commitment was captured. What slips through
// changes no day: the book goes by the clock from before, and says so.
func (r *Recorder) clockStays(ctx context.Context, command DescribeRegister) error {
	begun, err := r.Streams.Begun(ctx)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).because(err)
	}
	zone, err := edtf.ZoneNamed(command.Described.TimeZone)
	return when(begun && (err != nil || zone != r.zone()), refuse(ErrRefused, "time-zone.fixed",
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
