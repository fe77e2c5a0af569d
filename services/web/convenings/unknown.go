package convenings

import (
	"cmp"
	"net/http"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/web"
)

// unknownPage is what the register does not know.
type unknownPage struct {
	Open     []asked
	Answered []asked
	Dates    []undated     // meetings whose date cannot be said, or is disputed
	Wordings []web.Link    // declarations and recommendations whose wording is not known
	Figures  [][2]web.Link // figures that contradict one another
	Counts   []linkCount   // of commitments

	OpenPart, AnsweredPart, DatesPart, WordingsPart, FiguresPart web.Part
}

// asked is a question with the ways to what it is about.
type asked struct {
	questions.Row
	Ways []web.Link
	Told string // the source of the answer; "" where none is archived
}

// undated is a meeting with what is wrong with its date.
type undated struct {
	Way  web.Link
	Date *string // that the register goes by
	Why  string
	Open []convenings.Conflict
}

// linkCount is a count with the list behind it.
type linkCount struct {
	Words string
	Way   web.Link
}

func (s pages) unknown(r *http.Request) (web.Answer, error) {
	page := &unknownPage{}
	sequence, undated, err := s.ReadAbout(r, nil, func(v *book.View) error {
		n := s.Names(v)
		for _, add := range []func(*web.Names, *unknownPage) error{addQuestions, addUndated, addUnworded, addContradictions, s.addCounts} {
			if err := add(n, page); err != nil {
				return err
			}
		}
		if n.Err != nil {
			return n.Err
		}
		return page.partBy(r)
	})
	return web.Answer{View: "unknown", Title: "What we do not know", Sequence: sequence, Undated: undated, Page: page}, err
}

// partBy leaves of each list the part that is asked for.
func (p *unknownPage) partBy(r *http.Request) (err error) {
	errs := make([]error, 5)
	p.Open, p.OpenPart, errs[0] = web.PartOf(r, "open", "/unknown", p.Open)
	p.Answered, p.AnsweredPart, errs[1] = web.PartOf(r, "answered", "/unknown", p.Answered)
	p.Dates, p.DatesPart, errs[2] = web.PartOf(r, "dates", "/unknown", p.Dates)
	p.Wordings, p.WordingsPart, errs[3] = web.PartOf(r, "wordings", "/unknown", p.Wordings)
	p.Figures, p.FiguresPart, errs[4] = web.PartOf(r, "figures", "/unknown", p.Figures)
	return cmp.Or(errs...)
}

func addQuestions(n *web.Names, page *unknownPage) error {
	all, err := questions.List(n.View, book.Query{})
	for _, row := range all {
		one := asked{Row: row}
		for _, address := range row.About {
			one.Ways = append(one.Ways, n.Addressed(address))
		}
		if row.From != nil {
			one.Told = n.Source(*row.From)
		}
		if row.Open {
			page.Open = append(page.Open, one)
			continue
		}
		page.Answered = append(page.Answered, one)
	}
	return err
}

// yearKnown: a day without a year has no earliest day.
func yearKnown(text string) bool {
	date, err := edtf.Parse(text)
	earliest, _ := date.Bounds()
	return err == nil && earliest.Known
}

// addUndated adds the meetings without a date, with dates that cannot all be true,
// and with conflicts that nobody resolved.
func addUndated(n *web.Names, page *unknownPage) error {
	rows, err := convenings.List(n.View, book.Query{})
	for _, row := range rows {
		u := undated{Way: n.Way("convening", row.ID), Date: row.GoesBy}
		for _, conflict := range row.Conflicts {
			if conflict.Resolution == nil {
				u.Open = append(u.Open, conflict)
			}
		}
		switch {
		case row.DateConflict:
			u.Why = "The dates that are stated cannot all be true."
		case row.GoesBy == nil:
			u.Why = "No date is stated."
		case !yearKnown(*row.GoesBy):
			u.Why = "The year is not stated."
		case len(u.Open) == 0:
			continue
		}
		page.Dates = append(page.Dates, u)
	}
	return err
}

func addUnworded(n *web.Names, page *unknownPage) error {
	rows, err := instruments.List(n.View, book.Query{})
	for _, row := range rows {
		if row.Text == nil {
			page.Wordings = append(page.Wordings, n.Way("instrument", row.ID))
		}
	}
	return err
}

func addContradictions(n *web.Names, page *unknownPage) error {
	rows, err := convenings.Figures(n.View, book.Query{})
	for _, row := range rows {
		for _, other := range row.DisputedBy {
			if row.ID < other {
				page.Figures = append(page.Figures, [2]web.Link{n.Way("figure", row.ID), n.Way("figure", other)})
			}
		}
	}
	return err
}

// addCounts adds how much is not known of commitments.
func (s pages) addCounts(n *web.Names, page *unknownPage) error {
	for _, c := range []struct{ words, filter, value string }{
		{"nobody answers for", "lead_party", book.NotStated},
		{"have no report", commitment.AxisSelfReported, commitment.NoReport},
		{"have not been assessed", commitment.AxisAssessed, commitment.NotAssessed},
		{"have no due date", commitment.AxisTimeliness, commitment.NoDate},
		{"cannot be checked as they are put", "verifiable", "false"},
		{"exist, but their wording is not known", "kind", "recommendation-text-missing"},
		{"were made of an outcome whose wording is not known", "kind", "outcome-text-missing"},
	} {
		asked := web.Question{}.With(c.filter, c.value)
		total, err := api.CountCommitments(n.View, asked.Filters, s.Today())
		if err != nil {
			return err
		}
		if total > 0 {
			page.Counts = append(page.Counts, linkCount{c.words, web.Link{Words: web.Things(total, "commitment"), Href: asked.Href()}})
		}
	}
	return nil
}
