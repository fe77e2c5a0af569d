package reporting

import (
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/services/reporting/document"
)

// MaxPoints is how many ends of months or quarters a trend has.
const MaxPoints = 60

// usualPoints is how many it has unless asked for otherwise.
const usualPoints = 12

// Ends are the last days of the months or quarters from one period until another, the
// first first: the last twelve that have ended by today where they are "". Of the one that
// has not ended today stands for the end. It returns ErrDay.
func Ends(every, from, until string, today edtf.Day) ([]edtf.Day, error) {
	step := 1
	if !slices.Contains(document.Every, every) {
		return nil, cause.Classed(ErrDay, "A trend is told by %s.", strings.Join(document.Every, " or "))
	}
	if every == "quarter" {
		step = 3
	}
	first, last := edtf.Day{}, today
	if from != "" {
		start, _, err := span(from)
		if err != nil {
			return nil, err
		}
		first = start
	}
	if until != "" {
		_, end, err := span(until)
		if err != nil {
			return nil, err
		}
		if end.Before(last) {
			last = end
		}
	}
	running := last == today && !first.After(today) && endOf(today, step) != today
	var days []edtf.Day
	for end := endOf(last, step); !end.Before(first) && len(days) <= MaxPoints; end = endBefore(end, step) {
		if end.After(last) {
			continue
		}
		if from == "" && len(days) == usualPoints {
			break
		}
		days = append(days, end)
	}
	switch {
	case len(days) > MaxPoints:
		return nil, cause.Classed(ErrDay, "A trend has at most %d points. Ask for a shorter time, or by quarter.", MaxPoints)
	case len(days) == 0 && !running:
		return nil, cause.Classed(ErrDay, "No %s has begun in that time.", every)
	}
	slices.Reverse(days)
	if running {
		days = append(days, today)
	}
	return days, nil
}

// SoFar reports whether a day is not the end of its month or quarter.
func SoFar(every string, day edtf.Day) bool {
	step := 1
	if every == "quarter" {
		step = 3
	}
	return endOf(day, step) != day
}

// span are the first and last day of a period such as 2026, 2026-04 or 2026-04-15.
func span(period string) (first, last edtf.Day, err error) {
	date, err := edtf.Parse(period)
	if err != nil {
		return first, last, cause.Of(cause.Classed(ErrDay, "%q is no period. A period is written 2026, 2026-04 or 2026-04-15.", shorten(period)), err)
	}
	from, until := date.Bounds()
	if !from.Known || !until.Known {
		return first, last, cause.Classed(ErrDay, "%q is no period with a beginning and an end.", shorten(period))
	}
	return from.Day, until.Day, nil
}

// endOf is the last day of the month or quarter in which a day lies.
func endOf(day edtf.Day, step int) edtf.Day {
	month := (int(day.Month)-1)/step*step + step // the last one
	return lastOf(day.Year, time.Month(month))
}

// endBefore is the end of the one before.
func endBefore(end edtf.Day, step int) edtf.Day {
	return lastOf(end.Year, end.Month-time.Month(step))
}

func lastOf(year int, month time.Month) edtf.Day {
	t := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
	return edtf.Day{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}
