package verbs

import (
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
	f.Beside = []convenings.Figure{}
	for _, other := range f.DisputedBy {
		row, there, err := convenings.FindFigure(v, other)
		if err != nil {
			return f, false, err
		}
		if there {
			f.Beside = append(f.Beside, row)
		}
	}
	f.Ratings, err = sources.RatingsBeside(v, f.Scope, f.Period)
	return f, true, err
}
