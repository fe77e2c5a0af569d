package examination

import (
	"context"
	"time"

	"ahd.example/ahd/events/edtf"
)

// When the whole folder is examined: in the night of the register's clock, when nobody waits.
const (
	nightHour   = 2
	nightMinute = 30
)

// untilNight is how long it is from now to the next examination.
func untilNight(zone edtf.Zone, now time.Time) time.Duration {
	day := zone.Day(now)
	next := zone.End(day.AddDays(-1)).Add(nightHour*time.Hour + nightMinute*time.Minute) // the midnight with which the day begins
	if !next.After(now) {
		next = zone.End(day).Add(nightHour*time.Hour + nightMinute*time.Minute)
	}
	return next.Sub(now)
}

// Nightly compares every byte of the folder once a night, until ctx ends, and tells the
// operator what it finds. What was mended since the start is noted before. Its owner waits
// for it.
func (e *Examiner) Nightly(ctx context.Context, note func(context.Context) error) {
	for {
		timer := time.NewTimer(untilNight(e.Zone(), e.Now()))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return
		}
		e.tonight(ctx, note)
	}
}

func (e *Examiner) tonight(ctx context.Context, note func(context.Context) error) {
	if err := note(ctx); err != nil { // of a log that was made anew since the start
		e.Messages.Error("the repair of the log was not recorded", "problem", err)
	}
	found, err := e.Examine(ctx, nil, true, func(uint64, uint64) {})
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		e.Messages.Error("the examination at night did not come to an end", "problem", err)
	}
	for _, f := range found.Findings {
		e.Messages.Error("the examination at night found something", "code", f.Code, "finding", f.Sentence, "remedy", f.Remedy)
	}
}
