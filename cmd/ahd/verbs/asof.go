package verbs

import (
	"context"
	"errors"
	"fmt"

	"ahd/events/cause"
	"ahd/events/edtf"
	"ahd/projections"
	"ahd/projections/book"
	"ahd/projections/commitments"
)

// AsOf is as of when something is asked.
type AsOf struct {
	At string `json:"at"` // event, civil day or time; "" for now
	On string `json:"on"` // civil day on which things stood; "" for that of At, else today
}

// asOf is a moment and a day to read for.
type asOf struct {
	book     reader
	sequence uint64 // 0 for now
	time     string // recorded, of that event
	on       edtf.Day
	day      bool // a day was asked for: what happened later does not count
}

// asOf finds the moment and the day that are meant.
func (d *Desk) asOf(ctx context.Context, asked AsOf) (asOf, error) {
	as := asOf{book: d.book, on: d.today()}
	if asked.At != "" {
		moment, err := d.book.Moment(ctx, asked.At, d.Now())
		switch {
		case errors.Is(err, projections.ErrMoment):
			return as, cause.Of(usage("at", fmt.Sprintf("%q is no moment. A moment is the number of an event, a day like 2026-11-22, or a time like 2026-11-22T09:30:00+05:00.", shorten(asked.At))), err)
		case errors.Is(err, projections.ErrBefore):
			return as, cause.Of(usage("at", "At that moment nothing was recorded yet."), err)
		case errors.Is(err, projections.ErrAhead):
			return as, usage("at", fmt.Sprintf("That moment has not come: %s.", err))
		case err != nil:
			return as, err
		}
		as.sequence, as.time, as.on = moment.Sequence, book.Time(moment.Time), moment.Day
	}
	if asked.On == "" {
		return as, nil
	}
	on, err := edtf.ParseDay(asked.On)
	if err != nil {
		return as, cause.Of(usage("on", fmt.Sprintf("%s is no day. A day is written 2026-11-22.", shorten(asked.On))), err)
	}
	as.on, as.day = on, true
	return as, nil
}

// read reads the book of the moment, as things stood on the day that was asked for. By
// default that is one on which everything had happened.
func (a asOf) read(ctx context.Context, read func(*book.View) error) error {
	if a.day {
		return a.book.ReadOn(ctx, a.sequence, a.on, read)
	}
	return a.readAll(ctx, read)
}

// readAll reads the book of the moment with everything that had been recorded by then.
func (a asOf) readAll(ctx context.Context, read func(*book.View) error) error {
	if a.sequence == 0 {
		return a.book.Read(ctx, read)
	}
	return a.book.ReadAt(ctx, a.sequence, read)
}

// undated counts the facts of some commitments that were dated by their recording; nil
// where no day was asked for.
func (a asOf) undated(v *book.View, filters map[string]string) (*int, error) {
	if !a.day {
		return nil, nil
	}
	n, err := commitments.Undated(v, filters, a.on)
	return &n, err
}

// undatedOf is the same for one thing.
func (a asOf) undatedOf(v *book.View, kind, id string) (*int, error) {
	if kind != "commitment" {
		return nil, nil
	}
	return a.undated(v, map[string]string{"id": id})
}
