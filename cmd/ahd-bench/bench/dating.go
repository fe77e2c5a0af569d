package bench

import (
	"time"

	"ahd.example/ahd/events"
)

// begins is when the made-up register begins.
var begins = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// conferences is at how many all of it was declared.
const conferences = 50

// Of a hundred facts of a register that is recorded over years so many were recorded
// long after they happened, and of any so many only became known.
const (
	backdated   = 5
	becameKnown = 2
)

// Dated says when what is made up happened.
type Dated struct {
	Years    int  // in so many years; 0 for some hours
	Imported bool // it was recorded at once after those years, instead of while it happened
}

// dating is by which days the made-up events go.
type dating struct {
	years    int   // in which things happened; 0 for a few hours, as if all were recorded at once
	imported bool  // they were recorded on the day after those years; else while they happened
	apart    int64 // milliseconds between two events, at most
	events   int
}

func (f Filling) dating() dating {
	d := dating{years: f.Years, imported: f.Imported, apart: 20, events: f.Events}
	if d.years > 0 && !d.imported {
		d.apart = max(1, 2*d.span().Milliseconds()/int64(f.Events))
	}
	return d
}

func (d dating) span() time.Duration { return begins.AddDate(d.years, 0, 0).Sub(begins) }

// day is the day at which so many parts of a thousand of the years are over.
func (d dating) day(parts int) time.Time {
	return d.first().Add(d.span() / 1000 * time.Duration(parts))
}

// first is when the first thing happened.
func (d dating) first() time.Time {
	if d.imported {
		return begins.Add(-d.span())
	}
	return begins
}

// conference makes up the next; each was before anything of it was recorded.
func (r *register) conference() events.ConveningRegistered {
	held := r.dating.first().AddDate(0, 0, -int(r.made)).Format(time.DateOnly)
	return events.ConveningRegistered{Kind: "conference", Date: events.StatedDate{EDTF: &held}}
}

// happened makes up when the next thing happened.
func (r *register) happened() string {
	d := r.dating
	switch {
	case d.imported:
		return d.first().Add(time.Duration(float64(d.span()) * float64(r.made) / float64(d.events))).Format(time.DateOnly)
	case d.years > 0 && r.random.IntN(100) < backdated:
		return r.at.AddDate(0, 0, -60-r.random.IntN(600)).Format(time.DateOnly)
	}
	return r.at.Format("2006-01")
}
