package recording

import (
	"context"
	"errors"
	"time"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/services/commands/rule"
)

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
