package web

import (
	"net/http"
	"slices"

	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/convenings"
	"ahd/projections/questions"
	"ahd/projections/sources"
)

// conveningPage is one conference or meeting.
type conveningPage struct {
	convenings.Row
	Called       string
	Objective    *quoted
	WhoCame      *quoted
	Organisers   []link
	Partners     []link
	Participants []participant
	Outcome      tree
	Figures      []figure
	Questions    []questions.Row
	Sources      []sources.Row
}

// participant is somebody who took part, in the role held there.
type participant struct {
	events.ParticipationRecorded
	Quoted quoted
}

// figure is a number that somebody stated, with what it conflicts with.
type figure struct {
	convenings.Figure
	Quoted    quoted
	Conflicts []link
}

func (s *site) convening(r *http.Request) (answer, error) {
	var page *conveningPage
	sequence, err := s.read(r, func(v *book.View) (err error) {
		page, err = s.conveningPage(v, r.PathValue("id"))
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return answer{view: "convening", title: page.Called, sequence: sequence, page: page}, nil
}

var noConvening = notFound("There is no such conference or meeting in this register.")

func (s *site) conveningPage(v *book.View, id string) (*conveningPage, error) {
	if !events.ValidID(id) {
		return nil, noConvening
	}
	row, found, err := convenings.Find(v, id)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, noConvening
	}
	n := s.names(v)
	page := &conveningPage{
		Row: row, Called: conveningName(row),
		Objective: n.quotedMaybe(row.Objective), WhoCame: n.quotedMaybe(row.ConveningRegistered.Participants),
		Organisers: answering(n, row.Organisers), Partners: answering(n, row.Partners),
	}
	if page.Outcome, err = s.treeOf(n, id); err != nil {
		return nil, err
	}
	for _, add := range []func(*names, *conveningPage) error{addParticipants, addFigures, addSources, addOpen} {
		if err := add(n, page); err != nil {
			return nil, err
		}
	}
	return page, n.err
}

// answering names organisations, each with the way to what it answers for.
func answering(n *names, ids []string) []link {
	links := make([]link, len(ids))
	for i, id := range ids {
		links[i] = link{Words: n.party(id), Href: question{}.with("lead_party", id).href()}
	}
	return links
}

func addParticipants(n *names, page *conveningPage) error {
	rows, err := convenings.Participations(n.view, page.ID)
	for _, row := range rows {
		page.Participants = append(page.Participants, participant{ParticipationRecorded: row.ParticipationRecorded, Quoted: n.quoted(row.Quote)})
	}
	return err
}

func addFigures(n *names, page *conveningPage) error {
	rows, err := convenings.Figures(n.view, book.Query{Filters: map[string]string{"convening": page.ID}})
	for _, row := range rows {
		f := figure{Figure: row, Quoted: n.quoted(row.Quote)}
		for _, id := range row.ConflictsWith {
			other, found, err := convenings.FindFigure(n.view, id)
			if err != nil {
				return err
			}
			conflict := link{Words: id}
			if found {
				conflict = link{Words: other.Claim, Href: "/convenings/" + other.Convening + "#figure-" + id}
			}
			f.Conflicts = append(f.Conflicts, conflict)
		}
		page.Figures = append(page.Figures, f)
	}
	return err
}

func addSources(n *names, page *conveningPage) error {
	for _, id := range page.Row.Sources {
		row, found, err := sources.Find(n.view, id)
		if err != nil {
			return err
		}
		if found {
			page.Sources = append(page.Sources, row)
		}
	}
	return nil
}

// addOpen adds the open questions about the meeting, its parts and its sources.
func addOpen(n *names, page *conveningPage) error {
	parts := page.Outcome.addresses()
	parts["convening/"+page.ID] = true
	for _, figure := range page.Figures {
		parts["figure/"+figure.ID] = true
	}
	for _, source := range page.Sources {
		parts["source/"+source.ID] = true
	}
	all, err := questions.List(n.view, book.Query{})
	for _, question := range all {
		if slices.ContainsFunc(question.About, func(address string) bool { return parts[address] }) {
			page.Questions = append(page.Questions, question)
		}
	}
	return err
}
