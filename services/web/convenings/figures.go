package convenings

import (
	"net/http"
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/services/web"
)

// participant is somebody who took part, in the role held there.
type participant struct {
	events.ParticipationRecorded
	Quoted web.Quoted
	Also   []spelling
}

// spelling is the same person in another place, as that place spells the name.
type spelling struct {
	Name string // "" where none is stated
	At   web.Link
}

func addParticipants(r *http.Request) func(*web.Names, *conveningPage) error {
	return func(n *web.Names, page *conveningPage) error {
		total, err := convenings.CountParticipations(n.View, page.ID)
		if err != nil {
			return err
		}
		if page.Came, err = web.AskedPart(r, "who", web.Home("convening", page.ID), total); err != nil {
			return err
		}
		return addCame(n, page)
	}
}

func addCame(n *web.Names, page *conveningPage) error {
	rows, err := convenings.SomeParticipations(n.View, page.ID, web.MaxItems, page.Came.Offset)
	for _, row := range rows {
		p := participant{ParticipationRecorded: row.ParticipationRecorded, Quoted: n.Quoted(row.Quote)}
		for _, id := range row.SameAs {
			other, found, err := convenings.FindParticipation(n.View, id)
			if err != nil {
				return err
			}
			if found {
				p.Also = append(p.Also, spelling{Name: orNothing(other.Name), At: n.Way("convening", other.Convening)})
			}
		}
		page.Participants = append(page.Participants, p)
	}
	return err
}

func orNothing(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// figure is a number that somebody stated, with what it conflicts with.
type figure struct {
	convenings.Figure
	Quoted    web.Quoted
	At        string // address
	Conflicts []web.Link
}

// besides are figures that contradict one another, side by side, with how others rated
// the place of which they speak in each of their years.
type besides struct {
	Figures []figure
	Ratings []sources.Rating
}

func addFigures(r *http.Request) func(*web.Names, *conveningPage) error {
	return func(n *web.Names, page *conveningPage) error {
		query := book.Query{Filters: map[string]string{"convening": page.ID}}
		total, err := book.Count(n.View, "figures", convenings.FigureFilters, query)
		if err != nil {
			return err
		}
		if page.Asserted, err = web.AskedPart(r, "figures", web.Home("convening", page.ID), total); err != nil {
			return err
		}
		query.Limit, query.Offset = web.MaxItems, page.Asserted.Offset
		return addStated(n, page, query)
	}
}

func addStated(n *web.Names, page *conveningPage, query book.Query) error {
	rows, err := convenings.Figures(n.View, query)
	shown := map[string]bool{}
	for _, row := range rows {
		f := figureOf(n, row)
		page.Figures = append(page.Figures, f)
		if len(row.DisputedBy) == 0 || shown[row.ID] {
			continue
		}
		beside, err := besideOf(n, f)
		if err != nil {
			return err
		}
		for _, one := range beside.Figures {
			shown[one.ID] = true
		}
		if len(beside.Figures) > 1 {
			page.Contested = append(page.Contested, beside)
		}
	}
	return err
}

func figureOf(n *web.Names, row convenings.Figure) figure {
	return figure{Figure: row, Quoted: n.Quoted(row.Quote), At: n.FigureAt(row), Conflicts: n.Ways("figure", row.DisputedBy)}
}

// beside puts a figure beside those that contradict it, of this meeting and others.
func besideOf(n *web.Names, f figure) (besides, error) {
	list := besides{Figures: []figure{f}}
	for _, id := range f.DisputedBy {
		other, found, err := convenings.FindFigure(n.View, id)
		if err != nil {
			return list, err
		}
		if found {
			list.Figures = append(list.Figures, figureOf(n, other))
		}
	}
	for _, one := range list.Figures {
		ratings, err := sources.RatingsBeside(n.View, one.Scope, one.Period)
		if err != nil {
			return list, err
		}
		for _, rating := range ratings {
			known := slices.ContainsFunc(list.Ratings, func(r sources.Rating) bool {
				return r.RatingAsserted == rating.RatingAsserted && r.Source == rating.Source
			})
			if !known {
				list.Ratings = append(list.Ratings, rating)
			}
		}
	}
	slices.SortStableFunc(list.Ratings, func(a, b sources.Rating) int { return a.Year - b.Year })
	return list, nil
}
