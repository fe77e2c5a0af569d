package edtf

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// ErrZone is returned for what names no time zone.
var ErrZone = errors.New("no such time zone")

// Zone is the clock by which days are counted. The zero Zone is that of Karachi.
// Zones are equal (==) when they were found under one name.
type Zone struct{ at *time.Location }

// zones are those that were looked up, by name: finding one reads a file.
var zones sync.Map

// karachiName is how the zero Zone is written.
const karachiName = "Asia/Karachi"

// ZoneNamed finds a zone by its IANA name, such as "Europe/Vienna"; "" is Karachi. It
// returns ErrZone. Programs embed the names, so that they need none of the machine's.
func ZoneNamed(name string) (Zone, error) {
	if name == "" || name == karachiName {
		return Zone{}, nil
	}
	if found, known := zones.Load(name); known {
		return found.(Zone), nil
	}
	at, err := time.LoadLocation(name)
	if err != nil {
		return Zone{}, fmt.Errorf("%w%.0w", ErrZone, err) // the cause is kept, and not said
	}
	if name == "Local" { // whatever the machine is set to is no zone of a register
		return Zone{}, ErrZone
	}
	if at == time.UTC { // which stands for a time that no register told
		at = time.FixedZone("UTC", 0)
	}
	found, _ := zones.LoadOrStore(name, Zone{at})
	return found.(Zone), nil
}

// In is the zone of a place; nil is Karachi.
func In(at *time.Location) Zone { return Zone{at} }

// Location is what In made the zone of.
func (z Zone) Location() *time.Location { return z.at }

// Name is the IANA name.
func (z Zone) Name() string {
	if z.at == nil {
		return karachiName
	}
	return z.at.String()
}

// City is where the clock hangs: "Karachi", "New York".
func (z Zone) City() string {
	name := z.Name()
	return strings.ReplaceAll(name[strings.LastIndex(name, "/")+1:], "_", " ")
}

// Tell is an instant as the clock shows it.
func (z Zone) Tell(t time.Time) time.Time {
	if z.at == nil {
		return t.In(karachi)
	}
	return t.In(z.at)
}

// Told is the zone by whose clock a time is told; of one in UTC, that of Karachi: no
// register told it.
func Told(t time.Time) Zone {
	if at := t.Location(); at != time.UTC && at != karachi {
		return Zone{at}
	}
	return Zone{}
}

// Day is the civil day at an instant.
func (z Zone) Day(t time.Time) Day { return dayOf(z.Tell(t)) }

// End is the midnight that ends a day, in UTC: the first instant that is no longer this
// day. Where the clock leaves out midnight, the day ends when it is put forward.
func (z Zone) End(d Day) time.Time {
	if z.at == nil {
		return d.EndInKarachi()
	}
	end := time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, z.at)
	if !z.Day(end).After(d) {
		if _, forward := end.ZoneBounds(); !forward.IsZero() {
			end = forward
		}
	}
	if start, _ := end.ZoneBounds(); z.Day(end.Add(-time.Nanosecond)).After(d) && !start.IsZero() && z.Day(start).After(d) {
		end = start
	}
	return end.UTC()
}

// Parse is Parse, with the days of moments by this clock.
func (z Zone) Parse(text string) (Date, error) { return parse(text, z) }

// DayOrMoment is a date as it can be read without knowing the clock: a moment that another
// clock than Karachi's shows is its day. What is no date stays as it is.
func (z Zone) DayOrMoment(text string) string {
	if z.at == nil {
		return text
	}
	date, err := z.Parse(text)
	if err != nil || date.start.form != moment {
		return text
	}
	return Day{date.start.year, date.start.month, date.start.day}.String()
}
