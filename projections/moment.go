package projections

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/timeline"
)

// Errors of a moment that cannot be looked at; ErrAhead is another.
var (
	ErrMoment = errors.New("that is no moment") // neither a number, nor a day, nor a time
	ErrBefore = errors.New("nothing was recorded yet")
)

// Moment is a past state of the record.
type Moment struct {
	Sequence uint64    // of the last event that counts
	Time     time.Time // of that event
	Day      edtf.Day  // for which questions with a day are answered, unless another is asked for
}

// Moment finds what an auditor means: "223" the state after that event; a time of RFC
// 3339 the last event that was recorded by then; a day the last before the midnight
// that ends it by the register's clock. now bounds days and times. It returns ErrMoment, ErrAhead
// or ErrBefore.
func (h *history) Moment(ctx context.Context, text string, now time.Time) (m Moment, err error) {
	err = h.Read(ctx, func(v *book.View) error {
		register, err := described.Read(v)
		if err != nil {
			return err
		}
		zone := register.Zone
		if sequence, err := strconv.ParseUint(text, 10, 63); err == nil {
			m, err = momentAfter(v, zone, sequence)
			return err
		}
		if day, err := edtf.ParseDay(text); err == nil {
			if day.After(zone.Day(now)) {
				return fmt.Errorf("%s has not come: %w", day, ErrAhead)
			}
			m, err = momentBy(v, zone, zone.End(day).UnixMilli()-1)
			m.Day = day
			return err
		}
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return cause.Of(ErrMoment, err)
		}
		if at.After(now) {
			return fmt.Errorf("that time has not come: %w", ErrAhead)
		}
		m, err = momentBy(v, zone, at.UnixMilli())
		m.Day = zone.Day(at)
		return err
	})
	return m, err
}

func momentAfter(v *book.View, zone edtf.Zone, sequence uint64) (Moment, error) {
	if sequence > v.At.Sequence {
		return Moment{}, fmt.Errorf("the book stands at event %d: %w", v.At.Sequence, ErrAhead)
	}
	if sequence == 0 {
		return Moment{}, ErrBefore
	}
	claimed, err := claimedAt(v, sequence)
	if err != nil {
		return Moment{}, err
	}
	corrections, err := timeline.CorrectionsIn(v)
	return Moment{Sequence: sequence, Time: claimed, Day: zone.Day(events.RecordedAt(sequence, claimed, corrections))}, err
}

// momentBy finds the last event that was recorded by a time, in milliseconds since
// 1970. Times never fall from one event to the next, where those that a wrong clock gave
// count as events.RecordedAt says; so it can be halved.
func momentBy(v *book.View, zone edtf.Zone, by int64) (Moment, error) {
	corrections, err := timeline.CorrectionsIn(v)
	if err != nil {
		return Moment{}, err
	}
	low, high := uint64(0), v.At.Sequence // low was by then, or is none; what is after high was not
	for low < high {
		middle := high - (high-low)/2
		claimed, err := claimedAt(v, middle)
		if err != nil {
			return Moment{}, err
		}
		if events.RecordedAt(middle, claimed, corrections).UnixMilli() <= by {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return momentAfter(v, zone, low)
}

// lastBy is the last event that was recorded by the end of a day; 0 if none was.
func lastBy(v *book.View, zone edtf.Zone, day edtf.Day) (uint64, error) {
	m, err := momentBy(v, zone, zone.End(day).UnixMilli()-1)
	if errors.Is(err, ErrBefore) {
		return 0, nil
	}
	return m.Sequence, err
}

// claimedAt is when an event says that it was recorded.
func claimedAt(v *book.View, sequence uint64) (time.Time, error) {
	var recorded int64
	found, err := v.Row(`SELECT time FROM timeline WHERE sequence = ?`, []any{int64(sequence)}, []any{&recorded})
	if err == nil && !found {
		err = fmt.Errorf("the book has no event %d", sequence)
	}
	return time.UnixMilli(recorded).UTC(), err
}
