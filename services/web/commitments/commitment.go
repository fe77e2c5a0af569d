package commitments

import (
	"cmp"
	"net/http"
	"strconv"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/services/web"
)

// commitmentPage is one commitment with everything that is recorded of it.
type commitmentPage struct {
	web.Listed
	Quoted []web.Quoted

	QuotedPart, HoldersPart, MilestonesPart web.Part

	Standings []web.Standing
	Convening web.Link
	Made      *web.Link // the declaration or recommendations that it stands in
	Group     *web.Link
	Whole     *web.Listed  // the commitment that it is a part of
	Parts     []web.Listed // what it was split into
	Missing   []string     // ids of parts that are not recorded yet
	MoreParts int          // that are not shown
	AllParts  string       // address of the list of them
	History   []span
	Before    bool // whether there are values before those
	web.EventList
	stand
	identified
	Milestones []milestone
	Measured   []indicator
	proofs
	Questions []questions.Row
	Notice    string
	NoticeAt  uint64 // the event that the notice is about
	Receipts  bool   // whether there are receipts of events
	Form      form
}

func (s pages) commitment(r *http.Request) (web.Answer, error) {
	return s.commitmentWith(r, http.StatusOK, s.blankForm(r))
}

// commitmentWith is the page of a commitment with a form as somebody left it.
func (s pages) commitmentWith(r *http.Request, status int, f form) (web.Answer, error) {
	var page *commitmentPage
	sequence, undated, err := s.ReadAbout(r, web.About{"id": r.PathValue("id")}, func(v *book.View) (err error) {
		page, err = s.commitmentPage(r, v, f)
		return err
	})
	if err != nil {
		return web.Answer{}, err
	}
	return web.Answer{
		Status: status, Again: status == http.StatusServiceUnavailable,
		View: "commitment", Title: web.Shorten(page.Text), Home: web.Home("commitment", page.ID), Sequence: sequence, Undated: undated, Page: page,
	}, nil
}

var noCommitment = web.NotFound("There is no such commitment in this register.")

// absent says why a commitment is not shown: on another day it may not have existed yet.
func (s pages) absent(v *book.View, id string) error {
	if s.On == nil {
		return noCommitment
	}
	known, err := commitments.Known(v, id)
	if err != nil || !known {
		return cmp.Or(err, error(noCommitment))
	}
	return web.NotFound("On that day this commitment did not exist yet.")
}

func (s pages) commitmentPage(r *http.Request, v *book.View, f form) (*commitmentPage, error) {
	id := r.PathValue("id")
	if !events.ValidID(id) {
		return nil, noCommitment
	}
	row, found, err := commitments.Find(v, id, s.Today())
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, s.absent(v, id)
	}
	n := s.Names(v)
	page := &commitmentPage{Listed: n.ListRows([]commitments.Row{row})[0], Form: f}
	page.place(n)
	for _, axis := range web.Axes {
		page.Standings = append(page.Standings, s.Wording.Standing(axis, axisOf(row, axis)))
	}
	quotes, part, err := web.PartOf(r, "said", web.Home("commitment", id), row.Quotes)
	if err != nil {
		return nil, err
	}
	page.QuotedPart = part
	for _, quote := range quotes {
		page.Quoted = append(page.Quoted, n.Quoted(quote))
	}
	for _, add := range []func(*web.Names, *commitmentPage) error{s.addRelatives, s.addStory(r), s.addIdentity, s.addQuestions, s.addForm} {
		if err := add(n, page); err != nil {
			return nil, err
		}
	}
	if page.Holders, page.HoldersPart, err = web.PartOf(r, "held", web.Home("commitment", id), page.Holders); err != nil {
		return nil, err
	}
	if page.Milestones, page.MilestonesPart, err = web.PartOf(r, "milestones", web.Home("commitment", id), page.Milestones); err != nil {
		return nil, err
	}
	page.notice(r)
	page.Receipts = s.Seal != nil
	return page, n.Err
}

// place says where the commitment was made.
func (p *commitmentPage) place(n *web.Names) {
	p.Convening = n.Way("convening", p.Row.Convening)
	p.Made, p.Group = n.WayMaybe("instrument", p.Instrument), n.WayMaybe("working-group", p.WorkingGroup)
}

// addRelatives adds the whole that the commitment is part of, and its parts.
func (s pages) addRelatives(n *web.Names, page *commitmentPage) error {
	if page.Parent != nil {
		whole, found, err := commitments.Find(n.View, *page.Parent, s.Today())
		if err != nil {
			return err
		}
		if found {
			page.Whole = &n.ListRows([]commitments.Row{whole})[0]
		}
	}
	asked := web.Question{}.With("parent", page.ID)
	parts, err := commitments.List(n.View, book.Query{Filters: asked.Filters, Limit: web.MaxItems}, s.Today())
	if err != nil {
		return err
	}
	for _, part := range n.ListRows(parts) {
		page.Parts = append(page.Parts, part.PartOf(page.Row))
	}
	if len(parts) == web.MaxItems {
		all, err := commitments.Count(n.View, book.Query{Filters: asked.Filters}, s.Today())
		if err != nil {
			return err
		}
		page.MoreParts, page.AllParts = all-web.MaxItems, asked.Href()
	}
	page.Missing, err = commitments.Absent(n.View, page.Children, web.MaxItems)
	return err
}

// addStory adds the timeline, the history, and what both add up to.
func (s pages) addStory(r *http.Request) func(*web.Names, *commitmentPage) error {
	return func(n *web.Names, page *commitmentPage) error {
		turning, rows, err := web.Turn(r, n.View, "commitment", page.ID)
		if err != nil {
			return err
		}
		teller := storyteller(s)
		st, err := teller.storyOf(r, n, page.ID, rows)
		if err != nil {
			return err
		}
		page.Turning = turning
		for _, event := range st.told[:len(rows)] {
			page.Timeline = append(page.Timeline, web.EntryOf(n, event, st.Background, "commitment/"+page.ID))
		}
		for _, add := range []func(*web.Names, *commitmentPage, story) error{teller.addStand, teller.addSteps, teller.addProof, teller.addHistory(r)} {
			if err := add(n, page, st); err != nil {
				return err
			}
		}
		return nil
	}
}

func (s pages) addQuestions(n *web.Names, page *commitmentPage) (err error) {
	page.Questions, err = questions.About(n.View, []string{"commitment/" + page.ID}, web.MaxItems)
	return err
}

// notice tells somebody who comes from the form, or from a link that waits for
// an event, which event that is.
func (p *commitmentPage) notice(r *http.Request) {
	after, err := strconv.ParseUint(r.URL.Query().Get("after"), 10, 63)
	if err != nil {
		return
	}
	for _, entry := range p.Timeline {
		if entry.Sequence != after {
			continue
		}
		p.NoticeAt, p.Notice = after, "This is recorded as event "+web.Count(int(after))+"."
		if r.URL.Query().Has("already") {
			p.Notice = "This was recorded already, as event " + web.Count(int(after)) + ". Nothing was recorded twice."
		}
	}
}

// axisOf is the value of an axis as a row has it.
func axisOf(row commitments.Row, axis string) string {
	return map[string]string{
		"record": row.Record, "response": row.Response, "self_reported": row.SelfReported,
		"assessed": row.Assessed, "timeliness": row.Timeliness, "closure": row.Closure,
	}[axis]
}
