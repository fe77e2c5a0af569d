package verbs

import (
	"strconv"
	"strings"

	"ahd/projections/book"
	"ahd/projections/convenings"
	"ahd/projections/sources"
)

// FigureBeside is a figure beside those that contradict it, and beside how others rated
// the place of which it speaks in each year of its period: whoever reads it can judge.
type FigureBeside struct {
	convenings.Figure
	Beside  []convenings.Figure `json:"beside"`
	Ratings []sources.Rating    `json:"ratings"` // by year
}

func findFigure(v *book.View, id string) (f FigureBeside, found bool, err error) {
	if f.Figure, found, err = convenings.FindFigure(v, id); !found || err != nil {
		return f, found, err
	}
	f.Beside, f.Ratings = []convenings.Figure{}, []sources.Rating{}
	for _, other := range f.DisputedBy {
		row, there, err := convenings.FindFigure(v, other)
		if err != nil {
			return f, false, err
		}
		if there {
			f.Beside = append(f.Beside, row)
		}
	}
	return f, true, f.rate(v)
}

// rate adds the ratings of the figure's place, where its period names years.
func (f *FigureBeside) rate(v *book.View) error {
	if f.Scope == nil || f.Period == nil {
		return nil
	}
	first, last, _ := strings.Cut(*f.Period, "/")
	from, err := strconv.Atoi(first)
	if err != nil {
		return nil // no year: nothing can be put beside it
	}
	until, err := strconv.Atoi(last)
	if err != nil { // "2015/..": and on
		until = 9999
	}
	all, err := sources.Ratings(v, book.Query{Filters: map[string]string{"place": *f.Scope}})
	for _, rating := range all {
		if from <= rating.Year && rating.Year <= until {
			f.Ratings = append(f.Ratings, rating)
		}
	}
	return err
}
