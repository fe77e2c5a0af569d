package web

import (
	"cmp"
	"net/http"
	"strconv"

	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/questions"
)

// commitmentPage is one commitment with everything that is recorded of it.
type commitmentPage struct {
	listRow
	Quoted []quoted

	QuotedPart, HoldersPart, MilestonesPart part

	Standings []standing
	Convening link
	Made      *link // the declaration or recommendations that it stands in
	Group     *link
	Whole     *listRow  // the commitment that it is a part of
	Parts     []listRow // what it was split into
	Missing   []string  // ids of parts that are not recorded yet
	MoreParts int       // that are not shown
	AllParts  string    // address of the list of them
	History   []span
	Before    bool // whether there are values before those
	recorded
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

func (s commitmentPages) commitment(r *http.Request) (answer, error) {
	return s.commitmentWith(r, http.StatusOK, s.blankForm(r))
}

// commitmentWith is the page of a commitment with a form as somebody left it.
func (s commitmentPages) commitmentWith(r *http.Request, status int, f form) (answer, error) {
	var page *commitmentPage
	sequence, undated, err := s.readAbout(r, about{"id": r.PathValue("id")}, func(v *book.View) (err error) {
		page, err = s.commitmentPage(r, v, f)
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return answer{
		status: status, again: status == http.StatusServiceUnavailable,
		view: "commitment", title: shorten(page.Text), home: home("commitment", page.ID), sequence: sequence, undated: undated, page: page,
	}, nil
}

var noCommitment = notFound("There is no such commitment in this register.")

// absent says why a commitment is not shown: on another day it may not have existed yet.
func (s commitmentPages) absent(v *book.View, id string) error {
	if s.on == nil {
		return noCommitment
	}
	known, err := commitments.Known(v, id)
	if err != nil || !known {
		return cmp.Or(err, error(noCommitment))
	}
	return notFound("On that day this commitment did not exist yet.")
}

func (s commitmentPages) commitmentPage(r *http.Request, v *book.View, f form) (*commitmentPage, error) {
	id := r.PathValue("id")
	if !events.ValidID(id) {
		return nil, noCommitment
	}
	row, found, err := commitments.Find(v, id, s.today())
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, s.absent(v, id)
	}
	n := s.names(v)
	page := &commitmentPage{listRow: n.listRows([]commitments.Row{row})[0], Form: f}
	page.place(n)
	for _, axis := range axes {
		page.Standings = append(page.Standings, s.wording.standing(axis, axisOf(row, axis)))
	}
	quotes, part, err := partOf(r, "said", home("commitment", id), row.Quotes)
	if err != nil {
		return nil, err
	}
	page.QuotedPart = part
	for _, quote := range quotes {
		page.Quoted = append(page.Quoted, n.quoted(quote))
	}
	for _, add := range []func(*names, *commitmentPage) error{s.addRelatives, s.addStory(r), s.addIdentity, s.addQuestions, s.addForm} {
		if err := add(n, page); err != nil {
			return nil, err
		}
	}
	if page.Holders, page.HoldersPart, err = partOf(r, "held", home("commitment", id), page.Holders); err != nil {
		return nil, err
	}
	if page.Milestones, page.MilestonesPart, err = partOf(r, "milestones", home("commitment", id), page.Milestones); err != nil {
		return nil, err
	}
	page.notice(r)
	page.Receipts = s.Seal != nil
	return page, n.err
}

// place says where the commitment was made.
func (p *commitmentPage) place(n *names) {
	p.Convening = n.way("convening", p.Row.Convening)
	p.Made, p.Group = n.wayMaybe("instrument", p.Instrument), n.wayMaybe("working-group", p.WorkingGroup)
}

// addRelatives adds the whole that the commitment is part of, and its parts.
func (s commitmentPages) addRelatives(n *names, page *commitmentPage) error {
	if page.Parent != nil {
		whole, found, err := commitments.Find(n.view, *page.Parent, s.today())
		if err != nil {
			return err
		}
		if found {
			page.Whole = &n.listRows([]commitments.Row{whole})[0]
		}
	}
	asked := question{}.with("parent", page.ID)
	parts, err := commitments.List(n.view, book.Query{Filters: asked.filters, Limit: mostItems}, s.today())
	if err != nil {
		return err
	}
	for _, part := range n.listRows(parts) {
		page.Parts = append(page.Parts, part.partOf(page.Row))
	}
	if len(parts) == mostItems {
		all, err := commitments.Count(n.view, book.Query{Filters: asked.filters}, s.today())
		if err != nil {
			return err
		}
		page.MoreParts, page.AllParts = all-mostItems, asked.href()
	}
	page.Missing, err = commitments.Absent(n.view, page.Children, mostItems)
	return err
}

// addStory adds the timeline, the history, and what both add up to.
func (s commitmentPages) addStory(r *http.Request) func(*names, *commitmentPage) error {
	return func(n *names, page *commitmentPage) error {
		turning, rows, err := turn(r, n.view, "commitment", page.ID)
		if err != nil {
			return err
		}
		teller := storyteller{s.Frame}
		st, err := teller.storyOf(r, n, page.ID, rows)
		if err != nil {
			return err
		}
		page.turning = turning
		for _, event := range st.told[:len(rows)] {
			page.Timeline = append(page.Timeline, entryOf(n, event, st.background, "commitment/"+page.ID))
		}
		for _, add := range []func(*names, *commitmentPage, story) error{teller.addStand, teller.addSteps, teller.addProof, teller.addHistory(r)} {
			if err := add(n, page, st); err != nil {
				return err
			}
		}
		return nil
	}
}

func (s commitmentPages) addQuestions(n *names, page *commitmentPage) (err error) {
	page.Questions, err = questions.About(n.view, []string{"commitment/" + page.ID}, mostItems)
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
		p.NoticeAt, p.Notice = after, "This is recorded as event "+count(int(after))+"."
		if r.URL.Query().Has("already") {
			p.Notice = "This was recorded already, as event " + count(int(after)) + ". Nothing was recorded twice."
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
